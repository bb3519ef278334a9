namespace Alforis.Workflows.Host.Api;

/// <summary>Parts of lists that are asked for by where the part before ends.</summary>
internal static class Cursors
{
    /// <summary>What to say of a place that no part of a list has ended at.</summary>
    public static ApiError Unknown { get; } = new() { Code = "invalid_value", Pointer = "?before", Message = "It must be what an answer has given as 'next'." };

    /// <summary>A part.</summary>
    /// <param name="found">One more than wanted, if there are that many.</param>
    /// <param name="limit">How many are wanted.</param>
    /// <param name="place">Where the part ends.</param>
    public static Slice<T> Slice<T>(IReadOnlyList<T> found, int limit, Func<T, string> place)
    {
        var hasMore = found.Count > limit;
        var items = hasMore ? [.. found.Take(limit)] : found;
        return new Slice<T> { Items = items, HasMore = hasMore, Next = hasMore ? place(items[^1]) : null };
    }
}
