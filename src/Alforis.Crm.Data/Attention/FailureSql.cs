namespace Alforis.Crm.Data.Attention;

/// <summary>The parts that statements about causes of failures share.</summary>
internal static class FailureSql
{
    /// <summary>The beginning of a period of <c>$1</c> days (UTC), today included.</summary>
    public const string From = "((now() AT TIME ZONE 'UTC')::date - $1 + 1)::timestamp AT TIME ZONE 'UTC'";

    /// <summary>
    /// The first <c>$2</c> pairs of workflow and cause of a period, as <c>walk</c>. From each, the index leads to the next one, without reading the failures between them. Written as it is so that the
    /// planner sees the index's condition and order.
    /// </summary>
    public const string Walk = $"""
        WITH RECURSIVE walk AS (
          (SELECT e.workflow_id, workflow.failure_cause(e.error) AS cause, 1 AS position
           FROM public.workflow_executions e
           WHERE e.status = 'failed' AND e.created_at >= {From}
           ORDER BY e.workflow_id, workflow.failure_cause(e.error)
           LIMIT 1)
          UNION ALL
          SELECT f.workflow_id, f.cause, k.position + 1
          FROM walk k
          CROSS JOIN LATERAL (
            SELECT e.workflow_id, workflow.failure_cause(e.error) AS cause
            FROM public.workflow_executions e
            WHERE e.status = 'failed' AND e.created_at >= {From} AND (e.workflow_id, workflow.failure_cause(e.error)) > (k.workflow_id, k.cause)
            ORDER BY e.workflow_id, workflow.failure_cause(e.error)
            LIMIT 1) f
          WHERE k.position < $2
        )
        """;

    /// <summary>The failures of the period of the pair <c>k</c>.</summary>
    public const string OfPair = $"""
        FROM public.workflow_executions e
        WHERE e.status = 'failed' AND e.workflow_id = k.workflow_id AND workflow.failure_cause(e.error) = k.cause AND e.created_at >= {From}
        """;

    /// <summary>The mute of the pair <c>k</c>, as <c>m</c>.</summary>
    public const string Mute = "LEFT JOIN workflow.failure_mutes m ON m.workflow_id = k.workflow_id AND m.cause = k.cause AND (m.until IS NULL OR m.until > now())";

    /// <summary>Active workflows that cannot run.</summary>
    public const string Suspended = "FROM public.workflows w WHERE w.status = 'active' AND w.suspended_at IS NOT NULL AND w.deleted_at IS NULL";

    /// <summary>Events that were given up, counted.</summary>
    public const string Parked = "(SELECT count(*) FROM workflow.event_queue q WHERE q.parked_at IS NOT NULL)";
}
