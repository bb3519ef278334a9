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
}
