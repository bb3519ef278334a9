using Npgsql;

namespace Alforis.Testing;

/// <summary>What only the superuser of the test server may do.</summary>
internal static class Administration
{
    private const string Owner = "alforis";

    internal static async Task<string> ConnectionStringAsync(string database, CancellationToken cancellationToken)
    {
        var server = await TestPostgres.GetAsync(cancellationToken);
        return new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = database, IncludeErrorDetail = true }.ConnectionString;
    }

    /// <summary>
    /// Copies through the log, not file by file: that would cost two checkpoints of the whole server per copy, which tests that
    /// run side by side pay for each other.
    /// </summary>
    internal static Task CreateDatabaseAsync(string database, string template, CancellationToken cancellationToken) =>
        RunAsync("SELECT format('CREATE DATABASE %I OWNER %I TEMPLATE %I STRATEGY wal_log', $1, $2, $3)", [database, Owner, template], cancellationToken);

    internal static Task DropDatabaseAsync(string database, CancellationToken cancellationToken) =>
        RunAsync("SELECT format('DROP DATABASE IF EXISTS %I WITH (FORCE)', $1)", [database], cancellationToken);

    /// <summary>Ends the sessions of a database and lets nobody in any more.</summary>
    internal static async Task CloseAsync(string database, CancellationToken cancellationToken)
    {
        await RunAsync("SELECT format('ALTER DATABASE %I ALLOW_CONNECTIONS false', $1)", [database], cancellationToken);
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", connection);
        command.Parameters.Add(new() { Value = database });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Utility statements take no parameters, so the server itself puts the quoted names into the text.</summary>
    private static async Task RunAsync(string format, string[] names, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var text = new NpgsqlCommand(format, connection);
        foreach (var name in names)
            text.Parameters.Add(new() { Value = name });
        var statement = (string)(await text.ExecuteScalarAsync(cancellationToken))!;
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(await TestPostgres.AdministratorConnectionStringAsync(cancellationToken));
        await connection.OpenAsync(cancellationToken);
        return connection;
    }
}
