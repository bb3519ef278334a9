using Alforis.Crm.Data.Events;
using Alforis.Crm.Data.Sql;

namespace Alforis.Crm.Data.Dispatching;

/// <summary>
/// Remembers, lane by lane, up to where nothing is left to claim. While an old snapshot is open somewhere, the rows of handled events
/// cannot be vacuumed away, and a claim that began at the front would wade through all of them. A mark rises when all transactions
/// that may have written an event before it have ended, and a claim begun after that has left none of them. It does not wait for a
/// transaction that is idle for long: that one is awaited, and once it ends all marks begin anew, so that what it wrote is found
/// before what came later. Not thread-safe.
/// </summary>
internal sealed class LaneWatermarks(TimeProvider clock)
{
    /// <summary>A mark waits this long for transactions to end.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>How often a lane's marks are ignored: somebody may have put a row into the queue by hand.</summary>
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(10);

    private readonly Mark[] single = Marks();
    private readonly Mark[] bulk = Marks();
    private readonly DateTimeOffset[] sweptAt = new DateTimeOffset[LaneLocks.Count];
    private readonly SortedSet<ulong> awaited = [];

    /// <summary>The transactions whose end makes the positions invalid.</summary>
    public ulong[] Awaited => [.. awaited];

    /// <summary>Where to begin in each of the lanes; to be asked anew for each claim.</summary>
    public LanePosition[] For(int[] lanes)
    {
        var now = clock.GetUtcNow();
        return [.. lanes.Select(lane => Position(lane, now))];
    }

    /// <summary>Notes which transactions are under way; to be called after each claim.</summary>
    public void Observe(RunningTransactions running)
    {
        if (awaited.Any(running.HasEnded))
        {
            awaited.Clear();
            foreach (var mark in single.Concat(bulk)) mark.Forget();
        }

        var now = clock.GetUtcNow();
        foreach (var mark in single.Concat(bulk))
        {
            if (mark.Seen is not { } seen || running.Before(seen.Transaction) is not { } writers) continue;
            if (writers.Count > 0 && now - seen.At < Patience) continue;
            awaited.UnionWith(writers);
            mark.Settle();
        }
    }

    /// <summary>Notes a batch that is committed.</summary>
    /// <param name="claimed">What it claimed.</param>
    /// <param name="left">Those of its events that stay in the queue.</param>
    public void Note(ClaimedEvents claimed, IReadOnlyCollection<long> left)
    {
        var now = clock.GetUtcNow();
        var waiting = claimed.Events.Where(e => left.Contains(e.EventId)).GroupBy(e => e.Lane).ToDictionary(g => g.Key, g => g.Min(e => e.EventId));
        foreach (var (lane, isBulk, reached) in claimed.Reached)
        {
            var until = waiting.TryGetValue(lane, out var first) ? Math.Min(reached, first - 1) : reached;
            (isBulk ? bulk : single)[lane].Note(until, claimed.Transaction, now);
        }
    }

    private LanePosition Position(int lane, DateTimeOffset now)
    {
        var position = new LanePosition(lane, single[lane].Begin(), bulk[lane].Begin());
        if (now - sweptAt[lane] < SweepInterval) return position;
        sweptAt[lane] = now;
        return new LanePosition(lane, 0, 0);
    }

    private static Mark[] Marks() => [.. Enumerable.Range(0, LaneLocks.Count).Select(_ => new Mark())];

    private sealed class Mark
    {
        private long eventId;
        private long settled;
        private long settledBefore;

        /// <summary>Up to where a claim left nothing, and the transaction before which all have to end until that can be relied on.</summary>
        public (long EventId, ulong Transaction, DateTimeOffset At)? Seen { get; private set; }

        public long Begin()
        {
            settledBefore = settled;
            return eventId;
        }

        public void Note(long until, ulong transaction, DateTimeOffset now)
        {
            eventId = Math.Max(eventId, Math.Min(until, settledBefore));
            Seen ??= (until, transaction, now);
        }

        public void Settle()
        {
            settled = Seen?.EventId ?? settled;
            Seen = null;
        }

        public void Forget() => (eventId, settled, settledBefore, Seen) = (0, 0, 0, null);
    }
}
