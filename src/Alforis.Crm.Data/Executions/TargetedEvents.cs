using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Sql;
using Npgsql;

namespace Alforis.Crm.Data.Executions;

/// <summary>An event to be made: the same as another, for one workflow and one entity.</summary>
/// <param name="Target">What is wanted.</param>
/// <param name="Image">The entity's row, as JSON.</param>
internal sealed record TargetedEvent(WantedTarget Target, string Image);

/// <summary>
/// Gives workflows that want an entity an event of their own with it, so that it waits in the entity's lane: what happens to one entity is handled in
/// order, whoever says so.
/// </summary>
internal static class TargetedEvents
{
    private const string InsertSql = """
        WITH wanted AS (
          SELECT nextval('workflow.event_ids') AS event_id, x.source_id, x.entity_type, x.entity_id, x.image::jsonb AS after, x.workflow_id,
            x.workflow_version, x.bulk
          FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[], $5::bigint[], $6::int[], $7::boolean[])
            AS x (source_id, entity_type, entity_id, image, workflow_id, workflow_version, bulk)
        ), made AS (
          INSERT INTO workflow.events (event_id, types, entity_type, entity_id, after, workflow_id, workflow_version, payload, actor, cause, depth)
          SELECT w.event_id, s.types, w.entity_type, w.entity_id, w.after, w.workflow_id, w.workflow_version, s.payload, s.actor, s.cause, s.depth
          FROM wanted w
          JOIN workflow.event_queue q ON q.event_id = w.source_id
          JOIN workflow.events s ON s.event_id = q.event_id AND s.occurred_at = q.occurred_at
          RETURNING event_id, occurred_at, payload
        )
        INSERT INTO workflow.event_queue (event_id, occurred_at, lane, entity_type, entity_id, bulk, size)
        SELECT m.event_id, m.occurred_at, workflow.lane_of(w.entity_type, w.entity_id), w.entity_type, w.entity_id, w.bulk,
          pg_column_size(w.after) + octet_length(m.payload::text)
        FROM made m JOIN wanted w ON w.event_id = m.event_id
        """;

    /// <summary>Reads the entities' rows as they are now.</summary>
    /// <returns>The events to be made, and what names an entity that is not there.</returns>
    public static async Task<(List<TargetedEvent> Found, List<WantedTarget> Missing)> ReadAsync(
        NpgsqlTransaction transaction, IReadOnlyCollection<WantedTarget> wanted, CancellationToken ct)
    {
        var images = new Dictionary<(string, long), string>();
        foreach (var kind in wanted.GroupBy(w => w.EntityType, StringComparer.Ordinal))
        {
            using var command = new NpgsqlCommand(
                $"SELECT e.id, to_jsonb(e)::text FROM {EntityNames.TableOf(kind.Key)} e WHERE e.id = ANY ($1)", transaction.Connection, transaction)
            {
                Parameters = { new NpgsqlParameter<long[]> { TypedValue = [.. kind.Select(w => w.EntityId).Distinct()] } },
            };
            var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
            await using var disposal = reader.ConfigureAwait(false);
            while (await reader.ReadAsync(ct).ConfigureAwait(false)) images[(kind.Key, reader.GetInt64(0))] = reader.GetString(1);
        }

        var found = new List<TargetedEvent>();
        var missing = new List<WantedTarget>();
        foreach (var target in wanted)
        {
            if (images.TryGetValue((target.EntityType, target.EntityId), out var image)) found.Add(new TargetedEvent(target, image));
            else missing.Add(target);
        }

        return (found, missing);
    }

    /// <summary>Makes the events. Their sources must still be in the queue.</summary>
    public static NpgsqlBatchCommand Insert(IReadOnlyList<TargetedEvent> events) => new(InsertSql)
    {
        Parameters =
        {
            SqlParameters.Column(events, e => e.Target.Source.EventId),
            SqlParameters.Column(events, e => e.Target.EntityType),
            SqlParameters.Column(events, e => e.Target.EntityId),
            SqlParameters.Column(events, e => e.Image),
            SqlParameters.Column(events, e => e.Target.Workflow.Id),
            SqlParameters.Column(events, e => e.Target.Workflow.Version),
            SqlParameters.Column(events, e => e.Target.Source.Bulk),
        },
    };
}
