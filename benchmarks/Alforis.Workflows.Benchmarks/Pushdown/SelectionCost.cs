using Alforis.Crm.Data.Pushdown;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Benchmarks.Pipeline;

namespace Alforis.Workflows.Benchmarks.Pushdown;

/// <summary>What a scheduled workflow selects: few, by several conditions, a related field and the last activity; and most, by hardly any.</summary>
internal static class SelectionCost
{
    public const string FewRules = """
        {"field": "pipeline_stage", "operator": "in", "value": ["proposition", "negociation"]}, {"field": "montant_potentiel", "operator": ">=", "value": 100000},
        {"field": "is_active", "operator": "==", "value": true}, {"field": "ville", "operator": "!=", "value": "Brest"},
        {"field": "assigned_user.is_active", "operator": "==", "value": true}, {"field": "last_activity_days", "operator": ">=", "value": 90}
        """;

    private const string ByHandConditions = """
        FROM organisations o
        JOIN users u ON u.id = o.assigned_to
        LEFT JOIN workflow.entity_activity a ON a.entity_type = 'organisation' AND a.entity_id = o.id
        WHERE o.pipeline_stage IN ('proposition', 'negociation') AND o.montant_potentiel >= 100000 AND o.is_active
          AND (o.ville <> 'Brest' OR o.ville IS NULL) AND u.is_active AND coalesce(a.last_activity_at, o.created_at) <= $1::timestamptz - interval '90 days'
        """;

    private const string MostByHand = """
        SELECT o.id
        FROM organisations o
        LEFT JOIN workflow.entity_activity a ON a.entity_type = 'organisation' AND a.entity_id = o.id
        WHERE o.is_active AND coalesce(a.last_activity_at, o.created_at) <= $1::timestamptz - interval '7 days'
        ORDER BY o.id
        """;

    public static async Task<IReadOnlyList<Result>> MeasureAsync(PipelineDatabase database)
    {
        const string config = """{"schedule": "daily", "entity_type": "organisation"}""";
        var few = EntitySelection.Of(Selecting.Compile(TriggerNames.Scheduled, config, FewRules));
        var most = EntitySelection.Of(Selecting.Compile(
            TriggerNames.Scheduled, config,
            """{"field": "is_active", "operator": "==", "value": true}, {"field": "last_activity_days", "operator": ">=", "value": 7}"""));
        object now = SilentBook.Now.UtcDateTime;
        return
        [
            await Selecting.CompareAsync(
                "selection-of-few-vs-sql-by-hand", () => Selecting.PagesAsync(database, few), () => Selecting.ByHandAsync(database, $"SELECT o.id {ByHandConditions} ORDER BY o.id", now)),
            await Selecting.CompareAsync(
                "count-of-few-vs-sql-by-hand", () => Selecting.CountAsync(database, few), () => Selecting.ByHandAsync(database, $"SELECT count(*) {ByHandConditions}", now)),
            await Selecting.CompareAsync(
                "selection-of-most-vs-sql-by-hand", () => Selecting.PagesAsync(database, most), () => Selecting.ByHandAsync(database, MostByHand, now)),
        ];
    }
}
