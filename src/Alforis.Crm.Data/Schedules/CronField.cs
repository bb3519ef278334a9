using System.Collections.Immutable;
using System.Globalization;

namespace Alforis.Crm.Data.Schedules;

/// <summary>A field of a cron expression. Immutable.</summary>
/// <param name="Text">As written, in capitals and without steps that lead nowhere.</param>
/// <param name="Values">The numbers that it means, ascending; Sunday is 0.</param>
internal sealed record CronField(string Text, ImmutableArray<int> Values)
{
    /// <summary>Whether it leaves the choice to the other fields.</summary>
    public bool IsAny => Text is "*" or "*/1";

    /// <summary>Whether it counts from the first value on: <c>*/2</c>.</summary>
    public bool IsStepOverAll => !IsAny && Text.Contains('*', StringComparison.Ordinal);

    /// <summary>Reads a field.</summary>
    /// <exception cref="FormatException">It is none of its kind.</exception>
    public static CronField Parse(string text, CronFieldKind kind) =>
        TryParse(text, kind) ?? throw new FormatException($"'{text}' is no {kind.Name}.");

    /// <summary>Reads a field; <see langword="null"/> when it is none of its kind.</summary>
    public static CronField? TryParse(string text, CronFieldKind kind)
    {
        var values = new SortedSet<int>();
        var items = text.ToUpperInvariant().Split(',');
        for (var i = 0; i < items.Length; i++)
        {
            if (Range(items[i], kind) is not var (from, to, step)) return null;
            for (var value = from; value <= to; value += step) values.Add(kind == CronFieldKind.DayOfWeek ? value % 7 : value);
            // A step beyond the end, which Quartz does not take, leaves the first value.
            if (step > to - from && step > 1) items[i] = from.ToString(CultureInfo.InvariantCulture);
        }

        return new CronField(string.Join(',', items), [.. values]);
    }

    /// <summary><c>*</c>, <c>a</c> or <c>a-b</c>, each perhaps with <c>/step</c>.</summary>
    private static (int From, int To, int Step)? Range(string item, CronFieldKind kind)
    {
        var parts = item.Split('/');
        var step = 1;
        if (parts.Length > 2 || (parts.Length == 2 && !(int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out step) && step is > 0 and <= 1000))) return null;
        if (parts[0] is "*") return (kind.First, kind.LastWritten, step);
        var bounds = parts[0].Split('-');
        if (bounds.Length > 2 || kind.Value(bounds[0]) is not { } from) return null;
        // "1/2" goes on to the end: of a week nobody knows whether that is Saturday or Sunday.
        if (bounds.Length == 1) return parts.Length == 1 ? (from, from, 1) : kind == CronFieldKind.DayOfWeek ? null : (from, kind.Last, step);
        return kind.Value(bounds[1]) is { } to && from <= to ? (from, to, step) : null;
    }
}
