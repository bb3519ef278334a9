using Alforis.Crm.Data.Sql;
using Npgsql;

namespace Alforis.Crm.Data.Actions.Roles;

/// <summary>Whose turn it is, kept in the database so that batches and hosts share it.</summary>
internal static class RoleTurns
{
    // The update that changes nothing locks the row and reads it, whether or not it was there; in order, so that two hosts cannot
    // wait for each other.
    private const string LockSql = """
        INSERT INTO workflow.role_turns AS t (role, purpose)
        SELECT x.role, x.purpose FROM unnest($1::text[], $2::text[]) AS x (role, purpose) ORDER BY x.role, x.purpose
        ON CONFLICT (role, purpose) DO UPDATE SET role = t.role
        RETURNING t.role, t.purpose, t.last_user_id
        """;

    // Whoever has the turn is another batch on its way to its commit: that is worth more patience than a row of somebody's.
    private const string PatienceSql = """
        SELECT set_config('alforis.lock_timeout', current_setting('lock_timeout'), true), set_config('lock_timeout', '10s', true)
        """;

    private const string RestoreSql = "SELECT set_config('lock_timeout', current_setting('alforis.lock_timeout'), true)";

    private const string WriteSql = """
        UPDATE workflow.role_turns t SET last_user_id = x.last_user_id
        FROM unnest($1::text[], $2::text[], $3::bigint[]) AS x (role, purpose, last_user_id)
        WHERE t.role = x.role AND t.purpose = x.purpose
        """;

    /// <summary>The user chosen last, by role and purpose; 0 for nobody yet. The turns stay locked until the transaction ends.</summary>
    public static async Task<Dictionary<(string Role, RolePurpose Purpose), long>> LockAsync(
        NpgsqlTransaction transaction, IReadOnlyList<(string Role, RolePurpose Purpose)> wanted, CancellationToken ct)
    {
        var turns = new Dictionary<(string, RolePurpose), long>();
        if (wanted.Count == 0) return turns;
        using var batch = new NpgsqlBatch(transaction.Connection, transaction)
        {
            BatchCommands =
            {
                new(PatienceSql),
                new(LockSql) { Parameters = { SqlParameters.Column(wanted, w => w.Role), SqlParameters.Column(wanted, w => NameOf(w.Purpose)) } },
                new(RestoreSql),
            },
        };
        var reader = await batch.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        await reader.NextResultAsync(ct).ConfigureAwait(false);
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) turns[(reader.GetString(0), PurposeOf(reader.GetString(1)))] = reader.GetInt64(2);
        return turns;
    }

    public static async Task WriteAsync(
        NpgsqlTransaction transaction, IReadOnlyDictionary<(string Role, RolePurpose Purpose), long> turns, CancellationToken ct)
    {
        if (turns.Count == 0) return;
        using var command = new NpgsqlCommand(WriteSql, transaction.Connection, transaction)
        {
            Parameters =
            {
                SqlParameters.Column(turns, t => t.Key.Role),
                SqlParameters.Column(turns, t => NameOf(t.Key.Purpose)),
                SqlParameters.Column(turns, t => t.Value),
            },
        };
        await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }

    private static string NameOf(RolePurpose purpose) => purpose == RolePurpose.Task ? "task" : "charge";

    private static RolePurpose PurposeOf(string name) => name == "task" ? RolePurpose.Task : RolePurpose.Charge;
}
