using System.Collections.Immutable;
using System.Globalization;
using Alforis.Crm.Data.Triggers;

namespace Alforis.Crm.Data.Schedules;

/// <summary>Writes schedules as Quartz reads them: with seconds, and with a question mark for a day that the other field decides.</summary>
internal static class QuartzCron
{
    private static readonly ImmutableArray<string> Weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    /// <summary>A named rhythm.</summary>
    public static ImmutableArray<string> Of(ScheduledSettings settings)
    {
        var time = TimeOnly.ParseExact(settings.Time ?? ScheduledSettings.DefaultTime, "HH:mm", CultureInfo.InvariantCulture);
        var at = string.Create(CultureInfo.InvariantCulture, $"0 {time.Minute} {time.Hour}");
        return settings.Schedule switch
        {
            "daily" => [$"{at} * * ?"],
            "weekly" => [$"{at} ? * {Weekday(settings.DayOfWeek ?? ScheduledSettings.DefaultDayOfWeek)}"],
            "monthly" => Monthly(at, settings.DayOfMonth ?? 1),
            _ => throw new ArgumentException($"'{settings.Schedule}' is no rhythm.", nameof(settings)),
        };
    }

    /// <summary>An expression of five fields. Given both days, Quartz fires on either, as Unix does.</summary>
    public static string Of(UnixCron cron)
    {
        var (day, weekday) = (cron.DayOfMonth, cron.DayOfWeek);
        var (days, weekdays) = (day.IsAny, weekday.IsAny) switch
        {
            (_, true) => (day.IsAny ? "*" : day.Text, "?"),
            // Quartz takes a field that names all days for one that names none.
            (false, false) when weekday.Values.Length == Weekdays.Length || day.Values.Length == 31 => ("*", "?"),
            (true, _) => ("?", Names(weekday)),
            _ => (day.Text, Names(weekday)),
        };
        return $"0 {cron.Minute.Text} {cron.Hour.Text} {days} {cron.Month.Text} {weekdays}";
    }

    /// <summary>What a month is too short for happens on its last day.</summary>
    private static ImmutableArray<string> Monthly(string at, int day) => day switch
    {
        31 => [$"{at} L * ?"],
        29 or 30 => [string.Create(CultureInfo.InvariantCulture, $"{at} {day} 1,3-12 ?"), $"{at} L 2 ?"],
        _ => [string.Create(CultureInfo.InvariantCulture, $"{at} {day} * ?")],
    };

    private static string Names(CronField weekdays) => string.Join(',', weekdays.Values.Select(v => Weekdays[v]));

    private static string Weekday(string day) => day[..3].ToUpperInvariant();
}
