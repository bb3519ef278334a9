using Alforis.Crm.Data.Sql;
using Npgsql;

namespace Alforis.Crm.Data.Actions.AssignUser;

/// <summary>Whose turn it is, kept in the database so that batches and hosts share it.</summary>
internal static class RoleTurns
{
    // The update that changes nothing locks the row and reads it, whether or not it was there; in order, so that two hosts cannot
    // wait for each other.
    private const string LockSql = """
        INSERT INTO workflow.role_turns AS t (role)
        SELECT x.role FROM unnest($1::text[]) AS x (role) ORDER BY x.role
        ON CONFLICT (role) DO UPDATE SET role = t.role
        RETURNING t.role, t.last_user_id
        """;

    // Whoever has the turn is another batch on its way to its commit: that is worth more patience than a row of somebody's.
    private const string PatienceSql = """
        SELECT set_config('alforis.lock_timeout', current_setting('lock_timeout'), true), set_config('lock_timeout', '10s', true)
        """;

    private const string RestoreSql = "SELECT set_config('lock_timeout', current_setting('alforis.lock_timeout'), true)";

    private const string WriteSql = """
        UPDATE workflow.role_turns t SET last_user_id = x.last_user_id
        FROM unnest($1::text[], $2::bigint[]) AS x (role, last_user_id)
        WHERE t.role = x.role
        """;

    /// <summary>The user chosen last, by role; 0 for nobody yet. The turns stay locked until the transaction ends.</summary>
    public static async Task<Dictionary<string, long>> LockAsync(NpgsqlTransaction transaction, string[] roles, CancellationToken ct)
    {
        var turns = new Dictionary<string, long>(StringComparer.Ordinal);
        if (roles.Length == 0) return turns;
        using var batch = new NpgsqlBatch(transaction.Connection, transaction)
        {
            BatchCommands =
            {
                new(PatienceSql),
                new(LockSql) { Parameters = { new NpgsqlParameter<string[]> { TypedValue = roles } } },
                new(RestoreSql),
            },
        };
        var reader = await batch.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        await reader.NextResultAsync(ct).ConfigureAwait(false);
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) turns[reader.GetString(0)] = reader.GetInt64(1);
        return turns;
    }

    public static async Task WriteAsync(NpgsqlTransaction transaction, IReadOnlyCollection<KeyValuePair<string, long>> turns, CancellationToken ct)
    {
        if (turns.Count == 0) return;
        using var command = new NpgsqlCommand(WriteSql, transaction.Connection, transaction)
        {
            Parameters = { SqlParameters.Column(turns, t => t.Key), SqlParameters.Column(turns, t => t.Value) },
        };
        await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }
}
