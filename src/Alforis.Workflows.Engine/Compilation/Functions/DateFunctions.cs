using System.Globalization;
using System.Text;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Templates;

namespace Alforis.Workflows.Engine.Compilation.Functions;

/// <summary>Functions over dates and moments; moments are reckoned in the workflow's time zone. Null stays null.</summary>
internal static class DateFunctions
{
    public static IEnumerable<(string Name, FunctionBody Body)> All { get; } =
    [
        ("date.now", (_, rendering) => TemplateValue.From(rendering.Time.Now)),
        ("date.add_days", Add((date, amount) => date.AddDays(amount))),
        ("date.add_months", Add((date, amount) => date.AddMonths(Whole(amount)))),
        ("date.add_years", Add((date, amount) => date.AddYears(Whole(amount)))),
        ("date.add_hours", Move(TimeSpan.TicksPerHour)),
        ("date.add_minutes", Move(TimeSpan.TicksPerMinute)),
        ("date.add_seconds", Move(TimeSpan.TicksPerSecond)),
    ];

    public static FunctionBody Write(string pattern, CultureInfo culture)
    {
        var writer = new DateWriter(DatePattern.Parse(pattern).Pattern!, culture);
        return (arguments, rendering) =>
        {
            if (arguments[0].IsNull) return default;
            var text = new StringBuilder();
            writer.Write(Local(arguments[0], rendering), text);
            return TemplateValue.From(text.ToString());
        };
    }

    public static FunctionBody Parse(string? pattern, CultureInfo culture)
    {
        var format = pattern is null ? null : DateReading.ToFormat(DatePattern.Parse(pattern).Pattern!);
        culture = Cultures.Gregorian(culture);
        return (arguments, rendering) =>
        {
            if (TextFunctions.Text(arguments, 0) is not { Length: > 0 } text) return default;
            var hasOffset = HasOffset(text);
            if (hasOffset && Offset(text, format, culture) is { } moment) return TemplateValue.From(moment);
            DateTime local = default;
            var isRead = !hasOffset && (format is null
                ? DateTime.TryParse(text, culture, DateTimeStyles.None, out local)
                : DateTime.TryParseExact(text, format, culture, DateTimeStyles.None, out local));
            return isRead ? InZone(local, rendering) : rendering.Fail("reads a date from a text that is none.");
        };
    }

    private static DateTimeOffset? Offset(string text, string? format, CultureInfo culture) =>
        (format is null
            ? DateTimeOffset.TryParse(text, culture, DateTimeStyles.AssumeUniversal, out var moment)
            : DateTimeOffset.TryParseExact(text, format, culture, DateTimeStyles.AssumeUniversal, out moment))
            ? moment
            : null;

    /// <summary>Whether a text names an offset: it ends with Z, or with a sign and hours.</summary>
    private static bool HasOffset(string text)
    {
        if (text.EndsWith('Z')) return true;
        var sign = text.LastIndexOfAny(['+', '-']);
        return sign > 0 && text.AsSpan(0, sign).Contains(':') && text.Length - sign is >= 3 and <= 6;
    }

    /// <summary>A date, or a moment by the clock on the wall, moved by an amount of days, months or years.</summary>
    private static FunctionBody Add(Func<DateTime, double, DateTime> add) => (arguments, rendering) =>
    {
        if (arguments[0].IsNull || arguments[1].IsNull) return default;
        var amount = ValueArithmetic.ToDouble(arguments[1]);
        if (arguments[0].Tag == ValueTag.Date && amount != Math.Truncate(amount)) return rendering.Fail("moves a date by a part of a day.");
        try
        {
            var moved = add(Local(arguments[0], rendering).DateTime, amount);
            return arguments[0].Tag == ValueTag.Date ? TemplateValue.From(DateOnly.FromDateTime(moved)) : InZone(moved, rendering);
        }
        catch (Exception e) when (e is ArgumentException or OverflowException)
        {
            return rendering.Fail("moves a date beyond the years 1 to 9999.");
        }
    };

    private static FunctionBody Move(long unit) => (arguments, rendering) =>
    {
        if (arguments[0].IsNull || arguments[1].IsNull) return default;
        var ticks = ValueArithmetic.ToDouble(arguments[1]) * unit;
        var start = Local(arguments[0], rendering);
        if (Math.Abs(ticks) > TimeSpan.MaxValue.Ticks / 2d) return rendering.Fail("moves a date beyond the years 1 to 9999.");
        var utc = start.UtcTicks + (long)ticks;
        return utc >= 0 && utc <= DateTime.MaxValue.Ticks
            ? TemplateValue.From(new DateTimeOffset(utc, TimeSpan.Zero))
            : rendering.Fail("moves a date beyond the years 1 to 9999.");
    };

    private static int Whole(double amount) => checked((int)Math.Clamp(Math.Truncate(amount), int.MinValue, int.MaxValue));

    private static DateTimeOffset Local(in TemplateValue value, Rendering rendering)
    {
        if (value.Tag == ValueTag.Moment) return TimeZoneInfo.ConvertTime(value.Moment, rendering.Time.Zone);
        var midnight = value.Date.ToDateTime(TimeOnly.MinValue);
        var offset = rendering.Time.Zone.GetUtcOffset(midnight);
        var ticks = midnight.Ticks - offset.Ticks;
        // In the first and the last hours that there are, an offset would lead beyond them.
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? new DateTimeOffset(midnight, offset) : new DateTimeOffset(midnight, TimeSpan.Zero);
    }

    private static TemplateValue InZone(DateTime local, Rendering rendering)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        var offset = rendering.Time.Zone.GetUtcOffset(local);
        var ticks = local.Ticks - offset.Ticks;
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
            ? TemplateValue.From(new DateTimeOffset(local, offset))
            : rendering.Fail("moves a date beyond the years 1 to 9999.");
    }
}
