using System.Globalization;

namespace Alforis.Crm.Data.Live;

/// <summary>Moments as PostgreSQL writes its snapshots: <c>xmin:xmax:xid,xid…</c>.</summary>
public static class LiveCursor
{
    /// <summary>Longest cursor in characters: some thousand transactions under way.</summary>
    public const int MaxLength = 20_000;

    /// <summary>Whether a text is a snapshot: three parts of rising numbers, as PostgreSQL asks for.</summary>
    /// <param name="text">Any text.</param>
    public static bool IsOne(string? text)
    {
        if (text is null || text.Length > MaxLength || text.Split(':') is not [var xmin, var xmax, var running]) return false;
        if (Number(xmin) is not { } least || Number(xmax) is not { } end || least == 0 || end < least) return false;
        var last = least - 1;
        foreach (var item in running.Length == 0 ? [] : running.Split(','))
        {
            if (Number(item) is not { } xid || xid <= last || xid >= end) return false;
            last = xid;
        }

        return true;
    }

    // As long as PostgreSQL's transaction numbers are, without a sign that it would not take.
    private static ulong? Number(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < long.MaxValue ? number : null;
}
