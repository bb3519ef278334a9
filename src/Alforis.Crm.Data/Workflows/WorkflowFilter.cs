namespace Alforis.Crm.Data.Workflows;

/// <summary>Which workflows to list, and in which order; what is <see langword="null"/> does not matter.</summary>
public sealed record WorkflowFilter
{
    /// <summary>Those of this status.</summary>
    public string? Status { get; init; }

    /// <summary>Those with this trigger.</summary>
    public string? TriggerType { get; init; }

    /// <summary>Templates, or all others.</summary>
    public bool? IsTemplate { get; init; }

    /// <summary>Active ones that cannot run, or all others.</summary>
    public bool? IsSuspended { get; init; }

    /// <summary>Those with this text in their name, description or category, whatever its case.</summary>
    public string? Search { get; init; }

    /// <summary>What orders them.</summary>
    public WorkflowOrder Order { get; init; }

    /// <summary>The other way round.</summary>
    public bool Descending { get; init; }
}

/// <summary>What orders a list of workflows; the number decides between equals.</summary>
public enum WorkflowOrder
{
    /// <summary>Their numbers, which is the order in which they were created.</summary>
    Id,

    /// <summary>Their names, whatever the case.</summary>
    Name,

    /// <summary>When they were last changed.</summary>
    UpdatedAt,

    /// <summary>Their status.</summary>
    Status,

    /// <summary>Their trigger.</summary>
    TriggerType,

    /// <summary>When they last ran; those that never did come last, whatever the direction.</summary>
    LastRun,
}
