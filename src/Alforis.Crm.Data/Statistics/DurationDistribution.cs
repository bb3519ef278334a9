namespace Alforis.Crm.Data.Statistics;

/// <summary>How long executions took: from the counters' log-scale buckets, so that every length is known within 5 %. Immutable.</summary>
public sealed class DurationDistribution
{
    /// <summary>Where one length ends and the next begins, about three to a factor of ten.</summary>
    private static readonly TimeSpan[] Bounds =
    [
        TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(3), TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(30), TimeSpan.FromMilliseconds(100),
        TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1),
    ];

    private readonly IReadOnlyList<(TimeSpan Duration, long Executions)> buckets;

    /// <param name="buckets">Durations with their executions, the shortest first.</param>
    public DurationDistribution(IReadOnlyList<(TimeSpan Duration, long Executions)> buckets)
    {
        ArgumentNullException.ThrowIfNull(buckets);
        this.buckets = buckets;
        var counts = new long[Bounds.Length + 1];
        foreach (var (duration, executions) in buckets)
        {
            var place = Array.FindIndex(Bounds, b => duration < b);
            counts[place < 0 ? Bounds.Length : place] += executions;
        }

        Total = counts.Sum();
        Ranges = [.. counts.Select((c, i) => new DurationRange(i == 0 ? TimeSpan.Zero : Bounds[i - 1], i == Bounds.Length ? null : Bounds[i], c))];
    }

    /// <summary>How many executions there are.</summary>
    public long Total { get; }

    /// <summary>All lengths, the shortest first; also those that no execution has.</summary>
    public IReadOnlyList<DurationRange> Ranges { get; }

    /// <summary>So large a share of the executions took at most this long, within 5 %.</summary>
    /// <param name="share">More than 0, at most 1.</param>
    /// <returns><see langword="null"/> when there are none.</returns>
    public TimeSpan? Percentile(double share)
    {
        var reached = 0L;
        foreach (var (duration, executions) in buckets)
        {
            reached += executions;
            if (reached >= share * Total) return duration;
        }

        return null;
    }
}

/// <summary>Executions of a length.</summary>
/// <param name="From">The shortest.</param>
/// <param name="To">All are shorter than this; <see langword="null"/> for no bound.</param>
/// <param name="Executions">How many.</param>
public sealed record DurationRange(TimeSpan From, TimeSpan? To, long Executions);
