using System.Runtime.Versioning;
using Microsoft.Extensions.Logging;

namespace Alforis.Crm.Data.EmbeddedPostgres;

/// <summary>
/// A PostgreSQL of our own: loopback only, generated password, with a database <c>alforis</c> that belongs to the user
/// <c>alforis</c>. It stops when this is disposed, and also when this process dies without a word. Thread-safe.
/// </summary>
public sealed class EmbeddedPostgresServer : IAsyncDisposable
{
    private readonly PostmasterProcess _process;
    private readonly DataDirectoryLock _lock;
    private int _disposed;

    [UnsupportedOSPlatform("windows")]
    private EmbeddedPostgresServer(
        PostmasterProcess process, DataDirectoryLock @lock, StoredConnection connection, DataDirectoryLayout layout, string version)
    {
        _process = process;
        _lock = @lock;
        DataDirectory = layout.Root;
        Version = version;
        Port = process.Port;
        ConnectionString = connection.ConnectionString(Port);
        ConnectionUri = connection.ConnectionUri(Port);
        AdministratorConnectionString = connection.AdministratorConnectionString(Port);
        Exited = process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>How Npgsql connects to the database <c>alforis</c> as its owner.</summary>
    public string ConnectionString { get; }

    /// <summary>The same for any other SQL client: <c>postgresql://alforis:…@127.0.0.1:port/alforis</c>.</summary>
    public Uri ConnectionUri { get; }

    /// <summary>The TCP port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>
    /// Where the data really lies. It differs from the wanted directory when root asks for a place that PostgreSQL's account
    /// cannot reach, such as below <c>/root</c>; then it is a directory below <c>/var/lib/alforis</c>.
    /// </summary>
    public string DataDirectory { get; }

    /// <summary>The version of PostgreSQL that runs, such as 15.18.</summary>
    public string Version { get; }

    /// <summary>Completes when the server has ended, wanted or not.</summary>
    public Task Exited { get; }

    /// <summary>How a superuser connects; outside the pool.</summary>
    internal string AdministratorConnectionString { get; }

    /// <summary>
    /// Starts the server of a data directory and returns when it accepts connections. A missing database is made first (about a
    /// second); what a killed predecessor left is cleared away and recovered.
    /// </summary>
    /// <param name="options">Where and how.</param>
    /// <param name="cancellationToken">Gives the start up; nothing stays running.</param>
    /// <exception cref="EmbeddedPostgresException">It cannot start; the message says why and what to do.</exception>
    public static async Task<EmbeddedPostgresServer> StartAsync(EmbeddedPostgresOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (string.IsNullOrWhiteSpace(options.DataDirectory))
            throw new ArgumentException("The data directory has no name.", nameof(options));
        if (OperatingSystem.IsWindows())
            throw new EmbeddedPostgresException(
                "The embedded PostgreSQL runs on Linux and macOS. On Windows use WSL, or name a database in ConnectionStrings__Crm.");
        var wanted = Path.GetFullPath(options.DataDirectory);
        var existing = DataDirectoryLayout.Existing(wanted);
        var account = await ServiceAccount.ChooseAsync(existing?.Cluster, options.TimeProvider, cancellationToken).ConfigureAwait(false);
        var root = await ReachablePlace.MakeAsync(existing?.Root ?? wanted, closed: true, account, options.TimeProvider, cancellationToken).ConfigureAwait(false);
        if (!string.Equals(root, wanted, StringComparison.Ordinal))
            options.Logger.LogWarning("PostgreSQL runs as {Account}, which cannot reach {Wanted}; the data lies in {Root}", account.Name, wanted, root);
        return await StartAsync(new DataDirectoryLayout(root), account, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops the server: cleanly, or after <see cref="EmbeddedPostgresOptions.StopTimeout"/> at once.</summary>
    public async ValueTask DisposeAsync()
    {
        if (OperatingSystem.IsWindows() || Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _process.StopAsync().ConfigureAwait(false);
        await Exited.ConfigureAwait(false);
        _process.Dispose();
        _lock.Dispose();
    }

    [UnsupportedOSPlatform("windows")]
    private static async Task<EmbeddedPostgresServer> StartAsync(
        DataDirectoryLayout layout, ServiceAccount account, EmbeddedPostgresOptions options, CancellationToken cancellationToken)
    {
        var @lock = DataDirectoryLock.Take(layout, account);
        PostmasterProcess? process = null;
        try
        {
            var initializer = new ClusterInitializer(layout, account, options);
            var major = initializer.ExistingMajor();
            var binaries = await PostgresBinaries.FindAsync(SearchFor(major, layout, account, options), cancellationToken).ConfigureAwait(false);
            var connection = StoredConnection.Read(layout);
            if (major is null)
            {
                connection ??= StoredConnection.Generate();
                connection.Write(layout, account);
                await initializer.CreateAsync(binaries, connection, cancellationToken).ConfigureAwait(false);
            }

            if (connection is null)
                throw new EmbeddedPostgresException(
                    $"{layout.Connection}, which holds the passwords of the database beside it, is missing. Put back a copy of it, or choose another data directory.");
            await OrphanedPostmaster.ClearAsync(layout, options, cancellationToken).ConfigureAwait(false);
            process = await new ServerStartup(binaries, layout, account, connection, options).RunAsync(cancellationToken).ConfigureAwait(false);
            await DatabaseProvisioning.EnsureAsync(connection, process.Port, cancellationToken).ConfigureAwait(false);
            if (connection.Port != process.Port)
                (connection with { Port = process.Port }).Write(layout, account);
            return new EmbeddedPostgresServer(process, @lock, connection, layout, binaries.Version);
        }
        catch (Exception e)
        {
            if (process is not null)
            {
                await process.StopAsync().ConfigureAwait(false);
                process.Dispose();
            }

            @lock.Dispose();
            if (e is IOException or UnauthorizedAccessException)
                throw new EmbeddedPostgresException($"The data directory {layout.Root} cannot be used: {e.Message} Check the rights and the free space there.", e);
            throw;
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static BinarySearch SearchFor(int? major, DataDirectoryLayout layout, ServiceAccount account, EmbeddedPostgresOptions options)
    {
        var cache = options.BinariesCache ?? Environment.GetEnvironmentVariable(PostgresBinaries.CacheVariable);
        return new BinarySearch(
            options.Binaries ?? Environment.GetEnvironmentVariable(PostgresBinaries.ChoiceVariable),
            major,
            string.IsNullOrEmpty(cache) ? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(options.DataDirectory)) ?? layout.Root, "postgres-binaries") : cache,
            account, options.TimeProvider, options.Logger);
    }
}
