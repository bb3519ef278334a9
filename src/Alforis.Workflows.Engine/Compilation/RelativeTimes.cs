using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Definitions;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Works out amounts of time from the moment of evaluation. Allocates nothing; what is beyond the calendar becomes its first or last day.</summary>
internal static class RelativeTimes
{
    public static DateOnly Date(EvaluationTime time, BoundRelativeTime relative) =>
        DateOnly.FromDateTime(Shift(time.Today.ToDateTime(TimeOnly.MinValue), relative.Amount));

    public static DateTimeOffset Moment(EvaluationTime time, BoundRelativeTime relative)
    {
        if (relative.Base == PathRoot.Today) return LocalTime.ToMoment(Shift(time.Today.ToDateTime(TimeOnly.MinValue), relative.Amount), time.Zone);
        return relative.Amount.IsExact
            ? Shift(time.Now, relative.Amount)
            : LocalTime.ToMoment(Shift(TimeZoneInfo.ConvertTime(time.Now, time.Zone).DateTime, relative.Amount), time.Zone);
    }

    /// <summary>An exact amount later, or earlier.</summary>
    public static DateTimeOffset Shift(DateTimeOffset moment, TimeAmount amount)
    {
        var unit = amount.Unit switch
        {
            TimeUnit.Hours => TimeSpan.TicksPerHour,
            TimeUnit.Minutes => TimeSpan.TicksPerMinute,
            _ => TimeSpan.TicksPerSecond,
        };
        return new DateTimeOffset(Math.Clamp(moment.UtcTicks + (amount.Count * unit), 0, DateTime.MaxValue.Ticks), TimeSpan.Zero);
    }

    /// <summary>An amount of the calendar later, or earlier, on a clock that is never put forward or back.</summary>
    public static DateTime Shift(DateTime local, TimeAmount amount) => amount.Unit switch
    {
        TimeUnit.Days => AddDays(local, amount.Count),
        TimeUnit.Weeks => AddDays(local, 7 * amount.Count),
        TimeUnit.Months => AddMonths(local, (int)amount.Count),
        _ => AddMonths(local, 12 * (int)amount.Count),
    };

    private static DateTime AddDays(DateTime local, long days) =>
        new(Math.Clamp(local.Ticks + (days * TimeSpan.TicksPerDay), 0, DateTime.MaxValue.Ticks));

    /// <summary>The same day of another month, or its last day when it is shorter.</summary>
    private static DateTime AddMonths(DateTime local, int months)
    {
        var month = (local.Year * 12) + local.Month - 1 + months;
        if (month < 12) return DateTime.MinValue;
        return month >= 12 * 10_000 ? DateTime.MaxValue : local.AddMonths(months);
    }
}
