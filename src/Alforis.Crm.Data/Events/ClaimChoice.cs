namespace Alforis.Crm.Data.Events;

/// <summary>
/// Which of the candidates a claim takes. Single events go first, and bring along what a burst has of their entities before them; a
/// quarter is kept for bursts, so that they go on whatever else happens. No event is taken whose entity has an earlier one that is
/// left.
/// </summary>
internal static class ClaimChoice
{
    /// <summary>Chooses.</summary>
    /// <param name="claim">What is wanted.</param>
    /// <param name="candidates">Of each lane and class the first that may be handled, at most <see cref="Claim.MostPerLane"/>; in order.</param>
    public static (long[] Taken, IReadOnlyList<LaneReach> Reached) Of(Claim claim, IReadOnlyList<QueuedEvent> candidates)
    {
        var single = new Dictionary<(string?, long), QueuedEvent>();
        var counts = new Dictionary<int, (int Singles, long Last)>();
        foreach (var candidate in candidates)
        {
            if (candidate.Bulk) continue;
            if (candidate.EntityId is { } id) single[(candidate.EntityType, id)] = candidate;
            counts[candidate.Lane] = (counts.GetValueOrDefault(candidate.Lane).Singles + 1, candidate.EventId);
        }

        var first = new List<(long EventId, int Size)>();
        var rest = new List<(long EventId, int Size)>();
        foreach (var candidate in candidates)
        {
            // Where not all single events were read, one that was not may be before this one and of the same entity.
            if (candidate.Bulk && counts.TryGetValue(candidate.Lane, out var read) && read.Singles >= claim.MostPerLane && candidate.EventId > read.Last) continue;
            var last = candidate.EntityId is { } id ? single.GetValueOrDefault((candidate.EntityType, id)) : null;
            if (last is not null && candidate.EventId > End(claim, last)) continue;
            (candidate.Bulk && last is null ? rest : first).Add((candidate.EventId, candidate.Size));
        }

        foreach (var last in single.Values) first.AddRange(last.Ahead.Zip(last.AheadSizes));
        first.Sort();
        var taken = Take(claim, first, rest);
        return ([.. taken.Order()], Reach(candidates, taken));
    }

    /// <summary>The last event of the entity that may be taken: when it has too many ahead, there may be more of them after these.</summary>
    private static long End(Claim claim, QueuedEvent last) => last.Ahead.Length < claim.MostAhead ? long.MaxValue : last.Ahead[^1];

    private static HashSet<long> Take(Claim claim, List<(long EventId, int Size)> first, List<(long EventId, int Size)> rest)
    {
        var taken = new HashSet<long>(claim.Most);
        var bytes = 0L;
        Add(first, claim.Most - Math.Min((claim.Most + 2) / 4, rest.Count));
        Add(rest, claim.Most);
        return taken;

        void Add(List<(long EventId, int Size)> events, int most)
        {
            foreach (var (id, size) in events)
            {
                if (taken.Count >= most || bytes >= claim.MostBytes) return;
                if (taken.Add(id)) bytes += size;
            }
        }
    }

    private static List<LaneReach> Reach(IReadOnlyList<QueuedEvent> candidates, HashSet<long> taken)
    {
        var reached = new Dictionary<(int Lane, bool Bulk), (long EventId, bool Ended)>();
        foreach (var candidate in candidates)
        {
            var key = (candidate.Lane, candidate.Bulk);
            var (until, ended) = reached.GetValueOrDefault(key);
            if (ended) continue;
            // What waits behind one that is put off is not among the candidates.
            var left = taken.Contains(candidate.EventId) ? long.MaxValue : candidate.EventId;
            left = Math.Min(left, candidate.FirstPutOff ?? long.MaxValue);
            reached[key] = left <= candidate.EventId ? (left - 1, true) : (Math.Max(until, candidate.EventId), false);
        }

        return [.. reached.Select(r => new LaneReach(r.Key.Lane, r.Key.Bulk, r.Value.EventId))];
    }
}
