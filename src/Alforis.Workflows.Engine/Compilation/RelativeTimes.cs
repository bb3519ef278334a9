using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Works out amounts of time from the moment of evaluation. Allocates nothing; what is beyond the calendar becomes its first or last day.</summary>
internal static class RelativeTimes
{
    public static DateOnly Date(EvaluationTime time, BoundRelativeTime amount) =>
        DateOnly.FromDateTime(Shift(time.Today.ToDateTime(TimeOnly.MinValue), amount));

    public static DateTimeOffset Moment(EvaluationTime time, BoundRelativeTime amount)
    {
        if (amount.Base == PathRoot.Today) return LocalTime.ToMoment(Shift(time.Today.ToDateTime(TimeOnly.MinValue), amount), time.Zone);
        if (amount.Unit is not (RelativeUnit.Minutes or RelativeUnit.Hours))
        {
            return LocalTime.ToMoment(Shift(TimeZoneInfo.ConvertTime(time.Now, time.Zone).DateTime, amount), time.Zone);
        }

        var ticks = time.Now.UtcTicks + (amount.Count * (amount.Unit == RelativeUnit.Hours ? TimeSpan.TicksPerHour : TimeSpan.TicksPerMinute));
        return new DateTimeOffset(Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero);
    }

    private static DateTime Shift(DateTime local, BoundRelativeTime amount) => amount.Unit switch
    {
        RelativeUnit.Days => AddDays(local, amount.Count),
        RelativeUnit.Weeks => AddDays(local, 7L * amount.Count),
        RelativeUnit.Months => AddMonths(local, amount.Count),
        _ => AddMonths(local, 12 * amount.Count),
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
