using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Pushdown;
using Npgsql;

namespace Alforis.Crm.Data.Silence;

/// <summary>
/// The entities that a sweep must ask about when it need not ask about all: those that have crossed the line since the sweep before, and those that have
/// changed since, for which other conditions may hold now. Not those that have fired in this silence.
/// </summary>
internal static class SilenceCandidates
{
    /// <summary>Changes are looked at for so long before the last sweep: a transaction may have been under way then that has changed something.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(1);

    /// <summary>The candidates of a sweep after another.</summary>
    public static EntityCandidates Of(SilenceSweep sweep, EarlierSweep since) => new(
        Sql(EntityNames.TableOf(sweep.EntityType)),
        [
            new NpgsqlParameter<long> { TypedValue = sweep.WorkflowId },
            new NpgsqlParameter<string> { TypedValue = sweep.EntityType },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = since.Line.ToUniversalTime() },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = sweep.Line.ToUniversalTime() },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = (since.SweptAt - Overlap).ToUniversalTime() },
            // The days that are prepared for events to come need not be planned for.
            new NpgsqlParameter<DateTimeOffset> { TypedValue = sweep.At.ToUniversalTime() },
        ]);

    private static string Sql(string table) => $"""
        SELECT c.entity_id FROM (
          SELECT a.entity_id, a.last_activity_at AS silent_since
          FROM workflow.entity_activity a
          WHERE a.entity_type = $2 AND a.last_activity_at > $3 AND a.last_activity_at <= $4
          UNION ALL
          SELECT x.id, x.created_at
          FROM {table} x
          WHERE x.created_at > $3 AND x.created_at <= $4
            AND NOT EXISTS (SELECT FROM workflow.entity_activity a WHERE a.entity_type = $2 AND a.entity_id = x.id)
          UNION ALL
          SELECT x.id, coalesce(a.last_activity_at, x.created_at)
          FROM (SELECT DISTINCT v.entity_id FROM workflow.events v WHERE v.occurred_at >= $5 AND v.occurred_at <= $6) v
          JOIN {table} x ON x.id = v.entity_id
          LEFT JOIN workflow.entity_activity a ON a.entity_type = $2 AND a.entity_id = x.id
          WHERE coalesce(a.last_activity_at, x.created_at) <= $4) c
        WHERE NOT EXISTS (
          SELECT FROM workflow.inactivity_ledger l
          WHERE l.workflow_id = $1 AND l.entity_type = $2 AND l.entity_id = c.entity_id AND l.silent_since >= c.silent_since)
        """;
}
