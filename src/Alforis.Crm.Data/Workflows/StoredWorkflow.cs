namespace Alforis.Crm.Data.Workflows;

/// <summary>A stored workflow with its definition and its counts.</summary>
public sealed record StoredWorkflow
{
    /// <summary>The workflow's number.</summary>
    public required long Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for; empty when it does not say.</summary>
    public required string Description { get; init; }

    /// <summary><c>draft</c>, <c>active</c> or <c>inactive</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Whether it is a model to copy from.</summary>
    public required bool IsTemplate { get; init; }

    /// <summary>What it is filed under.</summary>
    public string? Category { get; init; }

    /// <summary>The name of its trigger.</summary>
    public required string TriggerType { get; init; }

    /// <summary>Its current version and when it was last changed.</summary>
    public required WorkflowRevision Revision { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The number of the user who created it; <see langword="null"/> for the command line.</summary>
    public long? CreatedBy { get; init; }

    /// <summary>When it was activated.</summary>
    public DateTimeOffset? ActivatedAt { get; init; }

    /// <summary>The number of the user under whose authority it runs; <see langword="null"/> for the operator on the command line.</summary>
    public long? ActivatedBy { get; init; }

    /// <summary>Their e-mail address.</summary>
    public string? ActivatedByEmail { get; init; }

    /// <summary>Since when it cannot run although it is active.</summary>
    public DateTimeOffset? SuspendedAt { get; init; }

    /// <summary>Why, as a JSON list of diagnostics.</summary>
    public string? SuspendedReason { get; init; }

    /// <summary>Whether it is the subscription of a webhook target.</summary>
    public required bool IsSubscription { get; init; }

    /// <summary>The definition as it was written.</summary>
    public required string Definition { get; init; }

    /// <summary>How many executions succeeded.</summary>
    public required long Succeeded { get; init; }

    /// <summary>How many failed.</summary>
    public required long Failed { get; init; }

    /// <summary>How often it did not fire although an event concerned it.</summary>
    public required long Skipped { get; init; }

    /// <summary>How many were cancelled.</summary>
    public required long Cancelled { get; init; }

    /// <summary>When it last ran.</summary>
    public DateTimeOffset? LastExecutionAt { get; init; }

    /// <summary>What it did on each of the last days; <see langword="null"/> but in lists.</summary>
    public RecentCounts? Recent { get; init; }
}

/// <summary>Counts of the last days (UTC), the oldest first, today last; the lists are as long as one another.</summary>
/// <param name="Success">How many executions succeeded on each.</param>
/// <param name="Failed">How many failed.</param>
/// <param name="Skipped">How often it did not fire although an event concerned it.</param>
public sealed record RecentCounts(IReadOnlyList<long> Success, IReadOnlyList<long> Failed, IReadOnlyList<long> Skipped);
