namespace Alforis.Crm.Data.Timeline;

/// <summary>The kinds of things that a timeline has.</summary>
public enum TimelineKind
{
    /// <summary>A call, a meeting, a note.</summary>
    Activity,

    /// <summary>A task was made.</summary>
    Task,

    /// <summary>Whoever reads the timeline was told something.</summary>
    Notification,

    /// <summary>The organisation or deal was made or changed, was silent, or a workflow was run for it by hand.</summary>
    Event,

    /// <summary>A workflow did something about an event, or looked whether it should.</summary>
    Execution,
}

/// <summary>Something that happened with an organisation or deal.</summary>
public sealed record TimelineEntry
{
    /// <summary>What kind of thing.</summary>
    public required TimelineKind Kind { get; init; }

    /// <summary>Its number among those of its kind.</summary>
    public required long Id { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What happened, in a line: a headline, the types of an event, the name of a workflow.</summary>
    public required string Title { get; init; }

    /// <summary>How it is with it: the state of a task or execution, the kind of an activity, the severity of a notification.</summary>
    public string? Status { get; init; }

    /// <summary>What it happened to: <c>organisation</c> or <c>deal</c>.</summary>
    public string? EntityType { get; init; }

    /// <summary>The number of that.</summary>
    public long? EntityId { get; init; }

    /// <summary>Who did it, where it was somebody: their e-mail address, or the database role of a program.</summary>
    public string? Actor { get; init; }

    /// <summary>Why there is no success, of an execution that failed.</summary>
    public string? Error { get; init; }

    /// <summary>The same as a <see cref="Executions.FailureCode"/>.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The fields that an event changed.</summary>
    public IReadOnlyList<string>? ChangedFields { get; init; }

    /// <summary>The event that an execution is about.</summary>
    public long? EventId { get; init; }

    /// <summary>The workflow of an execution.</summary>
    public long? WorkflowId { get; init; }

    /// <summary>The execution that made it: why it happened. <see langword="null"/> when a person or another program did it.</summary>
    public TimelineCause? Cause { get; init; }
}

/// <summary>The execution that made something.</summary>
/// <param name="ExecutionId">Its number.</param>
/// <param name="WorkflowId">Its workflow; <see langword="null"/> when the history of it is gone.</param>
/// <param name="WorkflowName">The name of that.</param>
/// <param name="EventId">The event that it was about.</param>
public sealed record TimelineCause(long ExecutionId, long? WorkflowId, string? WorkflowName, long? EventId);

/// <summary>A place in a timeline.</summary>
/// <param name="At">The moment.</param>
/// <param name="Kind">Of several things of one moment, the kind.</param>
/// <param name="Id">Of several things of one moment and kind, the number.</param>
public sealed record TimelinePlace(DateTimeOffset At, TimelineKind Kind, long Id);
