using System.Collections.Immutable;

namespace Alforis.Crm.Data.Schedules;

/// <summary>A five-field cron expression, taken apart. Immutable.</summary>
/// <param name="Minute">The first field, in capitals.</param>
/// <param name="Hour">The second.</param>
/// <param name="DayOfMonth">The third.</param>
/// <param name="Month">The fourth.</param>
/// <param name="DayOfWeek">The fifth.</param>
internal sealed record UnixCron(CronField Minute, CronField Hour, CronField DayOfMonth, CronField Month, CronField DayOfWeek)
{
    /// <summary>The longest month of each, February in a leap year.</summary>
    private static readonly ImmutableArray<int> LongestMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

    /// <summary>Takes an expression apart whose fields are good.</summary>
    public static UnixCron Parse(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var minute, var hour, var day, var month, var weekday]
        ? new(
            CronField.Parse(minute, CronFieldKind.Minute), CronField.Parse(hour, CronFieldKind.Hour), CronField.Parse(day, CronFieldKind.DayOfMonth),
            CronField.Parse(month, CronFieldKind.Month), CronField.Parse(weekday, CronFieldKind.DayOfWeek))
        : throw new FormatException($"'{text}' has no five fields.");

    /// <summary>
    /// Why it can never fire or may mean two things; <see langword="null"/> when it is good. Where both kinds of day are given, one of them is
    /// enough; with a step over all days cron programs do not agree whether that is so.
    /// </summary>
    public string? Problem()
    {
        if (DayOfMonth.IsAny && DayOfWeek.IsAny) return null;
        if (DayOfWeek.IsAny) return IsDayOfAMonth() ? null : $"No month of '{Month.Text}' has a day '{DayOfMonth.Text}': this schedule would never fire.";
        if (DayOfMonth.IsAny) return null;
        if (DayOfMonth.IsStepOverAll) return Unclear(DayOfMonth, CronFieldKind.DayOfMonth);
        return DayOfWeek.IsStepOverAll ? Unclear(DayOfWeek, CronFieldKind.DayOfWeek) : null;
    }

    private bool IsDayOfAMonth() => Month.Values.Any(month => DayOfMonth.Values[0] <= LongestMonths[month - 1]);

    private static string Unclear(CronField field, CronFieldKind kind) =>
        $"With '{field.Text}' it is not clear whether both days must be right or one is enough: "
        + $"write '{kind.First}-{kind.LastWritten}{field.Text[1..]}' if one is enough, or give one kind of day only.";
}
