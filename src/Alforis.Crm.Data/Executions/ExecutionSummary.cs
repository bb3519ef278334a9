namespace Alforis.Crm.Data.Executions;

/// <summary>An execution in a list.</summary>
public sealed record ExecutionSummary
{
    /// <summary>The execution's number.</summary>
    public required long Id { get; init; }

    /// <summary>When it was recorded.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The number of its workflow.</summary>
    public required long WorkflowId { get; init; }

    /// <summary>The workflow's name now, also of a deleted one; <see langword="null"/> when it is gone altogether.</summary>
    public string? WorkflowName { get; init; }

    /// <summary>The version that ran.</summary>
    public required int WorkflowVersion { get; init; }

    /// <summary>The trigger that fired.</summary>
    public required string TriggerType { get; init; }

    /// <summary><c>organisation</c>, <c>deal</c> or <see langword="null"/>.</summary>
    public string? EntityType { get; init; }

    /// <summary>The entity's number.</summary>
    public long? EntityId { get; init; }

    /// <summary>The entity's name now; <see langword="null"/> when it is gone.</summary>
    public string? EntityName { get; init; }

    /// <summary><c>success</c> or <c>failed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Error { get; init; }

    /// <summary>Why it failed or was cancelled, as a <see cref="FailureCode"/>.</summary>
    public string? ErrorCode { get; init; }
}
