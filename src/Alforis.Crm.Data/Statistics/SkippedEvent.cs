using Alforis.Crm.Data.Events;

namespace Alforis.Crm.Data.Statistics;

/// <summary>One time that a workflow did not fire.</summary>
/// <param name="At">When.</param>
/// <param name="Source">The event, of a record; <see langword="null"/> for an execution, and where the log has it no more.</param>
/// <param name="Version">The version that was current then.</param>
internal sealed record SkippedEvent(DateTimeOffset At, CrmEvent? Source, int Version)
{
    public long? ExecutionId { get; init; }

    public long? EventId { get; init; }

    public string? EntityType { get; init; }

    public long? EntityId { get; init; }

    /// <summary>What was recorded; <see langword="null"/> when the conditions tell.</summary>
    public SkipReason? Reason { get; init; }
}
