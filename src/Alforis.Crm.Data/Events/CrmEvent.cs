using Alforis.Crm.Data.Executions;

namespace Alforis.Crm.Data.Events;

/// <summary>A row of the event log that waits in the queue.</summary>
internal sealed record CrmEvent
{
    public required long EventId { get; init; }

    /// <summary>The lane of the queue that it waits in, 0 to 63.</summary>
    public required int Lane { get; init; }

    /// <summary>One of very many that were written at once. What it causes is so too.</summary>
    public bool Bulk { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required string[] Types { get; init; }

    /// <summary><c>organisation</c>, <c>deal</c> or <see langword="null"/>.</summary>
    public string? EntityType { get; init; }

    public long? EntityId { get; init; }

    /// <summary>The row after the change, as JSON.</summary>
    public string? After { get; init; }

    /// <summary>The old values of the changed columns, as JSON.</summary>
    public string? Before { get; init; }

    public string[] ChangedFields { get; init; } = [];

    public string? Actor { get; init; }

    /// <summary>The one workflow that it concerns; <see langword="null"/> for every active one that waits for such events.</summary>
    public WorkflowReference? Workflow { get; init; }

    /// <summary>What a webhook brought, as JSON; of a tick, when it was due.</summary>
    public string? Payload { get; init; }

    /// <summary>The number that its execution bears, of an event that makes exactly one; <see langword="null"/> for those that draw their own.</summary>
    public long? ExecutionId { get; init; }

    /// <summary>Whether somebody runs the workflow by hand, active or not: then it makes an execution in any case.</summary>
    public bool IsByHand => Types[0] == ManualExecution.EventType;

    /// <summary>The chain of executions behind the event, as JSON.</summary>
    public string Cause { get; init; } = "[]";

    /// <summary>The length of that chain.</summary>
    public short Depth { get; init; }

    /// <summary>How often handling it has failed so far.</summary>
    public short Attempts { get; init; }

    /// <summary>How often it was put off because somebody held a row that it needs.</summary>
    public short Deferrals { get; init; }
}
