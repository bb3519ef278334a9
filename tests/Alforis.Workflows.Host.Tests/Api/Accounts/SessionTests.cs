using System.Net;
using System.Text.Json;

namespace Alforis.Workflows.Host.Tests.Api.Accounts;

public sealed class SessionTests
{
    private const string Viewer = "viewer@test.example";

    [Fact]
    public async Task Refresh_WithANewToken_GivesTheNextPairAndLetsTheOldOneFadeOut()
    {
        await using var host = await ApiHost.StartAsync();
        var first = await SignInAsync(host);

        var second = await RefreshAsync(host, first).JsonAsync();

        Assert.Equal("bearer", second.Text("token_type"));
        Assert.NotEqual(first.Text("refresh_token"), second.Text("refresh_token"));
        Assert.Equal(200, await host.WithToken(second.Text("access_token")).StatusAsync("GET", "/auth/me"));
        Assert.Equal(200, await host.WithToken(first.Text("access_token")).StatusAsync("GET", "/auth/me"));
        await host.ExecuteAsync("UPDATE session_tokens SET expires_at = expires_at - interval '1 minute'");
        Assert.Equal(401, await host.WithToken(first.Text("access_token")).StatusAsync("GET", "/auth/me"));
        Assert.Equal(200, await host.WithToken(second.Text("access_token")).StatusAsync("GET", "/auth/me"));
    }

    [Fact]
    public async Task Refresh_WithAUsedToken_EndsTheWholeSessionAndSaysSoInTheTrail()
    {
        await using var host = await ApiHost.StartAsync();
        var first = await SignInAsync(host);
        var other = await SignInAsync(host);
        var second = await RefreshAsync(host, first).JsonAsync();

        await RefreshAsync(host, first).JsonAsync(HttpStatusCode.Unauthorized);

        Assert.Equal(401, await host.WithToken(second.Text("access_token")).StatusAsync("GET", "/auth/me"));
        await RefreshAsync(host, second).JsonAsync(HttpStatusCode.Unauthorized);
        Assert.Equal(200, await host.WithToken(other.Text("access_token")).StatusAsync("GET", "/auth/me"));
        Assert.Equal("reuse", await host.ScalarAsync<string>("SELECT ended_reason FROM user_sessions WHERE ended_at IS NOT NULL"));
        Assert.Equal($"1 {Viewer}", await host.ScalarAsync<string>("SELECT count(*) || ' ' || min(actor) FROM audit_log WHERE action = 'session.reuse'"));
    }

    /// <summary>Of several at once one is first; that there are others means that the token is in several hands.</summary>
    [Fact]
    public async Task Refresh_ManyAtOnceWithOneToken_GivesOnePairAndEndsTheSession()
    {
        await using var host = await ApiHost.StartAsync();
        var first = await SignInAsync(host);

        var statuses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.Anonymous.StatusAsync("POST", "/auth/refresh", new { refresh_token = first.Text("refresh_token") })));

        Assert.Equal([200, 401, 401, 401, 401, 401, 401, 401], statuses.Order());
        Assert.Equal("reuse 2 2", await host.ScalarAsync<string>(
            "SELECT max(ended_reason) || ' ' || count(*) FILTER (WHERE t.kind = 'refresh') || ' ' || count(*) FILTER (WHERE t.kind = 'access') FROM user_sessions s JOIN session_tokens t ON t.session_id = s.id"));
        Assert.Equal(1, await host.ScalarAsync<int>("SELECT count(*)::int FROM audit_log WHERE action = 'session.reuse'"));
    }

    [Theory]
    [InlineData("UPDATE user_sessions SET last_seen_at = clock_timestamp() - interval '14 days 1 second'")]
    [InlineData("UPDATE user_sessions SET expires_at = clock_timestamp() - interval '1 second'")]
    [InlineData("UPDATE users SET is_active = false WHERE email = 'viewer@test.example'")]
    public async Task Session_ThatIsOver_IsGoodForNothing(string change)
    {
        await using var host = await ApiHost.StartAsync();
        var tokens = await SignInAsync(host);

        await host.ExecuteAsync(change);

        Assert.Equal(401, await host.WithToken(tokens.Text("access_token")).StatusAsync("GET", "/auth/me"));
        await RefreshAsync(host, tokens).JsonAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task AccessToken_AfterAnHour_IsRefreshedAndNotGoodItself()
    {
        await using var host = await ApiHost.StartAsync();
        var tokens = await SignInAsync(host);
        Assert.Equal(3600, tokens.GetProperty("expires_in").GetInt32());
        Assert.Equal(60, await host.ScalarAsync<int>("SELECT round(extract(epoch FROM expires_at - clock_timestamp()) / 60)::int FROM session_tokens WHERE kind = 'access'"));
        Assert.Equal(30, await host.ScalarAsync<int>("SELECT round(extract(epoch FROM expires_at - clock_timestamp()) / 86400)::int FROM user_sessions"));

        await host.ExecuteAsync("UPDATE session_tokens SET expires_at = clock_timestamp() - interval '1 second' WHERE kind = 'access'");

        Assert.Equal(401, await host.WithToken(tokens.Text("access_token")).StatusAsync("GET", "/auth/me"));
        Assert.Equal(200, (int)(await RefreshAsync(host, tokens)).StatusCode);
        // A token of one kind is none of the other.
        await host.Anonymous.SendAsync("POST", "/auth/refresh", new { refresh_token = tokens.Text("access_token") }).JsonAsync(HttpStatusCode.Unauthorized);
        Assert.Equal(401, await host.WithToken(tokens.Text("refresh_token")).StatusAsync("GET", "/auth/me"));
    }

    [Fact]
    public async Task Requests_WithinAMinute_WriteOnceWhenTheSessionWasSeen()
    {
        await using var host = await ApiHost.StartAsync();
        var client = host.WithToken((await SignInAsync(host)).Text("access_token"));
        await host.ExecuteAsync("UPDATE user_sessions SET last_seen_at = clock_timestamp() - interval '2 minutes'");

        Assert.Equal(200, await client.StatusAsync("GET", "/auth/me"));
        var seen = await host.ScalarAsync<string>("SELECT xmin || ' ' || (last_seen_at > clock_timestamp() - interval '1 minute') FROM user_sessions");
        for (var i = 0; i < 3; i++) Assert.Equal(200, await client.StatusAsync("GET", "/auth/me"));

        Assert.EndsWith(" true", seen, StringComparison.Ordinal);
        Assert.Equal(seen, await host.ScalarAsync<string>("SELECT xmin || ' ' || (last_seen_at > clock_timestamp() - interval '1 minute') FROM user_sessions"));
    }

    [Fact]
    public async Task Sessions_OfOneself_AreListedAndEndedOneByOne()
    {
        await using var host = await ApiHost.StartAsync();
        var (here, there) = (host.WithToken((await SignInAsync(host)).Text("access_token")), host.WithToken((await SignInAsync(host)).Text("access_token")));
        var foreign = (await (await host.AsAsync("admin")).SendAsync("GET", "/auth/me").JsonAsync()).GetProperty("session_id").GetInt64();

        var sessions = await here.SendAsync("GET", "/auth/sessions").JsonAsync();
        var other = sessions.EnumerateArray().Single(s => !s.GetProperty("is_current").GetBoolean()).GetProperty("id").GetInt64();

        Assert.Equal(2, sessions.GetArrayLength());
        Assert.Equal(404, await here.StatusAsync("DELETE", $"/auth/sessions/{foreign}"));
        Assert.Equal(204, await here.StatusAsync("DELETE", $"/auth/sessions/{other}"));
        Assert.Equal(404, await here.StatusAsync("DELETE", $"/auth/sessions/{other}"));
        Assert.Equal((200, 401), (await here.StatusAsync("GET", "/auth/me"), await there.StatusAsync("GET", "/auth/me")));
        Assert.Equal(1, (await here.SendAsync("GET", "/auth/sessions").JsonAsync()).GetArrayLength());
    }

    [Theory]
    [InlineData("/auth/logout", 401, 200)]
    [InlineData("/auth/logout_all", 401, 401)]
    public async Task Logout_EndsThisSessionOrAll(string path, int here, int there)
    {
        await using var host = await ApiHost.StartAsync();
        var tokens = await SignInAsync(host);
        var (first, second) = (host.WithToken(tokens.Text("access_token")), host.WithToken((await SignInAsync(host)).Text("access_token")));

        Assert.Equal(204, await first.StatusAsync("POST", path));

        Assert.Equal((here, there), (await first.StatusAsync("GET", "/auth/me"), await second.StatusAsync("GET", "/auth/me")));
        await RefreshAsync(host, tokens).JsonAsync(HttpStatusCode.Unauthorized);
        Assert.Equal(1, await host.ScalarAsync<int>("SELECT count(*)::int FROM audit_log WHERE action = 'session.sign_out' AND actor = @Viewer", new { Viewer }));
    }

    [Fact]
    public async Task TwoHosts_OnOneDatabase_ShareSessionsAndTheirEnd()
    {
        await using var host = await ApiHost.StartAsync();
        await using var other = await ApiHost.StartBesideAsync(host);
        var tokens = await SignInAsync(host);

        Assert.Equal(200, await other.WithToken(tokens.Text("access_token")).StatusAsync("GET", "/auth/me"));
        var next = await RefreshAsync(other, tokens).JsonAsync();
        Assert.Equal(204, await host.WithToken(next.Text("access_token")).StatusAsync("POST", "/auth/logout"));

        Assert.Equal(401, await other.WithToken(next.Text("access_token")).StatusAsync("GET", "/auth/me"));
    }

    [Fact]
    public async Task Tokens_AsStored_AreNoTokens()
    {
        await using var host = await ApiHost.StartAsync();
        var tokens = await SignInAsync(host);

        var stored = await host.ScalarAsync<string>("SELECT concat((SELECT json_agg(s) FROM user_sessions s), (SELECT json_agg(t) FROM session_tokens t), (SELECT json_agg(a) FROM audit_log a))");

        Assert.DoesNotContain(tokens.Text("access_token"), stored + string.Join('\n', host.Logs), StringComparison.Ordinal);
        Assert.DoesNotContain(tokens.Text("refresh_token"), stored + string.Join('\n', host.Logs), StringComparison.Ordinal);
        Assert.DoesNotContain(ApiHost.Password, stored + string.Join('\n', host.Logs), StringComparison.Ordinal);
    }

    private static Task<JsonElement> SignInAsync(ApiHost host) => host.Anonymous.SendAsync("POST", "/auth/login", Requests.Login(Viewer)).JsonAsync();

    private static Task<HttpResponseMessage> RefreshAsync(ApiHost host, JsonElement tokens) =>
        host.Anonymous.SendAsync("POST", "/auth/refresh", new { refresh_token = tokens.Text("refresh_token") });
}
