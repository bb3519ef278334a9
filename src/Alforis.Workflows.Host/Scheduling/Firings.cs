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
    private readonly List<CronExpression> expressions;

    public Firings(Schedule schedule) => expressions = [.. schedule.Expressions.Select(e => new CronExpression(e, schedule.TimeZone))];

    /// <summary>The firings after a moment, the earliest first.</summary>
    /// <param name="moment">Excluded.</param>
    /// <param name="count">How many at most; there are less when the schedule ends, as none of ours does.</param>
    public IEnumerable<DateTimeOffset> After(DateTimeOffset moment, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var next = expressions.Select(e => e.GetNextValidTimeAfter(moment)).Where(m => m > moment).Min();
            if (next is null) yield break;
            yield return moment = next.Value;
        }
    }

    /// <summary>The last firing up to a moment; <see langword="null"/> when there was none.</summary>
    /// <param name="moment">Included.</param>
    public DateTimeOffset? LastUpTo(DateTimeOffset moment) =>
        // Whole seconds: the one after is the first that is too late.
        expressions.Select(e => e.GetPreviousValidTimeBefore(moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerSecond)).AddSeconds(1))).Max();
}
