using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Alforis.Crm.Data.Hooks;
using Alforis.Testing;
using Alforis.Workflows.Host.Commands;
using Alforis.Workflows.Host.Hooks;
using Alforis.Workflows.Host.Roles;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Alforis.Workflows.Host.Tests.Hooks;

/// <summary>A host with the role <c>api</c> alone, on a database and with keys of its own.</summary>
internal sealed class HookHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private readonly bool ownsDatabase;

    private HookHost(TestDatabase database, WebApplication app, string keys, bool ownsDatabase)
    {
        Database = database;
        this.ownsDatabase = ownsDatabase;
        this.app = app;
        Keys = keys;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public TestDatabase Database { get; }

    public HttpClient Http { get; }

    /// <summary>The directory of the keys.</summary>
    public string Keys { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<HookHost> StartAsync(Func<HookSettings, HookSettings>? configure = null)
    {
        var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, Cancellation);
        var keys = Path.Combine(TestDirectories.Create("hooks"), "keys");
        return await StartAsync(database, keys, configure, ownsDatabase: true);
    }

    /// <summary>A second host on the same database, as long as the first lives.</summary>
    public static Task<HookHost> StartBesideAsync(HookHost first, Func<HookSettings, HookSettings>? configure = null) =>
        StartAsync(first.Database, first.Keys, configure, ownsDatabase: false);

    private static async Task<HookHost> StartAsync(TestDatabase database, string keys, Func<HookSettings, HookSettings>? configure, bool ownsDatabase)
    {
        var settings = new HookSettings { Keys = KeyRing.In(keys) };
        var logs = new LogList();
        var built = HostApplication.Build(
            new HostSettings { Urls = "http://127.0.0.1:0", Roles = HostRoles.Api, Hooks = configure?.Invoke(settings) ?? settings }, database.DataSource, TimeProvider.System);
        built.Services.GetRequiredService<ILoggerFactory>().AddProvider(logs);
        await built.StartAsync(Cancellation);
        return new HookHost(database, built, keys, ownsDatabase) { Logs = logs.Lines };
    }

    /// <summary>What the host has logged.</summary>
    public required IReadOnlyCollection<string> Logs { get; init; }

    public TestConsole Console() => new() { Variables = { ["ConnectionStrings__Crm"] = Database.ConnectionString, ["ALFORIS_KEYS"] = Keys } };

    /// <summary>Runs a verb that makes a secret, and returns that.</summary>
    public async Task<string> SecretAsync(params string[] verb)
    {
        var console = Console();
        Assert.True(await console.RunAsync(["hooks", .. verb, "--json"]) == ExitCodes.Success, console.Error);
        return JsonDocument.Parse(console.Output).RootElement.GetProperty("secret").GetString()!;
    }

    /// <summary>Runs a verb.</summary>
    public async Task<string> SaysAsync(params string[] verb)
    {
        var console = Console();
        Assert.True(await console.RunAsync(["hooks", .. verb]) == ExitCodes.Success, console.Error);
        return console.Output;
    }

    /// <summary>Sends until the host knows of a change of hooks: for a moment it goes by what it has read before.</summary>
    public async Task<HttpResponseMessage> SendUntilKnownAsync(Func<HttpRequestMessage> call)
    {
        HttpResponseMessage? answer = null;
        await Eventually.TrueAsync(
            async () =>
            {
                answer?.Dispose();
                answer = await Http.SendAsync(call(), Cancellation);
                return answer.StatusCode != System.Net.HttpStatusCode.Unauthorized;
            },
            () => "The call is still refused.");
        return answer!;
    }

    /// <summary>Waits until the host knows of all changes so far: when it knows a hook that was made later.</summary>
    public async Task KnowsAllAsync()
    {
        var mark = "mark-" + Guid.NewGuid().ToString("N");
        var secret = await SecretAsync("create", mark, "--bearer");
        // A payload that is refused makes no event.
        using var answer = await SendUntilKnownAsync(() => BearerCall(mark, secret, "[]"));
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
    }

    public static HttpRequestMessage Call(string slug, byte[] body, string contentType = "application/json")
    {
        var call = new HttpRequestMessage(HttpMethod.Post, "/api/v1/hooks/" + slug) { Content = new ByteArrayContent(body) };
        call.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return call;
    }

    public static HttpRequestMessage BearerCall(string slug, string secret, string body, string? id = null)
    {
        var call = Call(slug, Encoding.UTF8.GetBytes(body));
        call.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        if (id is not null) call.Headers.Add("webhook-id", id);
        return call;
    }

    public async Task<T> ScalarAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = await Database.DataSource.OpenConnectionAsync(Cancellation);
        return (await connection.ExecuteScalarAsync<T>(sql, parameters))!;
    }

    public Task<long> EventsAsync() => ScalarAsync<long>("SELECT count(*) FROM workflow.events e JOIN workflow.event_queue q USING (event_id)");

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        if (!ownsDatabase) return;
        await Database.DisposeAsync();
        TestDirectories.Remove(Path.GetDirectoryName(Keys)!);
    }
}
