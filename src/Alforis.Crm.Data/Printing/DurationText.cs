using System.Globalization;

namespace Alforis.Crm.Data.Printing;

/// <summary>Durations as people read them.</summary>
public static class DurationText
{
    /// <summary>A duration: <c>0.4 ms</c>, <c>12 ms</c>, <c>3.4 s</c>, <c>2 min 5 s</c>, <c>1 h 4 min</c>.</summary>
    /// <param name="duration">Zero or more.</param>
    public static string Of(TimeSpan duration) => duration switch
    {
        { TotalMilliseconds: < 9.95 } => Text($"{duration.TotalMilliseconds:0.#} ms"),
        { TotalMilliseconds: < 999.5 } => Text($"{duration.TotalMilliseconds:0} ms"),
        { TotalSeconds: < 59.95 } => Text($"{duration.TotalSeconds:0.0} s"),
        { TotalSeconds: < 3599.5 } => Text($"{(int)Math.Round(duration.TotalSeconds) / 60} min {(int)Math.Round(duration.TotalSeconds) % 60} s"),
        _ => Text($"{(long)duration.TotalHours} h {duration.Minutes} min"),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
