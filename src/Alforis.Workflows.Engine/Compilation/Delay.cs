using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Definitions;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>How long a workflow or one of its actions waits before it acts. Immutable, thread-safe; more than nothing, at most 366 days.</summary>
public sealed record Delay
{
    private readonly TimeAmount amount;

    internal Delay(TimeAmount amount) => this.amount = amount;

    /// <summary>How many units, at least 1.</summary>
    public int Count => (int)amount.Count;

    /// <summary>What it is counted in.</summary>
    public TimeUnit Unit => amount.Unit;

    /// <summary>
    /// The moment at which it is over. Seconds, minutes and hours are exact. Days and longer are counted by the calendar of the zone: 7 days
    /// after 9 o'clock is 9 o'clock, also over a change of clocks. Of a time that clocks skip, the first moment after is meant, of one that they
    /// show twice the first; a day that a month does not have becomes its last.
    /// </summary>
    /// <param name="now">When it begins.</param>
    /// <param name="zone">The workflow's time zone.</param>
    /// <returns>The moment, later than <paramref name="now"/>; the calendar's last when there is none.</returns>
    public DateTimeOffset After(DateTimeOffset now, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        if (amount.IsExact) return TimeZoneInfo.ConvertTime(RelativeTimes.Shift(now, amount), zone);
        return LocalTime.ToFirstMoment(RelativeTimes.Shift(TimeZoneInfo.ConvertTime(now, zone).DateTime, amount), zone);
    }

    /// <summary>As definitions write it, for example <c>7 days</c>.</summary>
    public override string ToString() => amount.ToString();
}
