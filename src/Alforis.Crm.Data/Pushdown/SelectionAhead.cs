using System.Collections.Immutable;
using Npgsql;

namespace Alforis.Crm.Data.Pushdown;

/// <summary>
/// Reads the numbers of a selection far ahead and hands them out in pages: each statement may cost as much as selecting everything, and a page is
/// small. What is handed out was selected ten seconds ago at most; nothing is lost when this is thrown away. Not thread-safe.
/// </summary>
/// <param name="clock">Says how long ago something was read.</param>
internal sealed class SelectionAhead(TimeProvider clock)
{
    /// <summary>So many numbers are read at a time: 8 MB.</summary>
    public const int Most = 1_000_000;

    /// <summary>Of so many selections at a time.</summary>
    private const int MostSelections = 4;

    /// <summary>After that rows may have changed too much.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(10);

    private readonly Dictionary<object, Stretch> known = [];

    /// <summary>A page of all that a selection selects; otherwise as <see cref="EntitySelection.PageAsync"/>.</summary>
    /// <param name="selectionKey">Tells the selection and its moment from all others, by its <see cref="object.Equals(object)"/>.</param>
    /// <param name="selection">The selection.</param>
    /// <param name="transaction">The transaction to read in.</param>
    /// <param name="afterId">The number that the page begins after; 0 for the first.</param>
    /// <param name="most">The most numbers of a page.</param>
    /// <param name="now">The moment of evaluation, the same for all pages.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<SelectedPage> PageAsync(
        object selectionKey, EntitySelection selection, NpgsqlTransaction transaction, long afterId, int most, DateTimeOffset now, CancellationToken ct)
    {
        if (!known.TryGetValue(selectionKey, out var stretch) || !stretch.Reaches(afterId) || clock.GetElapsedTime(stretch.ReadAt) > Freshness)
        {
            if (known.Count >= MostSelections) known.Clear();
            var readAt = clock.GetTimestamp();
            var ids = await selection.ReadIdsAsync(transaction, null, afterId, Most, now, ct).ConfigureAwait(false);
            known[selectionKey] = stretch = new Stretch(afterId, ids, ids.Length < Most, readAt);
        }

        var page = stretch.After(afterId, most);
        if (page.Next is null) known.Remove(selectionKey);
        return page with { Ids = await selection.ConfirmAsync(transaction, page.Ids, now, ct).ConfigureAwait(false) };
    }

    /// <summary>What follows a number.</summary>
    /// <param name="From">The number.</param>
    /// <param name="Ids">What was read.</param>
    /// <param name="IsAll">Whether nothing follows after that.</param>
    /// <param name="ReadAt">When it was read, by the clock's timestamps.</param>
    private sealed record Stretch(long From, ImmutableArray<long> Ids, bool IsAll, long ReadAt)
    {
        /// <summary>Whether what follows another number is known: somebody else may have gone on since.</summary>
        public bool Reaches(long afterId) => afterId >= From && (IsAll || afterId < Ids[^1]);

        public SelectedPage After(long afterId, int most)
        {
            var found = Ids.BinarySearch(afterId);
            var start = found < 0 ? ~found : found + 1;
            var page = Ids.Slice(start, Math.Min(most, Ids.Length - start));
            return new SelectedPage(page, start + page.Length < Ids.Length || !IsAll ? page[^1] : null);
        }
    }
}
