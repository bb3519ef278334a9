namespace Alforis.Crm.Data.Workflows;

/// <summary>A stored workflow with its counts and durations.</summary>
public sealed record WorkflowSummary
{
    /// <summary>The workflow's number.</summary>
    public required long Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary><c>draft</c>, <c>active</c> or <c>inactive</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Whether it is a model to copy from.</summary>
    public required bool IsTemplate { get; init; }

    /// <summary>The name of its trigger.</summary>
    public required string TriggerType { get; init; }

    /// <summary>Its current version.</summary>
    public required int Version { get; init; }

    /// <summary>Since when it cannot run although it is active; <see langword="null"/> when it can.</summary>
    public DateTimeOffset? SuspendedAt { get; init; }

    /// <summary>Why, as a JSON list of diagnostics.</summary>
    public string? SuspendedReason { get; init; }

    /// <summary>How many executions are finished.</summary>
    public required long Executions { get; init; }

    /// <summary>How many of them succeeded.</summary>
    public required long Succeeded { get; init; }

    /// <summary>How many of them failed.</summary>
    public required long Failed { get; init; }

    /// <summary>How often it did not fire although an event concerned it.</summary>
    public long Skipped { get; init; }

    /// <summary>How many executions were cancelled; these are among <see cref="Executions"/>.</summary>
    public long Cancelled { get; init; }

    /// <summary>The share that succeeded, 0 to 1; <see langword="null"/> before the first execution.</summary>
    public decimal? SuccessRate { get; init; }

    /// <summary>How long an execution takes on average.</summary>
    public TimeSpan? AverageDuration { get; init; }

    /// <summary>95 of 100 executions take at most this long, within 5 %.</summary>
    public TimeSpan? Percentile95 { get; init; }

    /// <summary>When it last ran.</summary>
    public DateTimeOffset? LastExecutionAt { get; init; }
}
