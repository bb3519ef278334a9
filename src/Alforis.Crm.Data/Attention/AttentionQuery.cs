using Alforis.Crm.Data.Sql;
using Npgsql;

namespace Alforis.Crm.Data.Attention;

/// <summary>
/// Reads what does not go on by itself: failures by workflow and cause, suspended workflows, events that were given up. Workflows that were deleted are left out: nobody can do anything about them.
/// Thread-safe.
/// </summary>
/// <param name="dataSource">Connects as a role that may read history, workflows and queue.</param>
public sealed class AttentionQuery(NpgsqlDataSource dataSource)
{
    /// <summary>How many pairs of workflow and cause are looked at.</summary>
    public const int MostLookedAt = 1000;

    /// <summary>How many groups and suspended workflows are told at most.</summary>
    public const int MostTold = 200;

    /// <summary>Up to how many failures of a group are counted.</summary>
    public const int MostCounted = 10_000;

    internal static readonly string GroupsSql = $"""
        {FailureSql.Walk}, page AS MATERIALIZED (
          SELECT k.workflow_id, w.name, k.cause, newest.error, newest.error_code, newest.id, newest.created_at, m.muted_at, m.actor, m.note, m.until
          FROM walk k
          JOIN public.workflows w ON w.id = k.workflow_id AND w.deleted_at IS NULL
          CROSS JOIN LATERAL (SELECT e.id, e.created_at, left(coalesce(e.error, ''), 300) AS error, e.error_code {FailureSql.OfPair} ORDER BY e.created_at DESC, e.id DESC LIMIT 1) newest
          {FailureSql.Mute}
          ORDER BY newest.created_at DESC, newest.id DESC
          LIMIT $3
        )
        SELECT k.workflow_id, k.name, k.cause, k.error, k.id,
          (SELECT count(*) FROM (SELECT {FailureSql.OfPair} LIMIT {MostCounted + 1}) counted),
          (SELECT e.created_at {FailureSql.OfPair} ORDER BY e.created_at, e.id LIMIT 1),
          k.created_at, k.muted_at, k.actor, k.note, k.until, (SELECT count(*) FROM walk), k.error_code
        FROM page k
        ORDER BY k.created_at DESC, k.id DESC
        """;

    private static readonly string SuspendedSql = $"SELECT w.id, w.name, w.suspended_at, w.suspended_reason::text {FailureSql.Suspended} ORDER BY w.suspended_at DESC, w.id DESC LIMIT $1";

    private static readonly string ParkedSql = $"SELECT {FailureSql.Parked}, statement_timestamp()";

    /// <summary>Reads all of it.</summary>
    /// <param name="days">The days (UTC) of failures, today included.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<AttentionReading> ReadAsync(int days, CancellationToken ct)
    {
        using var batch = dataSource.CreateBatch();
        // The moment first: what fails after it was not seen, and is not retried in its name.
        batch.BatchCommands.Add(new NpgsqlBatchCommand(ParkedSql));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(GroupsSql) { Parameters = { Int(days), Int(MostLookedAt), Int(MostTold + 1) } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(SuspendedSql) { Parameters = { Int(MostTold) } });
        var reader = await batch.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        await reader.ReadAsync(ct).ConfigureAwait(false);
        var (parked, asOf) = (reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1));
        await reader.NextResultAsync(ct).ConfigureAwait(false);
        var groups = new List<FailureGroup>();
        var hasMore = false;
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            hasMore = reader.GetInt64(12) == MostLookedAt || groups.Count == MostTold;
            if (groups.Count < MostTold) groups.Add(Read(reader));
        }

        await reader.NextResultAsync(ct).ConfigureAwait(false);
        var suspended = new List<SuspendedWorkflow>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
            suspended.Add(new SuspendedWorkflow(reader.GetInt64(0), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2), reader.Text(3)));
        return new AttentionReading(asOf, groups, hasMore, suspended, parked);
    }

    private static FailureGroup Read(NpgsqlDataReader reader) => new()
    {
        WorkflowId = reader.GetInt64(0),
        WorkflowName = reader.GetString(1),
        Cause = reader.GetGuid(2),
        Message = reader.GetString(3),
        ErrorCode = reader.Text(13),
        ExecutionId = reader.GetInt64(4),
        Count = reader.GetInt64(5),
        FirstAt = reader.GetFieldValue<DateTimeOffset>(6),
        LastAt = reader.GetFieldValue<DateTimeOffset>(7),
        Mute = reader.Moment(8) is { } at ? new FailureMute(at, reader.GetString(9), reader.Text(10), reader.Moment(11)) : null,
    };

    private static NpgsqlParameter<int> Int(int value) => new() { TypedValue = value };
}
