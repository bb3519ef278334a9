using System.Collections.Frozen;
using System.Globalization;

namespace Alforis.Crm.Data.Triggers;

/// <summary>Translates what other schedulers write into five fields, where it can mean one thing only.</summary>
internal static class ForeignCron
{
    private const int DayOfWeek = 4;

    private static readonly int[] LastOfField = [59, 23, 31, 12, 6];

    private static readonly FrozenDictionary<string, string> Macros = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["@hourly"] = "0 * * * *",
        ["@daily"] = "0 0 * * *",
        ["@midnight"] = "0 0 * * *",
        ["@weekly"] = "0 0 * * 0",
        ["@monthly"] = "0 0 1 * *",
        ["@yearly"] = "0 0 1 1 *",
        ["@annually"] = "0 0 1 1 *",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The five fields, which may still be wrong; <see langword="null"/> when the text is no macro and not certainly Quartz's.</summary>
    public static string? Translate(string text)
    {
        if (Macros.TryGetValue(text.Trim(), out var fields)) return fields;
        if (WithoutSeconds(text) is not { } rest) return null;
        var parts = rest.Split(' ');
        // Only Quartz has the question mark, and only in Quartz is 1 a Sunday: without it nobody can tell which day a number means.
        if (parts[2] is not "?" && parts[DayOfWeek] is not "?") return null;
        var translated = parts.Select((part, field) => string.Join(',', part.Split(',').Select(item => Item(item, field)))).ToList();
        return string.Join(' ', translated);
    }

    /// <summary>Six or seven fields without the seconds, which must be zero, and the year, which must be any.</summary>
    public static string? WithoutSeconds(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts is ["0" or "00", _, _, _, _, _] or ["0" or "00", _, _, _, _, _, "*"] ? string.Join(' ', parts[1..6]) : null;
    }

    /// <summary>One element of a field in Unix cron; what Unix does not have, as L for the last day, stays as it is.</summary>
    private static string Item(string item, int field)
    {
        if (item is "?" or "*") return "*";
        var slash = item.Split('/');
        if (slash.Length > 2) return item;
        var range = slash[0] is "*" ? "*" : string.Join('-', slash[0].Split('-').Select(v => Value(v, field)));
        if (slash.Length == 1) return range;
        var runsToTheEnd = range is not "*" && !range.Contains('-', StringComparison.Ordinal);
        if (runsToTheEnd) range = range is "0" ? "*" : string.Create(CultureInfo.InvariantCulture, $"{range}-{LastOfField[field]}");
        return range + "/" + slash[1];
    }

    /// <summary>Quartz counts the days of a week from 1, Unix from 0; both begin with Sunday.</summary>
    private static string Value(string text, int field) =>
        field == DayOfWeek && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var day)
            ? (day - 1).ToString(CultureInfo.InvariantCulture)
            : text;
}
