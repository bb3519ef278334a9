using Alforis.Crm.Data.Sql;
using Npgsql;

namespace Alforis.Crm.Data.Statistics;

/// <summary>
/// What one workflow did on each of the last days: from the counters, never from the history, so that it costs the same however often the workflow ran. Thread-safe.
/// </summary>
/// <param name="dataSource">Connects as a role that may read workflows, statistics and the audit trail.</param>
public sealed class WorkflowPeriodQuery(NpgsqlDataSource dataSource)
{
    /// <summary>How many marks are read, the newest ones.</summary>
    public const int MostMarks = 100;

    private const string KnownSql = "SELECT 1 FROM public.workflows w WHERE w.id = $1 AND w.deleted_at IS NULL";

    // Also days on which nothing happened.
    private const string DaysSql = """
        SELECT g.day::date, coalesce(sum(s.success), 0)::bigint, coalesce(sum(s.failed), 0)::bigint, coalesce(sum(s.skipped), 0)::bigint, coalesce(sum(s.cancelled), 0)::bigint,
          coalesce(sum(s.duration_us_sum), 0)::bigint
        FROM generate_series((now() AT TIME ZONE 'UTC')::date - $2 + 1, (now() AT TIME ZONE 'UTC')::date, interval '1 day') AS g (day)
        LEFT JOIN (
          SELECT d.day, d.success, d.failed, d.skipped, d.cancelled, d.duration_us_sum FROM workflow.statistics_days d
          WHERE d.workflow_id = $1 AND d.day > (now() AT TIME ZONE 'UTC')::date - $2
          UNION ALL
          SELECT d.day, d.success, d.failed, d.skipped, d.cancelled, d.duration_us_sum FROM workflow.statistics_deltas d
          WHERE d.workflow_id = $1 AND d.day > (now() AT TIME ZONE 'UTC')::date - $2) s ON s.day = g.day::date
        GROUP BY g.day
        ORDER BY g.day
        """;

    private const string DurationsSql = """
        SELECT workflow.bucket_duration(h.bucket), sum(h.executions)::bigint
        FROM (
          SELECT d.bucket, d.executions FROM workflow.statistics_histograms d WHERE d.workflow_id = $1 AND d.day > (now() AT TIME ZONE 'UTC')::date - $2
          UNION ALL
          SELECT b.bucket, b.executions FROM workflow.statistics_deltas d CROSS JOIN LATERAL unnest(d.buckets, d.bucket_counts) AS b (bucket, executions)
          WHERE d.workflow_id = $1 AND d.day > (now() AT TIME ZONE 'UTC')::date - $2) h
        GROUP BY h.bucket
        HAVING sum(h.executions) > 0
        ORDER BY h.bucket
        """;

    // Only the suspension that lasts is known. A workflow that is created or imported active begins with that.
    private const string MarksSql = """
        SELECT m.at, m.kind, m.version
        FROM (
          SELECT v.created_at AS at, 'version' AS kind, v.version FROM public.workflow_versions v WHERE v.workflow_id = $1
          UNION ALL
          (SELECT a.occurred_at, CASE a.action WHEN 'workflow.activate' THEN 'activated' ELSE 'deactivated' END, (a.detail->>'version')::int
          FROM public.audit_log a
          WHERE a.subject_type = 'workflow' AND a.subject_id = $1 AND a.action IN ('workflow.activate', 'workflow.deactivate')
          ORDER BY a.id DESC LIMIT $3)
          UNION ALL
          SELECT w.suspended_at, 'suspended', w.current_version FROM public.workflows w WHERE w.id = $1 AND w.status = 'active' AND w.suspended_at IS NOT NULL) m
        WHERE m.at >= ((now() AT TIME ZONE 'UTC')::date - $2 + 1)::timestamp AT TIME ZONE 'UTC'
        ORDER BY m.at DESC, m.kind
        LIMIT $3
        """;

    /// <summary>Reads the period.</summary>
    /// <param name="workflowId">The workflow's number.</param>
    /// <param name="days">How many days (UTC), today included.</param>
    /// <param name="ct">Cancels the reading.</param>
    /// <returns><see langword="null"/> when there is no such workflow.</returns>
    public async Task<WorkflowPeriod?> ReadAsync(long workflowId, int days, CancellationToken ct)
    {
        using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(KnownSql) { Parameters = { new NpgsqlParameter<long> { TypedValue = workflowId } } });
        foreach (var sql in new[] { DaysSql, DurationsSql, MarksSql })
        {
            var command = new NpgsqlBatchCommand(sql) { Parameters = { new NpgsqlParameter<long> { TypedValue = workflowId }, new NpgsqlParameter<int> { TypedValue = days } } };
            if (sql == MarksSql) command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = MostMarks });
            batch.BatchCommands.Add(command);
        }

        var reader = await batch.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        if (!await reader.ReadAsync(ct).ConfigureAwait(false)) return null;
        var each = await RowsAsync(reader, r => new WorkflowDay(
            r.GetFieldValue<DateOnly>(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), r.GetInt64(4), TimeSpan.FromMicroseconds(r.GetInt64(5))), ct).ConfigureAwait(false);
        var durations = await RowsAsync(reader, r => (TimeSpan.FromMicroseconds(r.GetInt64(0)), r.GetInt64(1)), ct).ConfigureAwait(false);
        var marks = await RowsAsync(reader, r => new WorkflowMark(r.GetFieldValue<DateTimeOffset>(0), r.GetString(1), r.IsDBNull(2) ? null : r.GetInt32(2)), ct).ConfigureAwait(false);
        marks.Reverse();
        return new WorkflowPeriod(each, new DurationDistribution(durations), marks);
    }

    private static async Task<List<T>> RowsAsync<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        await reader.NextResultAsync(ct).ConfigureAwait(false);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) rows.Add(read(reader));
        return rows;
    }
}
