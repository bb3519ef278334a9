using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Pushdown;
using Alforis.Crm.Data.Silence;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Benchmarks.Pipeline;

namespace Alforis.Workflows.Benchmarks.Pushdown;

/// <summary>What a nightly sweep finds: organisations whose silence of 60 days was complete within the last day, with conditions.</summary>
internal static class SweepCost
{
    private const int Days = 60;

    private const string ByHand = """
        SELECT o.id
        FROM (
          SELECT a.entity_id AS id FROM workflow.entity_activity a
          WHERE a.entity_type = 'organisation' AND a.last_activity_at > $1 AND a.last_activity_at <= $2
          UNION ALL
          SELECT o.id FROM organisations o
          WHERE o.created_at > $1 AND o.created_at <= $2
            AND NOT EXISTS (SELECT FROM workflow.entity_activity a WHERE a.entity_type = 'organisation' AND a.entity_id = o.id)) AS c
        JOIN organisations o ON o.id = c.id
        JOIN users u ON u.id = o.assigned_to
        WHERE o.pipeline_stage IN ('prospect', 'proposition', 'negociation') AND o.is_active AND u.is_active
        ORDER BY o.id
        """;

    public static async Task<IReadOnlyList<Result>> MeasureAsync(PipelineDatabase database)
    {
        var workflow = Selecting.Compile(
            TriggerNames.InactivityDelay, $$"""{"entity_type": "organisation", "inactivity_days": {{Days}}, "stages": ["prospect", "proposition", "negociation"]}""",
            """{"field": "is_active", "operator": "==", "value": true}, {"field": "assigned_user.is_active", "operator": "==", "value": true}""");
        var selection = EntitySelection.Of(workflow);
        var line = SilentBook.Now.AddDays(-Days);
        var earlier = new EarlierSweep(line.AddDays(-1), SilentBook.Now.AddDays(-1), SilentBook.Now.AddDays(-1));
        var sweep = new SilenceSweep(1, EntityNames.Organisation, SilentBook.Now, line, earlier);
        return
        [
            await Selecting.CompareAsync(
                "sweep-vs-sql-by-hand", () => Selecting.PagesAsync(database, selection, SilenceCandidates.Of(sweep, earlier)),
                () => Selecting.ByHandAsync(database, ByHand, earlier.Line.UtcDateTime, line.UtcDateTime)),
        ];
    }
}
