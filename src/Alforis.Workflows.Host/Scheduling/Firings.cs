using Alforis.Crm.Data.Schedules;
using Quartz;

namespace Alforis.Workflows.Host.Scheduling;

/// <summary>The moments of a schedule, worked out by Quartz, whose triggers fire by the same expressions. Immutable, thread-safe.</summary>
/// <remarks>
/// A time that clocks skip fires at the first moment after it, and but once however many fall there. A time that clocks show twice fires the first
/// time; unless minute or hour is a range or a step or left open, which means real time: then it fires both times.
/// </remarks>
internal sealed class Firings
{
    /// <summary>Longer than any clock is put back by.</summary>
    private static readonly TimeSpan Enough = TimeSpan.FromHours(3);

    private readonly List<CronExpression> expressions;
    private readonly TimeZoneInfo zone;

    public Firings(Schedule schedule)
        : this(schedule.Expressions, schedule.TimeZone)
    {
    }

    public Firings(IEnumerable<string> crons, TimeZoneInfo timeZone)
    {
        zone = timeZone;
        expressions = [.. crons.Select(e => new CronExpression(e, zone))];
    }

    /// <summary>The firings after a moment, the earliest first.</summary>
    /// <param name="moment">Excluded.</param>
    /// <param name="count">How many at most; there are less when the schedule ends, as none of ours does.</param>
    public IEnumerable<DateTimeOffset> After(DateTimeOffset moment, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var next = expressions.Select(e => Next(e, moment)).Min();
            if (next is null) yield break;
            yield return moment = next.Value;
        }
    }

    /// <summary>The last firing up to a moment; <see langword="null"/> when there was none.</summary>
    /// <param name="moment">Included.</param>
    public DateTimeOffset? LastUpTo(DateTimeOffset moment) => expressions.Select(e => Last(e, moment)).Max();

    private DateTimeOffset? Next(CronExpression expression, DateTimeOffset moment)
    {
        // Quartz, asked in an hour that clocks show for the second time, does not know that it fired in the first.
        if (!zone.IsAmbiguousTime(moment)) return expression.GetNextValidTimeAfter(moment);
        var next = expression.GetNextValidTimeAfter(moment - Enough);
        while (next <= moment) next = expression.GetNextValidTimeAfter(next.Value);
        return next;
    }

    private DateTimeOffset? Last(CronExpression expression, DateTimeOffset moment)
    {
        while (true)
        {
            // Firings are whole seconds: of those before the next second the last is it.
            var last = expression.GetPreviousValidTimeBefore(moment.AddTicks(TimeSpan.TicksPerSecond - (moment.Ticks % TimeSpan.TicksPerSecond)));
            if (last is not { } found || !zone.IsAmbiguousTime(found) || Next(expression, found.AddSeconds(-1)) == found) return last;
            moment = found.AddSeconds(-1);
        }
    }
}
