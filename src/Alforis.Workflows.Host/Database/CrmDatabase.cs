using Alforis.Crm.Data.EmbeddedPostgres;
using Alforis.Crm.Data.Sql;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Alforis.Workflows.Host.Database;

/// <summary>An open database: the named one, or the embedded one, which is stopped with this if it was started by this.</summary>
internal sealed class CrmDatabase : IAsyncDisposable
{
    private const string ApplicationName = "Alforis Workflows";

    private CrmDatabase(NpgsqlDataSource dataSource, EmbeddedPostgresServer? server, bool isEmbedded)
    {
        DataSource = dataSource;
        Server = server;
        IsEmbedded = isEmbedded;
    }

    /// <summary>Connects as the owner of the tables.</summary>
    public NpgsqlDataSource DataSource { get; }

    /// <summary>The server that was started for this; <see langword="null"/> when somebody else runs it.</summary>
    public EmbeddedPostgresServer? Server { get; }

    /// <summary>Whether it is the embedded database, whoever runs it.</summary>
    public bool IsEmbedded { get; }

    /// <summary>Opens the database for a service, which runs the embedded one itself.</summary>
    /// <param name="settings">Which one.</param>
    /// <param name="timeProvider">Measures waiting.</param>
    /// <param name="loggers">Get what PostgreSQL and Npgsql have to say.</param>
    /// <param name="notes">Gets a line per try to reach the database.</param>
    /// <param name="cancellationToken">Gives up; nothing stays running.</param>
    /// <exception cref="DatabaseException">The named database cannot be used.</exception>
    /// <exception cref="EmbeddedPostgresException">The embedded one cannot be started.</exception>
    public static async Task<CrmDatabase> StartAsync(
        DatabaseSettings settings, TimeProvider timeProvider, ILoggerFactory loggers, TextWriter notes, CancellationToken cancellationToken)
    {
        if (settings.ConnectionString is { } named)
            return await OpenAsync(MakeDataSource(named, loggers), null, isEmbedded: false, settings, timeProvider, notes, cancellationToken);
        var server = await EmbeddedPostgresServer.StartAsync(
            new EmbeddedPostgresOptions
            {
                DataDirectory = settings.ClusterDirectory,
                TimeProvider = timeProvider,
                Logger = loggers.CreateLogger<EmbeddedPostgresServer>(),
            },
            cancellationToken);
        return await OpenAsync(MakeDataSource(server.ConnectionString, loggers), server, isEmbedded: true, settings, timeProvider, notes, cancellationToken);
    }

    /// <summary>Opens the database for one command: a running embedded one is used as it is, else it runs as long as this.</summary>
    /// <inheritdoc cref="StartAsync"/>
    public static async Task<CrmDatabase> AttachAsync(
        DatabaseSettings settings, TimeProvider timeProvider, ILoggerFactory loggers, TextWriter notes, CancellationToken cancellationToken)
    {
        if (settings.ConnectionString is null
            && await EmbeddedPostgresConnection.TryReadAsync(settings.ClusterDirectory, cancellationToken) is { IsRunning: true } running)
        {
            var dataSource = MakeDataSource(ConnectionString(running.Uri), loggers);
            return await OpenAsync(dataSource, null, isEmbedded: true, settings, timeProvider, notes, cancellationToken);
        }

        return await StartAsync(settings, timeProvider, loggers, notes, cancellationToken);
    }

    /// <summary>Closes the connections, then stops the server if it is ours.</summary>
    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        if (Server is not null) await Server.DisposeAsync();
    }

    private static async Task<CrmDatabase> OpenAsync(
        NpgsqlDataSource dataSource, EmbeddedPostgresServer? server, bool isEmbedded, DatabaseSettings settings, TimeProvider timeProvider,
        TextWriter notes, CancellationToken cancellationToken)
    {
        var database = new CrmDatabase(dataSource, server, isEmbedded);
        try
        {
            await new DatabaseWait(dataSource, settings.Timeout, timeProvider, notes).RunAsync(cancellationToken);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    private static NpgsqlDataSource MakeDataSource(string connectionString, ILoggerFactory loggers)
    {
        try
        {
            var builder = CrmDataSource.Builder(connectionString);
            builder.ConnectionStringBuilder.ApplicationName ??= ApplicationName;
            return builder.UseLoggerFactory(loggers).Build();
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException or NotSupportedException)
        {
#pragma warning disable MA0054 // The reason may quote the text, and with it the password.
            throw new DatabaseException(
                $"{DatabaseSettings.ConnectionVariable} cannot be read as a connection string. "
                + "It looks like Host=localhost;Port=5432;Database=crm;Username=alforis;Password=…; a postgresql:// address is not taken.");
#pragma warning restore MA0054
        }
    }

    private static string ConnectionString(Uri uri)
    {
        var login = uri.UserInfo.Split(':', 2);
        return new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port,
            Username = Uri.UnescapeDataString(login[0]),
            Password = Uri.UnescapeDataString(login[1]),
            Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')),
        }.ConnectionString;
    }
}
