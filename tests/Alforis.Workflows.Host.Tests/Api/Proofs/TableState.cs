using Alforis.Testing;
using Dapper;

namespace Alforis.Workflows.Host.Tests.Api.Proofs;

/// <summary>What all tables hold, as one sum for each; but for what every request may write, whether it is refused or not.</summary>
internal static class TableState
{
    private static readonly string[] Written = ["audit_log", "user_sessions", "session_tokens", "sign_in_failures", "hosts", "set_revision"];

    private const string Tables = """
        SELECT format('SELECT %L AS name, count(*) AS rows, coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text AS content FROM %I.%I t', c.oid::regclass, n.nspname, c.relname)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'quartz%' AND c.relname <> ALL (@Written)
        ORDER BY 1
        """;

    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(TestDatabase database, CancellationToken ct)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(ct);
        var queries = await connection.QueryAsync<string>(Tables, new { Written });
        var rows = await connection.QueryAsync<(string Name, long Rows, string Content)>(string.Join(" UNION ALL ", queries));
        return rows.ToDictionary(r => r.Name, r => $"{r.Rows} rows, {r.Content}", StringComparer.Ordinal);
    }

    /// <summary>The tables that differ.</summary>
    public static IEnumerable<string> Changes(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) =>
        after.Where(t => before.GetValueOrDefault(t.Key) != t.Value).Select(t => $"{t.Key}: {before.GetValueOrDefault(t.Key)} became {t.Value}");
}
