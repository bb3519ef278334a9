using System.Globalization;

namespace Alforis.Workflows.Host.Reports;

/// <summary>A place in a list, newest first, as text: <c>20260329T010005.123456Z-45</c>.</summary>
internal static class ListCursor
{
    // The database keeps microseconds.
    private const string MomentFormat = "yyyyMMdd'T'HHmmss.ffffff'Z'";

    /// <summary>The place of a row by the moment that orders it and its number.</summary>
    public static string Format(DateTimeOffset moment, long id) =>
        moment.UtcDateTime.ToString(MomentFormat, CultureInfo.InvariantCulture) + FormattableString.Invariant($"-{id}");

    /// <summary>The place, or <see langword="null"/> when the text is none.</summary>
    public static (DateTimeOffset Moment, long Id)? Parse(string text) =>
        text.Split('-') is [var moment, var number]
        && DateTimeOffset.TryParseExact(
            moment, MomentFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0
            ? (at, id)
            : null;
}
