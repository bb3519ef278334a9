using Alforis.Crm.Data.Sql;
using Npgsql;

namespace Alforis.Crm.Data.Executions;

/// <summary>Writes finished executions to history, and counts them. They began when their transaction did, by the database's clock.</summary>
internal static class ExecutionHistory
{
    private const string InsertSql = """
        INSERT INTO public.workflow_executions
          (id, workflow_id, workflow_version, event_id, trigger_type, entity_type, entity_id, status,
           started_at, completed_at, duration_us, conditions, actions, error, cause, depth, error_code)
        SELECT x.id, x.workflow_id, x.workflow_version, x.event_id, x.trigger_type, x.entity_type, x.entity_id, x.status,
          now(), now() + $14 * interval '1 microsecond', $14, x.conditions::json, x.actions::json, x.error, x.cause::jsonb, x.depth, x.error_code
        FROM unnest($1::bigint[], $2::bigint[], $3::int[], $4::bigint[], $5::text[], $6::text[], $7::bigint[], $8::text[],
          $9::text[], $10::text[], $11::text[], $12::text[], $13::smallint[], $15::text[])
          AS x (id, workflow_id, workflow_version, event_id, trigger_type, entity_type, entity_id, status,
            conditions, actions, error, cause, depth, error_code)
        """;

    private const string CountSql = """
        INSERT INTO workflow.statistics_deltas
          (workflow_id, day, success, failed, skipped, duration_us_sum, buckets, bucket_counts, last_execution_at)
        SELECT x.workflow_id, (now() AT TIME ZONE 'UTC')::date, x.success, x.failed, x.skipped,
          (x.success + x.failed) * $5::bigint,
          CASE WHEN x.success + x.failed > 0 THEN ARRAY[workflow.duration_bucket($5)] ELSE '{}' END,
          CASE WHEN x.success + x.failed > 0 THEN ARRAY[(x.success + x.failed)::bigint] ELSE '{}' END,
          CASE WHEN x.success + x.failed > 0 THEN now() END
        FROM unnest($1::bigint[], $2::int[], $3::int[], $4::int[]) AS x (workflow_id, success, failed, skipped)
        """;

    private const string SkipSql = """
        INSERT INTO workflow.skips (event_id, occurred_at, workflow_ids, reasons)
        SELECT x.event_id, x.occurred_at, x.workflow_ids::bigint[], x.reasons::jsonb
        FROM unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::text[]) AS x (event_id, occurred_at, workflow_ids, reasons)
        """;

    // Begun and ended in the same moment: nothing was done.
    private const string RefuseSql = """
        INSERT INTO public.workflow_executions
          (id, workflow_id, workflow_version, event_id, trigger_type, entity_type, entity_id, status, started_at, completed_at, duration_us, error, cause, depth, error_code)
        SELECT x.id, x.workflow_id, x.workflow_version, x.event_id, w.trigger_type, x.entity_type, x.entity_id, 'skipped', now(), now(), 0, x.error, '[]', 0, x.error_code
        FROM unnest($1::bigint[], $2::bigint[], $3::int[], $4::bigint[], $5::text[], $6::bigint[], $7::text[], $8::text[])
          AS x (id, workflow_id, workflow_version, event_id, entity_type, entity_id, error, error_code)
        JOIN public.workflows w ON w.id = x.workflow_id
        """;

    /// <summary>One row per execution.</summary>
    /// <param name="executions">Executions whose actions are all settled.</param>
    /// <param name="duration">How long the batch has taken so far; its executions ran together.</param>
    public static NpgsqlBatchCommand Insert(IReadOnlyList<PendingExecution> executions, TimeSpan duration)
    {
        using var actions = new ActionsJson();
        return new NpgsqlBatchCommand(InsertSql)
        {
            Parameters =
            {
                SqlParameters.Column(executions, e => e.Id),
                SqlParameters.Column(executions, e => e.Workflow.Id),
                SqlParameters.Column(executions, e => e.Workflow.Version),
                SqlParameters.Column(executions, e => e.Source.EventId),
                SqlParameters.Column(executions, e => e.Workflow.Workflow.TriggerType),
                SqlParameters.Column(executions, e => e.Source.EntityType),
                SqlParameters.Column(executions, e => e.Source.EntityId),
                SqlParameters.Column(executions, e => e.Status),
                SqlParameters.Column(executions, e => e.ExplainConditions()),
                SqlParameters.Column(executions, actions.Of),
                SqlParameters.Column(executions, e => e.Error),
                SqlParameters.Column(executions, e => e.Source.Cause),
                SqlParameters.Column(executions, e => e.Source.Depth),
                new NpgsqlParameter<long> { TypedValue = Microseconds(duration) },
                SqlParameters.Column(executions, e => e.ErrorCode),
            },
        };
    }

    /// <summary>What the batch adds to the statistics, one row per workflow.</summary>
    public static NpgsqlBatchCommand Count(
        IReadOnlyList<PendingExecution> executions, IReadOnlyList<SkippedWorkflows> skips, TimeSpan duration)
    {
        var counts = new SortedDictionary<long, (int Success, int Failed, int Skipped)>();
        foreach (var execution in executions)
        {
            var (success, failed, skipped) = counts.GetValueOrDefault(execution.Workflow.Id);
            counts[execution.Workflow.Id] = execution.Status switch
            {
                "success" => (success + 1, failed, skipped),
                "failed" => (success, failed + 1, skipped),
                _ => (success, failed, skipped + 1),
            };
        }

        foreach (var workflowId in skips.SelectMany(s => s.WorkflowIds))
        {
            var (success, failed, skipped) = counts.GetValueOrDefault(workflowId);
            counts[workflowId] = (success, failed, skipped + 1);
        }

        return new NpgsqlBatchCommand(CountSql)
        {
            Parameters =
            {
                SqlParameters.Column(counts, c => c.Key),
                SqlParameters.Column(counts, c => c.Value.Success),
                SqlParameters.Column(counts, c => c.Value.Failed),
                SqlParameters.Column(counts, c => c.Value.Skipped),
                new NpgsqlParameter<long> { TypedValue = Microseconds(duration) },
            },
        };
    }

    /// <summary>One row per event that did not fire every workflow that looked at it.</summary>
    public static NpgsqlBatchCommand Skip(IReadOnlyList<SkippedWorkflows> skips) => new(SkipSql)
    {
        Parameters =
        {
            SqlParameters.Column(skips, s => s.Source.EventId),
            SqlParameters.Column(skips, s => s.Source.OccurredAt.ToUniversalTime()),
            SqlParameters.Column(skips, s => "{" + string.Join(',', s.WorkflowIds) + "}"),
            SqlParameters.Column(skips, s => s.Reasons?.ToJsonString()),
        },
    };

    /// <summary>One row per execution that somebody was promised and that cannot be.</summary>
    /// <param name="skips">Of events that concern one workflow.</param>
    public static NpgsqlBatchCommand Refuse(IReadOnlyList<SkippedWorkflows> skips) => new(RefuseSql)
    {
        Parameters =
        {
            SqlParameters.Column(skips, s => s.Source.ExecutionId!.Value),
            SqlParameters.Column(skips, s => s.WorkflowIds[0]),
            SqlParameters.Column(skips, s => s.Source.Workflow!.Version),
            SqlParameters.Column(skips, s => s.Source.EventId),
            SqlParameters.Column(skips, s => s.Source.EntityType),
            SqlParameters.Column(skips, s => s.Source.EntityId),
            SqlParameters.Column(skips, s => IsDeleted(s) ? "Its workflow was deleted before its turn came." : "Its workflow could not run any more when its turn came."),
            SqlParameters.Column(skips, s => IsDeleted(s) ? FailureCode.WorkflowDeleted : FailureCode.WorkflowUnusable),
        },
    };

    private static bool IsDeleted(SkippedWorkflows skip) => skip.Reasons?.First().Value?.GetValue<string>() == "deleted";

    private static long Microseconds(TimeSpan duration) => (long)duration.TotalMicroseconds;
}
