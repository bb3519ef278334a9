using Alforis.Crm.Data.Schedules;
using Alforis.Workflows.Host.Scheduling;

namespace Alforis.Workflows.Host.Reports;

/// <summary>A schedule as JSON says it; moments by the clocks of the workflow's zone.</summary>
internal sealed record ScheduleReport(
    long Id, string Name, string Status, string? Schedule, string? TimeZone, DateTimeOffset? LastFiring, IReadOnlyList<DateTimeOffset> NextFirings)
{
    private const int Count = 3;

    /// <summary>With the firings to come, if the clock fires it; of one that is not active those that it would have.</summary>
    public static ScheduleReport Of(StoredSchedule stored, DateTimeOffset now)
    {
        if (stored.Schedule is not { } schedule) return new ScheduleReport(stored.Id, stored.Name, stored.Status, null, null, stored.LastFiring, []);
        return new ScheduleReport(
            stored.Id, stored.Name, stored.Status, schedule.Rhythm, schedule.TimeZone.Id, Local(stored.LastFiring, schedule),
            [.. new Firings(schedule).After(now, Count).Select(m => Local(m, schedule)!.Value)]);
    }

    private static DateTimeOffset? Local(DateTimeOffset? moment, Schedule schedule) =>
        moment is { } at ? TimeZoneInfo.ConvertTime(at, schedule.TimeZone) : null;
}
