namespace Alforis.Crm.Data.Steps;

/// <summary>An outside-world step of an execution that is not finished. Immutable.</summary>
public sealed record StepSummary
{
    /// <summary>The step's number.</summary>
    public required long Id { get; init; }

    /// <summary>The number of its execution.</summary>
    public required long ExecutionId { get; init; }

    /// <summary>The number of its workflow.</summary>
    public required long WorkflowId { get; init; }

    /// <summary>The workflow's name.</summary>
    public string? WorkflowName { get; init; }

    /// <summary>The type of the entity that it is about.</summary>
    public string? EntityType { get; init; }

    /// <summary>The entity's number.</summary>
    public long? EntityId { get; init; }

    /// <summary>The action's name within the workflow.</summary>
    public required string ActionId { get; init; }

    /// <summary>The kind of action.</summary>
    public required string ActionType { get; init; }

    /// <summary>Attempts begun so far.</summary>
    public required int Attempts { get; init; }

    /// <summary>How many of them may fail.</summary>
    public required int MostAttempts { get; init; }

    /// <summary>Since when it waits.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Not before this moment.</summary>
    public required DateTimeOffset RunAfter { get; init; }

    /// <summary>Why its last attempt failed.</summary>
    public string? Error { get; init; }

    /// <summary>Who does it.</summary>
    public string? Worker { get; init; }

    /// <summary>Until when it is theirs.</summary>
    public DateTimeOffset? LeasedUntil { get; init; }

    /// <summary>What it waits for.</summary>
    public required StepWait WaitsFor { get; init; }
}

/// <summary>What a step waits for.</summary>
public enum StepWait
{
    /// <summary>A worker with room for it: none runs, or all are busy.</summary>
    Worker,

    /// <summary>The time of its next attempt.</summary>
    Retry,

    /// <summary>An earlier execution of its workflow for the same entity.</summary>
    Line,

    /// <summary>The next hour: its workflow has made as many calls in this one as it may.</summary>
    HourlyLimit,

    /// <summary>The end of the call that is under way.</summary>
    Itself,

    /// <summary>A worker that takes it back from a host that does not answer.</summary>
    LeaseExpired,

    /// <summary>Nothing more: it is done, and its execution goes on within a moment, if a dispatcher runs.</summary>
    Continuation,
}
