using Npgsql;

namespace Alforis.Crm.Data.Silence;

/// <summary>
/// Notes the planned activities that have taken place: until then they count as of when they were planned, and no row is written when their time comes.
/// </summary>
internal static class PlannedActivities
{
    /// <summary>Longer than sweeps are ever missed in a row; a sweep of everything looks at all of them.</summary>
    private const string Lately = "40 days";

    // In key order, as the triggers on activities do it, so that two cannot deadlock; and of what is known already no row is locked.
    private const string Sql = $"""
        INSERT INTO workflow.entity_activity AS e (entity_type, entity_id, last_activity_at)
        SELECT p.entity_type, p.entity_id, p.moment
        FROM (
          SELECT t.entity_type, t.entity_id, max(a.occurred_at) AS moment
          FROM public.organisation_activities a
          CROSS JOIN LATERAL (VALUES ('organisation', a.organisation_id), ('deal', a.deal_id)) AS t (entity_type, entity_id)
          WHERE a.occurred_at > a.created_at AND a.occurred_at <= now() AND ($1 OR a.occurred_at > now() - interval '{Lately}')
            AND a.execution_id IS NULL AND t.entity_id IS NOT NULL
          GROUP BY t.entity_type, t.entity_id) p
        LEFT JOIN workflow.entity_activity k ON k.entity_type = p.entity_type AND k.entity_id = p.entity_id
        WHERE k.entity_id IS NULL OR k.last_activity_at < p.moment
        ORDER BY p.entity_type, p.entity_id
        ON CONFLICT (entity_type, entity_id) DO UPDATE SET last_activity_at = excluded.last_activity_at
        WHERE e.last_activity_at < excluded.last_activity_at
        """;

    /// <summary>Notes them.</summary>
    /// <param name="all">Whether those of long ago, too.</param>
    public static NpgsqlBatchCommand Note(bool all) => new(Sql) { Parameters = { new NpgsqlParameter<bool> { TypedValue = all } } };
}
