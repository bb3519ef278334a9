using System.Globalization;
using System.Runtime.InteropServices;
using Alforis.Workflows.Engine.Definitions;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>
/// So many units of time. Seconds, minutes and hours are exact; days and longer are counted by the calendar of a time zone, so that the
/// time of day stays.
/// </summary>
/// <param name="Count">How many units; negative for the past.</param>
/// <param name="Unit">The unit.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TimeAmount(long Count, TimeUnit Unit)
{
    /// <summary>Whether it has the same length everywhere and at all times.</summary>
    public bool IsExact => Unit <= TimeUnit.Hours;

    /// <summary>Whole seconds, in the largest unit that counts them exactly.</summary>
    public static TimeAmount Of(TimeSpan time)
    {
        var seconds = time.Ticks / TimeSpan.TicksPerSecond;
        if (seconds % 60 != 0) return new TimeAmount(seconds, TimeUnit.Seconds);
        return seconds % 3600 == 0 ? new TimeAmount(seconds / 3600, TimeUnit.Hours) : new TimeAmount(seconds / 60, TimeUnit.Minutes);
    }

    /// <summary>As people write it, for example <c>30 days</c>, <c>-1 hour</c>.</summary>
    public override string ToString() => Text("0");

    /// <summary>As people write it, always with a sign: <c>+1 day</c>.</summary>
    public string ToSignedText() => Text("+0;-0;+0");

    private string Text(string format)
    {
        var unit = Unit.ToString().ToLowerInvariant();
        return Count.ToString(format, CultureInfo.InvariantCulture) + " " + (Math.Abs(Count) == 1 ? unit[..^1] : unit);
    }
}
