using System.Net.Http.Json;
using System.Text.Json;
using Alforis.Workflows.Host.Commands;
using Alforis.Workflows.Host.Hardening;
using Alforis.Workflows.Host.Roles;
using Alforis.Workflows.Host.Tests.Api;
using Dapper;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Alforis.Workflows.Host.Tests.Live;

public sealed class LiveTests(SharedApiHost shared) : IClassFixture<SharedApiHost>
{
    private const string Insert = "INSERT INTO public.notifications (user_id, title) SELECT id, @title FROM public.users WHERE email = @email";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Notification_MadeByAWorkflowOnAnotherHost_ReachesItsUserAlone()
    {
        await using var host = await ApiHost.StartAsync();
        await using var other = await ApiHost.StartBesideAsync(host, s => s with { Roles = HostRoles.Dispatcher });
        await using var mine = await Page.OpenAsync(host, await host.AsAsync("commercial"));
        await using var theirs = await Page.OpenAsync(host, await host.AsAsync("viewer"));
        await mine.CatchUpAsync(null);
        await theirs.CatchUpAsync(null);
        await ImportAsync(host, """
            {"name": "Tell", "status": "active", "trigger_type": "organisation_created",
             "actions": [{"type": "send_notification", "config": {"user_id": "commercial@test.example", "title": "Nouveau : {{ organisation.nom }}", "message": "À suivre."}}]}
            """);

        await ExecuteAsync(host, "INSERT INTO public.organisations (nom) VALUES ('Étoile ✨')");

        await Eventually.TrueAsync(() => Task.FromResult(mine.Titles.Count > 0), () => "No notification came.");
        Assert.Equal(["Nouveau : Étoile ✨"], mine.Titles);
        Assert.Empty(theirs.Titles);
    }

    [Fact]
    public async Task CatchUp_AfterABreak_BringsWhatCommittedLate()
    {
        await using var host = await ApiHost.StartAsync();
        var user = await host.AsAsync("commercial");
        await using var early = await host.Database.DataSource.OpenConnectionAsync(Cancellation);
        await using var page = await Page.OpenAsync(host, user);
        var begin = (await page.CatchUpAsync(null)).GetProperty("cursor").GetString();

        // Drawn first, committed last: its number and time are smaller than those of what the page knows.
        await using var late = await early.BeginTransactionAsync(Cancellation);
        await early.ExecuteAsync(Insert, new { title = "late", email = "commercial@test.example" }, late);
        await ExecuteAsync(host, Insert, new { title = "in time", email = "commercial@test.example" });
        var first = await page.CatchUpAsync(begin);
        await page.DisposeAsync();
        await late.CommitAsync(Cancellation);
        await using var again = await Page.OpenAsync(host, user);
        var second = await again.CatchUpAsync(first.GetProperty("cursor").GetString());
        var third = await again.CatchUpAsync(second.GetProperty("cursor").GetString());

        Assert.Equal(["in time"], Titles(first));
        Assert.Equal(1, first.GetProperty("unread_count").GetInt64());
        Assert.Equal(["late"], Titles(second));
        Assert.Equal(2, second.GetProperty("unread_count").GetInt64());
        Assert.Empty(Titles(third));
        Assert.True(second.GetProperty("is_complete").GetBoolean());
    }

    [Fact]
    public async Task CatchUp_AfterMoreThanCanBeTold_SaysSo()
    {
        await using var host = await ApiHost.StartAsync();
        await using var page = await Page.OpenAsync(host, await host.AsAsync("commercial"));
        var begin = (await page.CatchUpAsync(null)).GetProperty("cursor").GetString();

        await ExecuteAsync(host, "INSERT INTO public.notifications (user_id, title) SELECT id, 'n' || i FROM public.users, generate_series(1, 1001) i WHERE email = 'commercial@test.example'");
        var news = await page.CatchUpAsync(begin);

        Assert.False(news.GetProperty("is_complete").GetBoolean());
        Assert.Equal(1001, news.GetProperty("unread_count").GetInt64());
    }

    [Fact]
    public async Task Notification_ThatIsReadElsewhere_ComesAgainAsRead()
    {
        await using var host = await ApiHost.StartAsync();
        await ExecuteAsync(host, Insert, new { title = "old", email = "commercial@test.example" });
        await using var page = await Page.OpenAsync(host, await host.AsAsync("commercial"));
        var cursor = (await page.CatchUpAsync(null)).GetProperty("cursor").GetString();

        await ExecuteAsync(host, "UPDATE public.notifications SET is_read = true, read_at = now() WHERE title = 'old'");
        var news = await page.CatchUpAsync(cursor);

        var read = Assert.Single(news.GetProperty("notifications").EnumerateArray());
        Assert.True(read.GetProperty("is_read").GetBoolean());
        Assert.Equal(0, news.GetProperty("unread_count").GetInt64());
    }

    [Fact]
    public async Task Notification_WhenNoHintIsHeard_StillComes()
    {
        await using var host = await ApiHost.StartAsync();
        await using var page = await Page.OpenAsync(host, await host.AsAsync("commercial"));
        await page.CatchUpAsync(null);
        await ExecuteAsync(host, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN alforis_live'");

        await ExecuteAsync(host, Insert, new { title = "unhinted", email = "commercial@test.example" });

        await Eventually.TrueAsync(() => Task.FromResult(page.Titles.Contains("unhinted")), () => "It did not come.");
    }

    [Fact]
    public async Task Executions_OfAWatchedWorkflow_AreToldAsTheyHappen()
    {
        await using var host = await ApiHost.StartAsync(s => s with { Roles = HostRoles.Api | HostRoles.Dispatcher });
        var watched = await ImportAsync(host, Tagging("Watched", "deal_updated"));
        await ImportAsync(host, Tagging("Other", "organisation_updated"));
        await using var page = await Page.OpenAsync(host, await host.AsAsync("viewer"));
        var before = await page.WatchAsync(watched);
        await page.WatchListAsync();

        await ExecuteAsync(host, "UPDATE public.deals SET nom = nom || '!' WHERE id = (SELECT min(id) FROM public.deals); UPDATE public.organisations SET nom = nom || '!' WHERE id = (SELECT min(id) FROM public.organisations)");

        await Eventually.TrueAsync(() => Task.FromResult(!page.Executions.IsEmpty), () => "No execution came.");
        Assert.Empty(before.GetProperty("executions").EnumerateArray());
        var told = page.Executions.SelectMany(m => m.GetProperty("executions").EnumerateArray()).ToList();
        Assert.All(page.Executions, m => Assert.Equal(watched, m.GetProperty("workflow_id").GetInt64()));
        Assert.Equal("success", told[^1].GetProperty("status").GetString());

        await page.UnwatchAsync(watched);
        await ExecuteAsync(host, "UPDATE public.workflows SET description = 'changed'");
        await Eventually.TrueAsync(() => Task.FromResult(page.ListChanges > 0), () => "The change of the list did not come.");
    }

    [Fact]
    public async Task Session_ThatIsEnded_IsCutOff()
    {
        await using var host = await ApiHost.StartAsync();
        await using var page = await Page.OpenAsync(host, await host.AsAsync("commercial"));
        await using var other = await Page.OpenAsync(host, await host.AsAsync("viewer"));

        await ExecuteAsync(host, "UPDATE public.user_sessions SET ended_at = now(), ended_reason = 'revoked' WHERE user_id = (SELECT id FROM public.users WHERE email = 'commercial@test.example')");

        await Eventually.TrueAsync(() => Task.FromResult(page.State == HubConnectionState.Disconnected), () => "It is still connected.");
        Assert.True(page.HasEnded);
        Assert.Equal(HubConnectionState.Connected, other.State);
    }

    [Theory]
    [InlineData("https://evil.example", false)]
    [InlineData("null", false)]
    [InlineData("http://127.0.0.1:1", false)]
    [InlineData("own", true)]
    public async Task Handshake_OfAPage_OnlyFromItsOwnServer(string origin, bool isAllowed)
    {
        var host = shared.Host;
        var user = await host.AsAsync("viewer");
        var page = origin == "own" ? host.Address.GetLeftPart(UriPartial.Authority) : origin;

        if (isAllowed)
        {
            await using var opened = await Page.OpenAsync(host, user, page);
            Assert.Equal(HubConnectionState.Connected, opened.State);
        }
        else
        {
            var refusal = await Assert.ThrowsAsync<HttpRequestException>(() => Page.OpenAsync(host, user, page));
            Assert.Equal(System.Net.HttpStatusCode.Forbidden, refusal.StatusCode);
        }
    }

    /// <summary>Whatever the headers say, it is refused and not a failure of ours.</summary>
    [Theory]
    [InlineData("file:///x")]
    [InlineData("x://127.0.0.1")]
    [InlineData("http://[::1")]
    public async Task Handshake_WithAnOriginThatIsNoPage_IsRefused(string origin)
    {
        var host = shared.Host;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/hubs/live/negotiate?negotiateVersion=1", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Origin", origin);

        using var answer = await (await host.AsAsync("viewer")).SendAsync(request, Cancellation);

        Assert.Equal(System.Net.HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Calls_TooMany_AreRefusedLikeThoseOfTheApi()
    {
        await using var host = await ApiHost.StartAsync(s => s with { Hardening = new HardeningSettings { CallsPerMinute = 10 } });
        await using var page = await Page.OpenAsync(host, host.WithToken(await host.NewTokenAsync("viewer")));

        var refusal = await Assert.ThrowsAsync<HubException>(async () =>
        {
            for (var i = 0; i < 10; i++) await page.CatchUpAsync(null);
        });

        Assert.Contains("There are too many calls.", refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<HttpRequestException>(async () => await Page.OpenAsync(host, host.WithToken(await host.NewTokenAsync("viewer"))));
    }

    [Fact]
    public async Task Handshake_OfNobody_IsRefused()
    {
        await using var host = await ApiHost.StartAsync();

        var refusal = await Assert.ThrowsAsync<HttpRequestException>(() => Page.OpenAsync(host, host.Anonymous));

        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, refusal.StatusCode);
    }

    [Fact]
    public async Task Calls_ThatMakeNoSense_AreToldWhy()
    {
        await using var host = await ApiHost.StartAsync();
        await using var page = await Page.OpenAsync(host, await host.AsAsync("viewer"));

        var cursor = await Assert.ThrowsAsync<HubException>(() => page.CatchUpAsync("12:11:"));
        for (var workflow = 1; workflow <= 20; workflow++) await page.WatchAsync(workflow);
        var many = await Assert.ThrowsAsync<HubException>(() => page.WatchAsync(21));

        Assert.Contains("The cursor is none that a message bore.", cursor.Message, StringComparison.Ordinal);
        Assert.Contains("At most 20 workflows", many.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_WithoutThePermission_AreRefused()
    {
        await using var host = await ApiHost.StartAsync();
        await ExecuteAsync(host, "DELETE FROM public.user_roles WHERE user_id = (SELECT id FROM public.users WHERE email = 'viewer@test.example')");
        await using var page = await Page.OpenAsync(host, await host.AsAsync("viewer"));

        var watch = await Assert.ThrowsAsync<HubException>(() => page.WatchAsync(1));
        var list = await Assert.ThrowsAsync<HubException>(page.WatchListAsync);
        var catchUp = await Assert.ThrowsAsync<HubException>(() => page.CatchUpAsync(null));

        Assert.Contains("executions:read", watch.Message, StringComparison.Ordinal);
        Assert.Contains("workflows:read", list.Message, StringComparison.Ordinal);
        Assert.Contains("notifications:read", catchUp.Message, StringComparison.Ordinal);
    }

    private static string[] Titles(JsonElement message) => [.. message.GetProperty("notifications").EnumerateArray().Select(n => n.GetProperty("title").GetString()!)];

    private static string Tagging(string name, string trigger) =>
        $$"""{"name": "{{name}}", "status": "active", "trigger_type": "{{trigger}}", "actions": [{"type": "add_tag", "config": {"tag": "vu"} }]}""";

    private static async Task<long> ImportAsync(ApiHost host, string definition)
    {
        var console = new TestConsole { Input = definition, Variables = { ["ConnectionStrings__Crm"] = host.Database.ConnectionString } };
        Assert.True(await console.RunAsync("import", "-") == ExitCodes.Success, console.Error);
        return await host.ScalarAsync<long>("SELECT max(id) FROM public.workflows");
    }

    private static async Task ExecuteAsync(ApiHost host, string sql, object? parameters = null)
    {
        await using var connection = await host.Database.DataSource.OpenConnectionAsync(Cancellation);
        await connection.ExecuteAsync(sql, parameters);
    }
}
