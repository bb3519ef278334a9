using System.Collections.Immutable;

namespace Alforis.Crm.Data.Events;

/// <summary>What a claim brought.</summary>
/// <param name="Revision">The revision of the workflow set, read after the events: no event can be newer than the set it is matched with. <see langword="null"/> when nothing was asked.</param>
/// <param name="Events">The events, in order.</param>
/// <param name="Lost">Rows of the queue whose event is not in the log.</param>
internal sealed record ClaimedEvents(long? Revision, ImmutableArray<CrmEvent> Events, ImmutableArray<long> Lost);
