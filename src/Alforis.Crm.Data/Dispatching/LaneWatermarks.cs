using Alforis.Crm.Data.Events;

namespace Alforis.Crm.Data.Dispatching;

/// <summary>
/// Remembers, lane by lane, up to where nothing is left to claim. While an old snapshot is open somewhere, the rows of handled events
/// cannot be vacuumed away, and a claim that began at the front would wade through all of them. What is committed late, below the
/// mark, is found by a sweep that ignores the marks. Not thread-safe.
/// </summary>
internal sealed class LaneWatermarks(TimeProvider clock)
{
    /// <summary>A mark rises this long after its event was seen: most of what was written before is committed by then.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>How often a lane's mark is ignored.</summary>
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(10);

    private readonly long[] marks = new long[LaneLocks.Count];
    private readonly (long EventId, DateTimeOffset SeenAt)?[] candidates = new (long, DateTimeOffset)?[LaneLocks.Count];
    private readonly DateTimeOffset[] sweptAt = new DateTimeOffset[LaneLocks.Count];

    /// <summary>Where to begin in each of the lanes: after these events.</summary>
    public long[] For(int[] lanes)
    {
        var now = clock.GetUtcNow();
        return [.. lanes.Select(lane => After(lane, now))];
    }

    /// <summary>Notes a batch: the claimed events, and those of them that stay in the queue.</summary>
    public void Note(IReadOnlyList<CrmEvent> claimed, IReadOnlyCollection<long> left)
    {
        var now = clock.GetUtcNow();
        foreach (var lane in claimed.GroupBy(e => e.Lane))
        {
            var waiting = lane.Where(e => left.Contains(e.EventId)).Select(e => (long?)e.EventId).Min();
            if (waiting is { } first)
            {
                marks[lane.Key] = Math.Min(marks[lane.Key], first - 1);
                candidates[lane.Key] = null;
                continue;
            }

            var last = lane.Max(e => e.EventId);
            if (candidates[lane.Key] is { } candidate && now - candidate.SeenAt < Patience) continue;
            marks[lane.Key] = Math.Max(marks[lane.Key], candidates[lane.Key]?.EventId ?? 0);
            candidates[lane.Key] = (last, now);
        }
    }

    private long After(int lane, DateTimeOffset now)
    {
        if (now - sweptAt[lane] < SweepInterval) return marks[lane];
        sweptAt[lane] = now;
        return 0;
    }
}
