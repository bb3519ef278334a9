using Dapper;
using Npgsql;

namespace Alforis.Crm.Data.Migrations;

/// <summary>Looks for what somebody else made under the names that we are about to use.</summary>
internal static class ForeignObjects
{
    /// <summary>Refuses a database that already holds objects of our names.</summary>
    /// <exception cref="MigrationException">Names every one of them.</exception>
    public static async Task RefuseAsync(NpgsqlConnection connection, IReadOnlyList<Migration> migrations, CancellationToken ct)
    {
        var found = await connection.QueryAsync<string>(new CommandDefinition(
            """
            SELECT CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence'
                WHEN 'f' THEN 'foreign table' WHEN 'i' THEN 'index' WHEN 'c' THEN 'type' ELSE 'table' END
              || ' ' || n.nspname || '.' || c.relname AS found
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname || '.' || c.relname = ANY (@relations)
            UNION ALL
            SELECT 'function ' || n.nspname || '.' || p.proname || '(' || pg_catalog.pg_get_function_identity_arguments(p.oid) || ')'
            FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
            WHERE n.nspname || '.' || p.proname = ANY (@functions)
            ORDER BY found
            """,
            new { relations = DeclaredObjects.Relations(migrations), functions = DeclaredObjects.Functions(migrations) },
            cancellationToken: ct)).ConfigureAwait(false);

        var list = found.AsList();
        if (list.Count > 0)
            throw new MigrationException(
                $"The database '{connection.Database}' already contains objects of other origin under names that the CRM needs: "
                + $"{string.Join(", ", list)}. Nothing was changed. Use an empty database, or rename or drop these first.");
    }
}
