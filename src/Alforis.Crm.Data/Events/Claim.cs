namespace Alforis.Crm.Data.Events;

/// <summary>What to claim from the queue.</summary>
/// <param name="Lanes">The lanes to look in; the claimer holds their locks.</param>
/// <param name="After">For each of them, the event after which to begin.</param>
/// <param name="Most">Most events.</param>
internal sealed record Claim(int[] Lanes, long[] After, int Most)
{
    /// <summary>The events to choose from; all when <see langword="null"/>.</summary>
    public long[]? Among { get; init; }

    /// <summary>
    /// No more events are taken after so many bytes of images: in memory they are several times as much. An ordinary event has one or
    /// two thousand, so this is never met but by texts of megabytes.
    /// </summary>
    public long MostBytes { get; init; } = 8 << 20;

    /// <summary>Most events of one lane: one busy lane must not crowd out the others, nor every lane be read to its end.</summary>
    public int MostPerLane => Lanes.Length <= 1 ? Most : Math.Min(Most, Math.Max(20, 2 * Most / Lanes.Length));
}
