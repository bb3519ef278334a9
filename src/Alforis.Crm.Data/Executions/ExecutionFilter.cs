namespace Alforis.Crm.Data.Executions;

/// <summary>Which executions to list; what is <see langword="null"/> does not matter.</summary>
public sealed record ExecutionFilter
{
    /// <summary>Those of this workflow.</summary>
    public long? WorkflowId { get; init; }

    /// <summary>Those of this status.</summary>
    public string? Status { get; init; }

    /// <summary>Those for an entity of this type; given with <see cref="EntityId"/>.</summary>
    public string? EntityType { get; init; }

    /// <summary>Those for the entity of this number.</summary>
    public long? EntityId { get; init; }

    /// <summary>Those recorded at this moment or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Those recorded before this moment.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Those with this text in their error, whatever its case; of failed ones unless <see cref="Status"/> says another.</summary>
    public string? Error { get; init; }

    /// <summary>Those before this place in the list.</summary>
    public ExecutionPosition? Before { get; init; }
}

/// <summary>A place in a list of executions, newest first.</summary>
/// <param name="CreatedAt">When the execution there was recorded.</param>
/// <param name="Id">Its number.</param>
public sealed record ExecutionPosition(DateTimeOffset CreatedAt, long Id);
