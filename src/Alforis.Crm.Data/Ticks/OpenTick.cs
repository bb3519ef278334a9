namespace Alforis.Crm.Data.Ticks;

/// <summary>A tick whose events are not all made yet. Its row is locked. Immutable.</summary>
/// <param name="WorkflowId">The workflow.</param>
/// <param name="Version">The version that the tick ends with.</param>
/// <param name="FireTime">When it was due.</param>
/// <param name="BegunAt">The moment that conditions are asked of.</param>
internal sealed record OpenTick(long WorkflowId, int Version, DateTimeOffset FireTime, DateTimeOffset BegunAt)
{
    /// <summary>The entities up to this number are done.</summary>
    public required long NextId { get; init; }

    /// <summary>How many events it has made so far.</summary>
    public required long Events { get; init; }

    /// <summary>Whether a sweep looks at everything.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>Whether its workflow fires at all.</summary>
    public required bool IsActive { get; init; }
}
