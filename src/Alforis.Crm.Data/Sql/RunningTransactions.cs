using System.Collections.Immutable;
using System.Globalization;

namespace Alforis.Crm.Data.Sql;

/// <summary>Which writing transactions were under way at one moment: PostgreSQL's <c>pg_snapshot</c>.</summary>
/// <param name="First">All before this one had ended.</param>
/// <param name="Next">From this one on none had ended.</param>
/// <param name="Between">Those between the two that were under way.</param>
internal sealed record RunningTransactions(ulong First, ulong Next, ImmutableSortedSet<ulong> Between)
{
    /// <summary>Reads PostgreSQL's text, <c>10:20:10,14,15</c>.</summary>
    public static RunningTransactions Parse(string snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return snapshot.Split(':') is [var first, var next, var between]
            ? new(Number(first), Number(next), [.. between.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Number)])
            : throw new FormatException($"'{snapshot}' is no snapshot.");
    }

    /// <summary>Whether the transaction had ended, either way.</summary>
    public bool HasEnded(ulong transaction) => transaction < Next && !Between.Contains(transaction);

    /// <summary>Those that were under way among all that began before one of them; <see langword="null"/> when that cannot be said yet.</summary>
    public IReadOnlyList<ulong>? Before(ulong transaction) =>
        transaction <= First ? [] : transaction > Next ? null : [.. Between.TakeWhile(t => t < transaction)];

    private static ulong Number(string text) => ulong.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
