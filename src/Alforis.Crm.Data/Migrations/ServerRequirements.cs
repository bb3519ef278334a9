using Dapper;
using Npgsql;

namespace Alforis.Crm.Data.Migrations;

/// <summary>What a server and its database must offer before anything is created in it.</summary>
internal static class ServerRequirements
{
    private const int OldestMajor = 15;

    /// <summary>Refuses a server that is too old or a database that cannot hold every text.</summary>
    /// <exception cref="MigrationException">Says what is missing.</exception>
    public static async Task CheckAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        if (connection.PostgreSqlVersion.Major < OldestMajor)
            throw new MigrationException(
                $"The server at {connection.Host}:{connection.Port} is PostgreSQL {connection.PostgreSqlVersion}; "
                + $"the CRM needs version {OldestMajor} or newer.");

        var encoding = await connection.ExecuteScalarAsync<string>(new CommandDefinition(
            "SHOW server_encoding", cancellationToken: ct)).ConfigureAwait(false);
        if (!string.Equals(encoding, "UTF8", StringComparison.Ordinal))
            throw new MigrationException(
                $"The database '{connection.Database}' is encoded in {encoding}; the CRM needs UTF8. "
                + "Create one with: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0.");
    }

    /// <summary>Says which rights the role lacks; returns when it has those that are needed, and something else is forbidden.</summary>
    /// <exception cref="MigrationException">Names the role, and the statements that give it the rights.</exception>
    public static async Task RefuseMissingRightsAsync(NpgsqlConnection connection, PostgresException refusal, CancellationToken ct)
    {
        var grants = await connection.QueryAsync<string>(new CommandDefinition(
            """
            SELECT format('GRANT CREATE ON DATABASE %I TO %I;', current_database(), current_user)
            WHERE NOT has_database_privilege(current_database(), 'CREATE')
            UNION ALL
            SELECT format('GRANT USAGE, CREATE ON SCHEMA public TO %I;', current_user)
            WHERE NOT has_schema_privilege('public', 'CREATE') OR NOT has_schema_privilege('public', 'USAGE')
            """,
            cancellationToken: ct)).ConfigureAwait(false);
        var missing = string.Join(' ', grants);
        if (missing.Length == 0) return;
        var role = await connection.ExecuteScalarAsync<string>(new CommandDefinition(
            "SELECT current_user::text", cancellationToken: ct)).ConfigureAwait(false);
        throw new MigrationException(
            $"The role '{role}' may not create the CRM's schemas and tables in the database '{connection.Database}' ({refusal.MessageText}). "
            + $"Its owner or a superuser grants that, connected to it: {missing}", refusal);
    }
}
