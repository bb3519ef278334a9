using Alforis.Crm.Data.Sql;
using Npgsql;

namespace Alforis.Crm.Data.History;

/// <summary>What all workflows did on a day (UTC).</summary>
/// <param name="Day">The day.</param>
/// <param name="Success">Executions that succeeded.</param>
/// <param name="Failed">Executions that failed.</param>
/// <param name="Skipped">How often a workflow did not fire although an event concerned it.</param>
/// <param name="Cancelled">Executions that were cancelled.</param>
/// <param name="AverageDuration">How long the executions took on average; <see langword="null"/> when there were none.</param>
public sealed record OverviewDay(DateOnly Day, long Success, long Failed, long Skipped, long Cancelled, TimeSpan? AverageDuration);

/// <summary>How many workflows there are.</summary>
/// <param name="Active">That fire.</param>
/// <param name="Suspended">That are active and cannot run.</param>
/// <param name="Draft">That are drafts.</param>
/// <param name="Inactive">That are switched off.</param>
/// <param name="Templates">Models to copy from, which are none of the others.</param>
public sealed record WorkflowCounts(long Active, long Suspended, long Draft, long Inactive, long Templates);

/// <summary>A workflow that fails.</summary>
/// <param name="WorkflowId">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Failed">How many executions failed in the period.</param>
/// <param name="Success">How many succeeded in it.</param>
public sealed record FailingWorkflow(long WorkflowId, string Name, long Failed, long Success);

/// <summary>What happened lately, over all workflows: from the counters, never from the history itself. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read workflows and statistics.</param>
public sealed class OverviewQuery(NpgsqlDataSource dataSource)
{
    private const int MostFailing = 10;

    private const string Both = """
        SELECT d.workflow_id, d.day, d.success, d.failed, d.skipped, d.cancelled, d.duration_us_sum FROM workflow.statistics_days d WHERE d.day > (now() AT TIME ZONE 'UTC')::date - $1
        UNION ALL
        SELECT d.workflow_id, d.day, d.success, d.failed, d.skipped, d.cancelled, d.duration_us_sum FROM workflow.statistics_deltas d WHERE d.day > (now() AT TIME ZONE 'UTC')::date - $1
        """;

    // Also days on which nothing happened.
    private const string DaysSql = $"""
        SELECT g.day::date, coalesce(sum(s.success), 0)::bigint, coalesce(sum(s.failed), 0)::bigint, coalesce(sum(s.skipped), 0)::bigint, coalesce(sum(s.cancelled), 0)::bigint,
          (sum(s.duration_us_sum) / nullif(sum(s.success) + sum(s.failed), 0))::bigint
        FROM generate_series((now() AT TIME ZONE 'UTC')::date - $1 + 1, (now() AT TIME ZONE 'UTC')::date, interval '1 day') AS g (day)
        LEFT JOIN ({Both}) s ON s.day = g.day::date
        GROUP BY g.day
        ORDER BY g.day
        """;

    private const string CountsSql = """
        SELECT count(*) FILTER (WHERE w.status = 'active' AND w.suspended_at IS NULL AND NOT w.is_template),
          count(*) FILTER (WHERE w.status = 'active' AND w.suspended_at IS NOT NULL AND NOT w.is_template),
          count(*) FILTER (WHERE w.status = 'draft' AND NOT w.is_template),
          count(*) FILTER (WHERE w.status = 'inactive' AND NOT w.is_template),
          count(*) FILTER (WHERE w.is_template)
        FROM public.workflows w WHERE w.deleted_at IS NULL
        """;

    private const string FailingSql = $"""
        SELECT s.workflow_id, w.name, sum(s.failed)::bigint, sum(s.success)::bigint
        FROM ({Both}) s
        JOIN public.workflows w ON w.id = s.workflow_id AND w.deleted_at IS NULL
        GROUP BY s.workflow_id, w.name
        HAVING sum(s.failed) > 0
        ORDER BY 3 DESC, 1
        LIMIT $2
        """;

    /// <summary>Reads the overview.</summary>
    /// <param name="days">How many days, today included.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<(WorkflowCounts Workflows, IReadOnlyList<OverviewDay> Days, IReadOnlyList<FailingWorkflow> Failing)> ReadAsync(int days, CancellationToken ct)
    {
        using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(CountsSql));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(DaysSql) { Parameters = { new NpgsqlParameter<int> { TypedValue = days } } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(FailingSql) { Parameters = { new NpgsqlParameter<int> { TypedValue = days }, new NpgsqlParameter<int> { TypedValue = MostFailing } } });
        var reader = await batch.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        await reader.ReadAsync(ct).ConfigureAwait(false);
        var counts = new WorkflowCounts(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4));
        await reader.NextResultAsync(ct).ConfigureAwait(false);
        var each = new List<OverviewDay>(days);
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
            each.Add(new OverviewDay(reader.GetFieldValue<DateOnly>(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.Microseconds(5)));
        await reader.NextResultAsync(ct).ConfigureAwait(false);
        var failing = new List<FailingWorkflow>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) failing.Add(new FailingWorkflow(reader.GetInt64(0), reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3)));
        return (counts, each, failing);
    }
}
