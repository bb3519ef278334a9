namespace Alforis.Workflows.Host.Tests.Scheduling;

/// <summary>
/// What clocks of a zone show in each minute of a year, walked through one by one: says when a schedule is to fire without knowing any
/// cron.
/// </summary>
internal sealed class LocalYear
{
    private readonly (DateTimeOffset Moment, DateTime Local)[] minutes;

    public LocalYear(string zone, int year)
    {
        var timeZone = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var start = new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero);
        minutes = [.. Enumerable.Range(0, (int)(start.AddYears(1) - start).TotalMinutes).Select(m => start.AddMinutes(m)).Select(m => (m, m.UtcDateTime + timeZone.GetUtcOffset(m)))];
    }

    public DateTimeOffset Start => minutes[0].Moment;

    public DateTimeOffset End => minutes[^1].Moment.AddMinutes(1);

    /// <summary>The firings of what is wanted at certain local times.</summary>
    /// <param name="wanted">Whether a local minute is one of them.</param>
    /// <param name="isRealTime">Whether it fires again when clocks show the minute again.</param>
    public List<DateTimeOffset> Firings(Func<DateTime, bool> wanted, bool isRealTime)
    {
        var firings = new List<DateTimeOffset>();
        var latest = minutes[0].Local.AddMinutes(-1);
        foreach (var (moment, local) in minutes)
        {
            var fires = wanted(local) && (isRealTime || local > latest);
            // What lies between two minutes was skipped, and is made up for now.
            for (var skipped = latest.AddMinutes(1); skipped < local; skipped = skipped.AddMinutes(1)) fires |= wanted(skipped);
            if (fires) firings.Add(moment);
            if (local > latest) latest = local;
        }

        return firings;
    }
}
