using Npgsql;

namespace Alforis.Crm.Data.EmbeddedPostgres;

/// <summary>Makes the role and the database of the product where they are missing, also after a start that died half-way.</summary>
internal static class DatabaseProvisioning
{
    internal static async Task EnsureAsync(StoredConnection connection, int port, CancellationToken cancellationToken)
    {
        using var administrator = new NpgsqlConnection(connection.AdministratorConnectionString(port));
        await administrator.OpenAsync(cancellationToken).ConfigureAwait(false);
        if (!await ExistsAsync(administrator, "SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = $1)", cancellationToken).ConfigureAwait(false))
        {
            await RunAsync(administrator, "SELECT format('CREATE ROLE %I LOGIN PASSWORD %L', $1, $2)",
                [StoredConnection.Name, connection.Password], cancellationToken).ConfigureAwait(false);
        }

        if (!await ExistsAsync(administrator, "SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = $1)", cancellationToken).ConfigureAwait(false))
        {
            await RunAsync(administrator, "SELECT format('CREATE DATABASE %I OWNER %I', $1, $2)",
                [StoredConnection.Name, StoredConnection.Name], cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection administrator, string sql, CancellationToken cancellationToken)
    {
        using var command = new NpgsqlCommand(sql, administrator) { Parameters = { new() { Value = StoredConnection.Name } } };
        return (bool)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }

    /// <summary>Utility statements take no parameters, so the server itself puts the quoted values into the text.</summary>
    private static async Task RunAsync(NpgsqlConnection administrator, string format, string[] values, CancellationToken cancellationToken)
    {
        using var text = new NpgsqlCommand(format, administrator);
        foreach (var value in values)
            text.Parameters.Add(new() { Value = value });
        var statement = (string)(await text.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
        using var command = new NpgsqlCommand(statement, administrator);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
