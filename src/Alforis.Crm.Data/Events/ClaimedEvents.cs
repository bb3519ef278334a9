using System.Collections.Immutable;
using Alforis.Crm.Data.Sql;

namespace Alforis.Crm.Data.Events;

/// <summary>What a claim brought.</summary>
/// <param name="Events">The events, in order.</param>
internal sealed record ClaimedEvents(ImmutableArray<CrmEvent> Events)
{
    /// <summary>The revision of the workflow set, read after the events: no event can be newer than the set it is matched with. <see langword="null"/> when nothing was asked.</summary>
    public long? Revision { get; init; }

    /// <summary>The transactions that were under way then.</summary>
    public RunningTransactions? Running { get; init; }

    /// <summary>The claim's own transaction: whoever wrote one of the events, or one before them, began earlier. 0 when there are none.</summary>
    public ulong Transaction { get; init; }

    /// <summary>Rows of the queue whose event is not in the log.</summary>
    public ImmutableArray<long> Lost { get; init; } = [];

    /// <summary>Up to where nothing was left in the lanes.</summary>
    public IReadOnlyList<LaneReach> Reached { get; init; } = [];
}
