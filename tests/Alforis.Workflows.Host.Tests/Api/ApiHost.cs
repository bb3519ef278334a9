using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Alforis.Crm.Data.Accounts;
using Alforis.Testing;
using Alforis.Workflows.Host.Hardening;
using Alforis.Workflows.Host.Hooks;
using Alforis.Workflows.Host.Roles;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Alforis.Workflows.Host.Tests.Api;

/// <summary>A real host on a database with demo data of its own, and somebody of each role who is signed in.</summary>
internal sealed class ApiHost : IAsyncDisposable
{
    public const string Password = "correct horse battery staple";

    /// <summary>The four roles.</summary>
    public static readonly string[] Roles = ["admin", "manager", "commercial", "viewer"];

    /// <summary>Tests ask more than people do.</summary>
    public static readonly HardeningSettings Unlimited = new() { CallsPerMinute = 1_000_000, LoginsPerMinute = 1_000_000 };

    private static readonly PasswordHasher<string> Hasher = new();
    private static readonly string Hash = Hasher.HashPassword("", Password);

    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, Task<HttpClient>> clients = [];
    private readonly ConcurrentBag<HttpClient> made = [];

    private readonly bool ownsDatabase;

    private ApiHost(TestDatabase database, WebApplication app, string keys, bool ownsDatabase)
    {
        this.ownsDatabase = ownsDatabase;
        Database = database;
        this.app = app;
        Keys = keys;
        Anonymous = Client();
    }

    public TestDatabase Database { get; }

    public string Keys { get; }

    /// <summary>Nobody.</summary>
    public HttpClient Anonymous { get; }

    /// <summary>Where it listens.</summary>
    public Uri Address => new(app.Urls.Single());

    /// <summary>What it serves.</summary>
    public IReadOnlyList<RouteEndpoint> Endpoints => [.. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    public IServiceProvider Services => app.Services;

    /// <summary>What it has logged.</summary>
    public required IReadOnlyCollection<string> Logs { get; init; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts a host.</summary>
    /// <param name="configure">Changes its settings; by default it serves the API and runs nothing.</param>
    public static async Task<ApiHost> StartAsync(Func<HostSettings, HostSettings>? configure = null)
    {
        var database = await TestDatabase.CreateAsync(CrmDatabases.WithDemoData, Cancellation);
        await using (var connection = await database.DataSource.OpenConnectionAsync(Cancellation))
        {
            await connection.ExecuteAsync(
                """
                INSERT INTO public.users (email, password_hash, first_name, last_name) SELECT r || '@test.example', @Hash, initcap(r), 'Test' FROM unnest(@Roles) AS r;
                INSERT INTO public.user_roles (user_id, role_id) SELECT u.id, r.id FROM public.roles r JOIN public.users u ON u.email = r.name || '@test.example'
                """,
                new { Hash, Roles });
        }

        return await StartAsync(database, Path.Combine(TestDirectories.Create("api"), "keys"), configure, ownsDatabase: true);
    }

    /// <summary>A second host on the same database, as long as the first lives.</summary>
    public static Task<ApiHost> StartBesideAsync(ApiHost first, Func<HostSettings, HostSettings>? configure = null) =>
        StartAsync(first.Database, first.Keys, configure, ownsDatabase: false);

    private static async Task<ApiHost> StartAsync(TestDatabase database, string keys, Func<HostSettings, HostSettings>? configure, bool ownsDatabase)
    {
        var settings = new HostSettings { Urls = "http://127.0.0.1:0", Roles = HostRoles.Api, Hooks = new HookSettings { Keys = KeyRing.In(keys) }, Hardening = Unlimited };
        var logs = new Hooks.LogList();
        var built = HostApplication.Build(configure?.Invoke(settings) ?? settings, database.DataSource, TimeProvider.System);
        built.Services.GetRequiredService<ILoggerFactory>().AddProvider(logs);
        await built.StartAsync(Cancellation);
        return new ApiHost(database, built, keys, ownsDatabase) { Logs = logs.Lines };
    }

    /// <summary>Somebody of a role.</summary>
    public Task<HttpClient> AsAsync(string role) => clients.GetOrAdd(role, r => SignInAsync($"{r}@test.example", Password));

    /// <summary>Somebody who signs in now.</summary>
    public async Task<HttpClient> SignInAsync(string email, string password)
    {
        using var answer = await Anonymous.PostAsJsonAsync("/api/v1/auth/login", new { email, password }, Cancellation);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.True(answer.IsSuccessStatusCode, body.ToString());
        return WithToken(body.GetProperty("access_token").GetString()!);
    }

    /// <summary>Whoever bears a token.</summary>
    public HttpClient WithToken(string token)
    {
        var client = Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public async Task ExecuteAsync(string sql, object? parameters = null)
    {
        await using var connection = await Database.DataSource.OpenConnectionAsync(Cancellation);
        await connection.ExecuteAsync(sql, parameters);
    }

    /// <summary>Somebody of a role with a session of their own, which a test may end.</summary>
    /// <param name="role">The role.</param>
    /// <param name="session">The kind of the session: <c>bearer</c> or <c>cookie</c>.</param>
    /// <param name="token">The kind of the token: <c>access</c> or <c>refresh</c>.</param>
    public async Task<string> NewTokenAsync(string role, string session = "bearer", string token = "access")
    {
        var text = SessionToken.Make();
        await ScalarAsync<object>(
            """
            WITH made AS (
              INSERT INTO public.user_sessions (user_id, kind, expires_at, idle_timeout) SELECT id, @session, now() + interval '1 hour', interval '1 hour' FROM public.users WHERE email = @email RETURNING id
            )
            INSERT INTO public.session_tokens (token_hash, session_id, kind, expires_at) SELECT @hash, id, @token, now() + interval '1 hour' FROM made
            """,
            new { session, email = $"{role}@test.example", token, hash = SessionToken.Hash(text) });
        return text;
    }

    public async Task<T> ScalarAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = await Database.DataSource.OpenConnectionAsync(Cancellation);
        return (await connection.ExecuteScalarAsync<T>(sql, parameters))!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in made) client.Dispose();
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        if (!ownsDatabase) return;
        await Database.DisposeAsync();
        TestDirectories.Remove(Path.GetDirectoryName(Keys)!);
    }

    private HttpClient Client()
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        made.Add(client);
        return client;
    }
}
