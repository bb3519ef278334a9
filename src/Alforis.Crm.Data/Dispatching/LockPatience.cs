using Alforis.Crm.Data.Actions.RowWrites;
using Alforis.Crm.Data.Executions;
using Npgsql;

namespace Alforis.Crm.Data.Dispatching;

/// <summary>
/// Stands in line for a row that was held each time somebody looked. Rows that others hold are passed over, but one that many clients
/// write without a pause is never found free; PostgreSQL serves those who wait in turn. Not thread-safe.
/// </summary>
internal sealed class LockPatience(DispatchOptions options, TimeProvider clock)
{
    /// <summary>Less often than this may have been chance.</summary>
    private const int LeastDeferrals = 2;

    /// <summary>After a wait there is none for this many times as long: rows that somebody holds for good cost a tenth of the time at most.</summary>
    private const int Rest = 9;

    private const string Savepoint = "patience";
    private const string TimeoutSql = "SELECT set_config('lock_timeout', $1, true)";

    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(20);

    private DateTimeOffset restUntil = DateTimeOffset.MinValue;

    /// <summary>
    /// Waits for the rows of one event, of those that were put off the one that was so least often: what is held for long has had its
    /// turns. To be called before the transaction holds other rows, so that nobody can wait for it meanwhile.
    /// </summary>
    public async Task WaitAsync(NpgsqlTransaction transaction, IReadOnlyList<PendingExecution> executions, CancellationToken ct)
    {
        if (clock.GetUtcNow() < restUntil) return;
        var waiting = executions.Where(e => e.Source.Deferrals >= LeastDeferrals).MinBy(e => e.Source.Deferrals);
        if (waiting is null) return;
        var started = clock.GetTimestamp();
        try
        {
            using var batch = LockThatWaits(transaction, waiting.Actions.Select(a => a.Target).OfType<EntityReference>().Distinct());
            await batch.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            await transaction.RollbackAsync(Savepoint, ct).ConfigureAwait(false);
        }

        restUntil = clock.GetUtcNow() + (clock.GetElapsedTime(started) * Rest);
    }

    private NpgsqlBatch LockThatWaits(NpgsqlTransaction transaction, IEnumerable<EntityReference> rows)
    {
        var batch = new NpgsqlBatch(transaction.Connection, transaction)
        {
            BatchCommands = { new NpgsqlBatchCommand("SAVEPOINT " + Savepoint), Timeout(Longest) },
        };
        foreach (var row in rows.OrderBy(r => r.Type == RowTable.All[0].EntityType ? 0 : 1))
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"SELECT t.id FROM {RowTable.Of(row.Type).Name} t WHERE t.id = $1 FOR NO KEY UPDATE")
            {
                Parameters = { new NpgsqlParameter<long> { TypedValue = row.Id } },
            });
        }

        batch.BatchCommands.Add(Timeout(options.LockTimeout));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("RELEASE SAVEPOINT " + Savepoint));
        return batch;
    }

    private static NpgsqlBatchCommand Timeout(TimeSpan timeout) => new(TimeoutSql)
    {
        Parameters = { new NpgsqlParameter<string> { TypedValue = FormattableString.Invariant($"{(int)timeout.TotalMilliseconds}ms") } },
    };
}
