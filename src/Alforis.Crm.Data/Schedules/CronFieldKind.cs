using System.Collections.Immutable;
using System.Globalization;

namespace Alforis.Crm.Data.Schedules;

/// <summary>What a field of a cron expression may say. Immutable.</summary>
/// <param name="Name">What it is, for people.</param>
/// <param name="First">The least number.</param>
/// <param name="Last">The greatest number.</param>
/// <param name="LastWritten">The last of those that are different: 7 is Sunday, as is 0.</param>
/// <param name="Names">Other names of the numbers from <paramref name="First"/> on, in small letters.</param>
internal sealed record CronFieldKind(string Name, int First, int Last, int LastWritten, ImmutableArray<string> Names)
{
    public static CronFieldKind Minute { get; } = new("minute", 0, 59, 59, []);

    public static CronFieldKind Hour { get; } = new("hour", 0, 23, 23, []);

    public static CronFieldKind DayOfMonth { get; } = new("day of month", 1, 31, 31, []);

    public static CronFieldKind Month { get; } =
        new("month", 1, 12, 12, ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]);

    public static CronFieldKind DayOfWeek { get; } = new("day of week", 0, 7, 6, ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]);

    /// <summary>The fields of an expression in their order.</summary>
    public static ImmutableArray<CronFieldKind> All { get; } = [Minute, Hour, DayOfMonth, Month, DayOfWeek];

    /// <summary>The number that a text means; <see langword="null"/> for none.</summary>
    public int? Value(string text)
    {
        var named = Names.IndexOf(text.ToLowerInvariant());
        if (named >= 0) return First + named;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= First && number <= Last ? number : null;
    }
}
