using Dapper;
using Npgsql;

namespace Alforis.Crm.Data.Migrations;

/// <summary>The table <c>workflow.schema_migrations</c>: which migrations a database has seen.</summary>
internal static class MigrationJournal
{
    /// <summary>The migrations applied, in order, or null in a database that has no journal yet.</summary>
    /// <exception cref="MigrationException">There is a table of that name that is not ours.</exception>
    public static async Task<IReadOnlyList<AppliedMigration>?> ReadAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var exists = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "SELECT to_regclass('workflow.schema_migrations') IS NOT NULL", cancellationToken: ct)).ConfigureAwait(false);
        if (!exists)
            return null;

        try
        {
            var rows = await connection.QueryAsync<AppliedMigration>(new CommandDefinition(
                "SELECT version AS Version, file_name AS FileName, checksum AS Checksum FROM workflow.schema_migrations ORDER BY version",
                cancellationToken: ct)).ConfigureAwait(false);
            return rows.AsList();
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new MigrationException(
                $"The table workflow.schema_migrations of database '{connection.Database}' cannot be read as the journal of migrations "
                + $"({e.MessageText}). Connect as the role that owns it, or use another database.", e);
        }
    }

    /// <summary>Creates the journal; part of the first migration's transaction.</summary>
    public static Task CreateAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            CREATE SCHEMA IF NOT EXISTS workflow;
            CREATE TABLE workflow.schema_migrations (
              version int PRIMARY KEY,
              file_name text NOT NULL,
              checksum text NOT NULL,
              applied_at timestamptz NOT NULL DEFAULT now(),
              duration_ms bigint NOT NULL
            );
            """, cancellationToken: ct));

    /// <summary>Records one migration; part of its transaction.</summary>
    public static Task AddAsync(NpgsqlConnection connection, Migration migration, TimeSpan duration, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO workflow.schema_migrations (version, file_name, checksum, duration_ms)
            VALUES (@Version, @FileName, @Checksum, @Duration)
            """,
            new { migration.Version, migration.FileName, migration.Checksum, Duration = (long)duration.TotalMilliseconds },
            cancellationToken: ct));
}
