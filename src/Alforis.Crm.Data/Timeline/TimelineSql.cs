using Alforis.Crm.Data.Model;

namespace Alforis.Crm.Data.Timeline;

/// <summary>
/// The statements that read the kinds of things that a timeline has. Each brings its newest before a place, by the index that its table has for
/// that, and never more than one part: <c>$1</c> the type of the entity, <c>$2</c> its number, <c>$3</c> to <c>$5</c> the place, <c>$6</c> how many,
/// <c>$7</c> whose notifications.
/// </summary>
internal static class TimelineSql
{
    private const string Activities = """
        SELECT 0, a.id, a.occurred_at, a.title, a.type, CASE WHEN a.deal_id IS NULL THEN 'organisation' ELSE 'deal' END, coalesce(a.deal_id, a.organisation_id),
          u.email, NULL::text, NULL::text[], NULL::bigint, NULL::bigint, a.execution_id, NULL::text
        FROM public.organisation_activities a LEFT JOIN public.users u ON u.id = a.created_by
        WHERE {0} AND a.occurred_at <= $3 AND (a.occurred_at, 0, a.id) < ($3, $4, $5)
        ORDER BY a.occurred_at DESC, a.id DESC LIMIT $6
        """;

    private const string Tasks = """
        SELECT 1, t.id, t.created_at, t.title, t.status, CASE WHEN t.deal_id IS NULL THEN 'organisation' ELSE 'deal' END, coalesce(t.deal_id, t.organisation_id),
          u.email, NULL::text, NULL::text[], NULL::bigint, NULL::bigint, t.execution_id, NULL::text
        FROM public.tasks t LEFT JOIN public.users u ON u.id = t.created_by
        WHERE {0} AND t.created_at <= $3 AND (t.created_at, 1, t.id) < ($3, $4, $5)
        ORDER BY t.created_at DESC, t.id DESC LIMIT $6
        """;

    private const string Notifications = """
        SELECT 2, n.id, n.created_at, n.title, n.severity, n.entity_type, n.entity_id,
          NULL::text, NULL::text, NULL::text[], NULL::bigint, NULL::bigint, n.execution_id, NULL::text
        FROM entities e JOIN public.notifications n ON n.entity_type = e.type AND n.entity_id = e.id
        WHERE n.user_id = $7 AND n.created_at <= $3 AND (n.created_at, 2, n.id) < ($3, $4, $5)
        ORDER BY n.created_at DESC, n.id DESC LIMIT $6
        """;

    private const string Events = """
        SELECT 3, v.event_id, v.occurred_at, array_to_string(v.types, ', '), NULL::text, v.entity_type, v.entity_id,
          v.actor, NULL::text, v.changed_fields, v.event_id, v.workflow_id, (v.cause -> -1 ->> 'execution_id')::bigint, NULL::text
        FROM entities e
        CROSS JOIN LATERAL (
          SELECT x.event_id, x.occurred_at, x.types, x.entity_type, x.entity_id, x.actor, x.changed_fields, x.workflow_id, x.cause
          FROM workflow.events x
          WHERE x.entity_id = e.id AND x.entity_type = e.type AND x.occurred_at <= $3 AND (x.occurred_at, 3, x.event_id) < ($3, $4, $5)
          ORDER BY x.occurred_at DESC, x.event_id DESC LIMIT $6) v
        ORDER BY v.occurred_at DESC, v.event_id DESC LIMIT $6
        """;

    private const string Executions = """
        SELECT 4, v.id, v.created_at, coalesce(w.name, 'workflow ' || v.workflow_id), v.status, v.entity_type, v.entity_id,
          NULL::text, v.error, NULL::text[], v.event_id, v.workflow_id, (v.cause -> -1 ->> 'execution_id')::bigint, v.error_code
        FROM entities e
        CROSS JOIN LATERAL (
          SELECT x.id, x.created_at, x.status, x.entity_type, x.entity_id, x.error, x.event_id, x.workflow_id, x.cause, x.error_code
          FROM (
            SELECT h.id, h.created_at, h.status, h.entity_type, h.entity_id, h.error, h.event_id, h.workflow_id, h.cause, h.error_code FROM public.workflow_executions h
            UNION ALL
            SELECT l.id, l.created_at, l.status, l.entity_type, l.entity_id, l.error, l.event_id, l.workflow_id, l.cause, NULL::text FROM workflow.live_executions l) x
          WHERE x.entity_type = e.type AND x.entity_id = e.id AND x.created_at <= $3 AND (x.created_at, 4, x.id) < ($3, $4, $5)
          ORDER BY x.created_at DESC, x.id DESC LIMIT $6) v
        LEFT JOIN public.workflows w ON w.id = v.workflow_id
        ORDER BY v.created_at DESC, v.id DESC LIMIT $6
        """;

    // Deals belong to the timeline of their organisation, for who may read them.
    private const string OrganisationEntities = "SELECT $1::text, $2::bigint UNION ALL SELECT 'deal', d.id FROM public.deals d WHERE $8 AND d.organisation_id = $2";

    private const string DealEntities = "SELECT $1::text, $2::bigint WHERE $8";

    private const string OrganisationTasks =
        "t.id IN (SELECT k.id FROM public.tasks k WHERE k.organisation_id = $2 UNION SELECT k.id FROM entities e JOIN public.tasks k ON e.type = 'deal' AND k.deal_id = e.id)";

    /// <summary>The executions that made things: those of history, and those that are not finished.</summary>
    public const string Causes = """
        SELECT x.id, x.workflow_id, w.name, x.event_id
        FROM (
          SELECT h.id, h.workflow_id, h.event_id FROM public.workflow_executions h WHERE h.id = ANY ($1)
          UNION ALL
          SELECT l.id, l.workflow_id, l.event_id FROM workflow.live_executions l WHERE l.id = ANY ($1)) x
        LEFT JOIN public.workflows w ON w.id = x.workflow_id
        """;

    /// <summary>One part of a timeline.</summary>
    /// <param name="entityType">Whose timeline.</param>
    /// <param name="kinds">The kinds that are wanted.</param>
    public static string Part(string entityType, IEnumerable<TimelineKind> kinds)
    {
        var isDeal = entityType == EntityNames.Deal;
        var parts = kinds.Distinct().Order().Select(kind => $"({Kind(kind, isDeal)})");
        return $"""
            WITH entities (type, id) AS MATERIALIZED ({(isDeal ? DealEntities : OrganisationEntities)})
            SELECT t.* FROM (
            {string.Join("\nUNION ALL\n", parts)}
            ) AS t (kind, id, at, title, status, entity_type, entity_id, actor, error, changed_fields, event_id, workflow_id, execution_id, error_code)
            ORDER BY t.at DESC, t.kind DESC, t.id DESC LIMIT $6
            """;
    }

    private static string Kind(TimelineKind kind, bool isDeal) => kind switch
    {
        TimelineKind.Activity => Activities.Replace("{0}", isDeal ? "a.deal_id = $2" : "a.organisation_id = $2", StringComparison.Ordinal),
        TimelineKind.Task => Tasks.Replace("{0}", isDeal ? "t.deal_id = $2" : OrganisationTasks, StringComparison.Ordinal),
        TimelineKind.Notification => Notifications,
        TimelineKind.Event => Events,
        TimelineKind.Execution => Executions,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind."),
    };
}
