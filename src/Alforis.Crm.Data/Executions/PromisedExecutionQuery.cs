using Alforis.Crm.Data.Sql;
using Npgsql;

namespace Alforis.Crm.Data.Executions;

/// <summary>An execution that somebody was promised and that no dispatcher has come to yet.</summary>
/// <param name="EventId">The event that stands for it.</param>
/// <param name="LastError">Why the dispatcher could not begin it so far.</param>
public sealed record PromisedExecution(long EventId, string? LastError)
{
    /// <summary>The execution as in a list.</summary>
    public required ExecutionSummary Summary { get; init; }
}

/// <summary>Finds executions between the wish to run a workflow by hand and the dispatcher. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read the queue.</param>
public sealed class PromisedExecutionQuery(NpgsqlDataSource dataSource)
{
    private const string Sql = """
        SELECT q.execution_id, q.occurred_at, e.workflow_id, w.name, e.workflow_version, w.trigger_type, q.entity_type, q.entity_id, q.event_id, q.last_error
        FROM workflow.event_queue q
        JOIN workflow.events e ON e.event_id = q.event_id AND e.occurred_at = q.occurred_at
        JOIN public.workflows w ON w.id = e.workflow_id
        WHERE q.execution_id = $1
        """;

    /// <summary>The execution, or <see langword="null"/> when none of this number waits.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<PromisedExecution?> FindAsync(long id, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        if (!await reader.ReadAsync(ct).ConfigureAwait(false)) return null;
        return new PromisedExecution(reader.GetInt64(8), reader.Text(9))
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
                Status = "pending",
                Error = reader.Text(9),
            },
        };
    }
}
