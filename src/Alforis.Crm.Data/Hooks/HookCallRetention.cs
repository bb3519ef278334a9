using Npgsql;

namespace Alforis.Crm.Data.Hooks;

/// <summary>Forgets the calls of hooks after some days. Thread-safe; several hosts may do it at once.</summary>
/// <param name="dataSource">Connects as a role that may write the engine's tables.</param>
/// <param name="timeProvider">Says what is old.</param>
public sealed class HookCallRetention(NpgsqlDataSource dataSource, TimeProvider timeProvider)
{
    /// <summary>How long a call that is sent again is known by its id. Senders give up after days, not weeks.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(14);

    private const int MostAtOnce = 10_000;

    // From one hook to the next, as the index is, also those that are deleted.
    private const string Sql = """
        WITH RECURSIVE hooks AS (
          (SELECT c.hook_id FROM workflow.hook_calls c ORDER BY c.hook_id LIMIT 1)
          UNION ALL
          SELECT (SELECT c.hook_id FROM workflow.hook_calls c WHERE c.hook_id > h.hook_id ORDER BY c.hook_id LIMIT 1)
          FROM hooks h WHERE h.hook_id IS NOT NULL
        )
        DELETE FROM workflow.hook_calls c
        WHERE c.ctid = ANY (ARRAY(
          SELECT old.ctid
          FROM hooks h
          CROSS JOIN LATERAL (
            SELECT k.ctid FROM workflow.hook_calls k WHERE k.hook_id = h.hook_id AND k.received_at < $1 ORDER BY k.received_at LIMIT $2 FOR UPDATE SKIP LOCKED
          ) old
          LIMIT $2))
        """;

    /// <summary>Deletes what is older than <see cref="Kept"/>, a part at a time.</summary>
    /// <param name="ct">Stops between parts.</param>
    /// <returns>How many calls were forgotten.</returns>
    public async Task<long> RunAsync(CancellationToken ct)
    {
        var before = timeProvider.GetUtcNow() - Kept;
        long forgotten = 0;
        while (true)
        {
            using var command = dataSource.CreateCommand(Sql);
            command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = before });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = MostAtOnce });
            var deleted = await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
            forgotten += deleted;
            if (deleted < MostAtOnce) return forgotten;
        }
    }
}
