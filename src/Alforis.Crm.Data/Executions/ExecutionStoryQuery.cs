using Alforis.Crm.Data.Sql;
using Npgsql;

namespace Alforis.Crm.Data.Executions;

/// <summary>Reads all that the history knows of an execution. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read the history.</param>
public sealed class ExecutionStoryQuery(NpgsqlDataSource dataSource)
{
    private const string Sql = """
        SELECT x.id, x.created_at, x.workflow_id, w.name, x.workflow_version, x.trigger_type, x.entity_type, x.entity_id, x.status,
          x.duration_us, x.error, x.started_at, x.conditions::text, x.actions::text, x.event_id,
          e.occurred_at, e.types, e.actor, coalesce(c.changes, '[]')::text
        FROM public.workflow_executions x
        LEFT JOIN public.workflows w ON w.id = x.workflow_id
        LEFT JOIN workflow.events e ON e.event_id = x.event_id
        LEFT JOIN LATERAL (
          SELECT jsonb_agg(jsonb_build_object('field', f.name, 'before', e.before -> f.name, 'after', e.after -> f.name) ORDER BY f.position) AS changes
          FROM unnest(e.changed_fields) WITH ORDINALITY AS f (name, position)
        ) c ON true
        WHERE x.id = $1
        """;

    /// <summary>Reads an execution.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="ct">Cancels the reading.</param>
    /// <returns>Its story, or <see langword="null"/> when the history has no execution of this number.</returns>
    public async Task<ExecutionStory?> FindAsync(long id, CancellationToken ct)
    {
        if (await ReadAsync(id, ct).ConfigureAwait(false) is not { } story) return null;
        return story with { Causes = await ExecutionCauses.ReadAsync(dataSource, id, ct).ConfigureAwait(false) };
    }

    private async Task<ExecutionStory?> ReadAsync(long id, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        return await reader.ReadAsync(ct).ConfigureAwait(false) ? Read(reader) : null;
    }

    private static ExecutionStory Read(NpgsqlDataReader reader) => new()
    {
        Summary = new ExecutionSummary
        {
            Id = reader.GetInt64(0),
            CreatedAt = reader.GetFieldValue<DateTimeOffset>(1),
            WorkflowId = reader.GetInt64(2),
            WorkflowName = reader.Text(3),
            WorkflowVersion = reader.GetInt32(4),
            TriggerType = reader.GetString(5),
            EntityType = reader.Text(6),
            EntityId = reader.Number(7),
            Status = reader.GetString(8),
            Duration = reader.Microseconds(9),
            Error = reader.Text(10),
        },
        StartedAt = reader.Moment(11),
        Conditions = reader.Text(12),
        Actions = reader.Text(13),
        EventId = reader.Number(14),
        Event = reader.Moment(15) is { } occurredAt
            ? new ExecutionEvent(occurredAt, reader.GetFieldValue<string[]>(16), reader.Text(17), reader.GetString(18))
            : null,
        Causes = [],
    };
}
