namespace Alforis.Workflows.Engine.Binding;

/// <summary>Brings wall time to a moment. Allocates nothing, never throws.</summary>
internal static class LocalTime
{
    /// <summary>
    /// The moment at which clocks of a zone show a time: the first one, where the hour is doubled; where it is skipped, as much later
    /// as clocks were put forward. Moments beyond the calendar become its first or last.
    /// </summary>
    public static DateTimeOffset ToMoment(DateTime local, TimeZoneInfo zone)
    {
        var before = OffsetAround(local, zone, -TimeSpan.TicksPerDay);
        if (!Shows(local, before, zone))
        {
            var after = OffsetAround(local, zone, TimeSpan.TicksPerDay);
            if (Shows(local, after, zone)) return Moment(local, after);
        }

        var moment = Moment(local, before);
        return TimeZoneInfo.ConvertTime(moment, zone);
    }

    /// <summary>
    /// Like <see cref="ToMoment"/>, but of a time that is skipped the first moment after it: the one at which clocks are put forward.
    /// </summary>
    public static DateTimeOffset ToFirstMoment(DateTime local, TimeZoneInfo zone)
    {
        var moment = ToMoment(local, zone);
        if (moment.DateTime <= local) return moment;

        // Clocks show less than is wanted before they are put forward, and more from then on.
        var (less, more) = (Math.Max(0, moment.UtcTicks - (moment.DateTime.Ticks - local.Ticks)), moment.UtcTicks);
        while (more - less > 1)
        {
            var middle = less + ((more - less) / 2);
            if (middle + zone.GetUtcOffset(Utc(middle)).Ticks < local.Ticks) less = middle;
            else more = middle;
        }

        return TimeZoneInfo.ConvertTime(new DateTimeOffset(more, TimeSpan.Zero), zone);
    }

    private static TimeSpan OffsetAround(DateTime local, TimeZoneInfo zone, long ticks) => zone.GetUtcOffset(Utc(local.Ticks + ticks));

    private static bool Shows(DateTime local, TimeSpan offset, TimeZoneInfo zone) => zone.GetUtcOffset(Utc(local.Ticks - offset.Ticks)) == offset;

    private static DateTimeOffset Moment(DateTime local, TimeSpan offset)
    {
        var ticks = local.Ticks - offset.Ticks;
        if (ticks < 0) return DateTimeOffset.MinValue;
        return ticks > DateTime.MaxValue.Ticks ? DateTimeOffset.MaxValue : new DateTimeOffset(local.Ticks, offset);
    }

    private static DateTime Utc(long ticks) => new(Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks), DateTimeKind.Utc);
}
