using System.Collections.Immutable;

namespace Alforis.Crm.Data.Pushdown;

/// <summary>Entities that a workflow's filter and conditions select, in the order of their numbers.</summary>
/// <param name="Ids">Their numbers; there may be none although a page follows.</param>
/// <param name="Next">The number that the next page begins after; <see langword="null"/> when there is none.</param>
internal sealed record SelectedPage(ImmutableArray<long> Ids, long? Next);
