namespace Alforis.Crm.Data.Attention;

/// <summary>Failures of one workflow that say the same but for numbers and quoted values. Immutable.</summary>
public sealed record FailureGroup
{
    /// <summary>The workflow's number.</summary>
    public required long WorkflowId { get; init; }

    /// <summary>Its name.</summary>
    public required string WorkflowName { get; init; }

    /// <summary>The key of what they say; the same for the same failures of all workflows and times.</summary>
    public required Guid Cause { get; init; }

    /// <summary>What the newest of them says, at most 300 characters.</summary>
    public required string Message { get; init; }

    /// <summary>Why the newest of them failed, as a <see cref="Executions.FailureCode"/>.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The newest of them.</summary>
    public required long ExecutionId { get; init; }

    /// <summary>How many there are; <see cref="AttentionQuery.MostCounted"/> + 1 when there are more than that.</summary>
    public required long Count { get; init; }

    /// <summary>When the oldest of them was recorded.</summary>
    public required DateTimeOffset FirstAt { get; init; }

    /// <summary>When the newest of them was recorded.</summary>
    public required DateTimeOffset LastAt { get; init; }

    /// <summary>Who has said that they are expected; <see langword="null"/> when nobody has, or not any more.</summary>
    public FailureMute? Mute { get; init; }
}

/// <summary>Somebody has said that failures of a cause are expected.</summary>
/// <param name="At">When.</param>
/// <param name="Actor">Who: their e-mail address.</param>
/// <param name="Note">Why.</param>
/// <param name="Until">When that ends; <see langword="null"/> when somebody has to end it.</param>
public sealed record FailureMute(DateTimeOffset At, string Actor, string? Note, DateTimeOffset? Until);

/// <summary>An active workflow that cannot run.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="At">Since when.</param>
/// <param name="Reason">Why: a list of diagnostics, as JSON.</param>
public sealed record SuspendedWorkflow(long Id, string Name, DateTimeOffset At, string? Reason);

/// <summary>What needs somebody.</summary>
/// <param name="AsOf">When it was read, by the database's clock.</param>
/// <param name="Groups">Failures, the newest first.</param>
/// <param name="HasMore">Whether there are more groups than were read.</param>
/// <param name="Suspended">Workflows, the last first.</param>
/// <param name="Parked">How many events were given up.</param>
public sealed record AttentionReading(DateTimeOffset AsOf, IReadOnlyList<FailureGroup> Groups, bool HasMore, IReadOnlyList<SuspendedWorkflow> Suspended, long Parked);

/// <summary>How much needs somebody; muted failures are not counted.</summary>
/// <param name="Groups">Workflows and causes of failures.</param>
/// <param name="Suspended">Workflows.</param>
/// <param name="Parked">Events.</param>
public sealed record AttentionCounts(long Groups, long Suspended, long Parked);
