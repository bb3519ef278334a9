namespace Alforis.Crm.Data.Events;

/// <summary>An event that a claim may take.</summary>
/// <param name="EventId">Its number.</param>
/// <param name="Lane">Its lane.</param>
/// <param name="Bulk">One of a burst.</param>
/// <param name="EntityType">Its entity, <see langword="null"/> when it has none.</param>
/// <param name="EntityId">Its entity's number.</param>
/// <param name="Size">The bytes of its images.</param>
internal sealed record QueuedEvent(long EventId, int Lane, bool Bulk, string? EntityType, long? EntityId, int Size)
{
    /// <summary>Of a single event: what bursts have of its entity before it, oldest first, up to <see cref="Claim.MostAhead"/>.</summary>
    public long[] Ahead { get; init; } = [];

    /// <summary>The bytes of their images.</summary>
    public int[] AheadSizes { get; init; } = [];

    /// <summary>The first event of the lane that is put off, due or not. What waits behind one is not among the candidates.</summary>
    public long? FirstPutOff { get; init; }
}
