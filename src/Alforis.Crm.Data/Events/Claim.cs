namespace Alforis.Crm.Data.Events;

/// <summary>What to claim from the queue.</summary>
/// <param name="Lanes">The lanes to look in; the claimer holds their locks.</param>
/// <param name="Most">Most events.</param>
internal sealed record Claim(IReadOnlyList<LanePosition> Lanes, int Most)
{
    /// <summary>
    /// Transactions that were under way when the positions were set, and may have written events before them. When one of them has
    /// ended, the claim begins at the front of every lane.
    /// </summary>
    public ulong[] Awaited { get; init; } = [];

    /// <summary>The events to choose from; all when <see langword="null"/>.</summary>
    public long[]? Among { get; init; }

    /// <summary>
    /// No more events are taken after so many bytes of images: in memory they are several times as much. An ordinary event has one or
    /// two thousand, so this is never met but by texts of megabytes.
    /// </summary>
    public long MostBytes { get; init; } = 8 << 20;

    /// <summary>Most events of one lane and class: one busy lane must not crowd out the others, nor every lane be read to its end.</summary>
    public int MostPerLane => Lanes.Count <= 1 ? Most : Math.Min(Most, Math.Max(20, 2 * Most / Lanes.Count));

    /// <summary>Most events of a burst that one single event brings along, because they are of its entity and before it.</summary>
    public int MostAhead { get; init; } = 20;
}
