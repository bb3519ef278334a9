using System.Globalization;
using System.Text;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Templates;

namespace Alforis.Workflows.Engine.Compilation.Functions;

/// <summary>Writes dates and moments by a pattern; names of days and months are the culture's. Immutable.</summary>
internal sealed class DateWriter(DatePattern pattern, CultureInfo culture)
{
    private readonly CultureInfo culture = pattern.IsInvariant ? CultureInfo.InvariantCulture : Cultures.Gregorian(culture);

    public void Write(DateTimeOffset moment, StringBuilder text)
    {
        foreach (var part in pattern.Parts)
        {
            if (part.Code == '\0') text.Append(part.Text);
            else Write(part.Code, moment, text);
        }
    }

    private void Write(char code, DateTimeOffset m, StringBuilder text)
    {
        var invariant = CultureInfo.InvariantCulture;
        _ = code switch
        {
            'a' => text.Append(culture, $"{m:ddd}"),
            'A' => text.Append(culture, $"{m:dddd}"),
            'b' => text.Append(culture, $"{m:MMM}"),
            // With the day beside it, a language that declines its months writes them in the genitive.
            'B' => text.Append(culture.DateTimeFormat.GetMonthName(m.Month)),
            'C' => text.Append(invariant, $"{m.Year / 100:00}"),
            'd' => text.Append(invariant, $"{m.Day:00}"),
            'e' => text.Append(invariant, $"{m.Day,2}"),
            'H' => text.Append(invariant, $"{m.Hour:00}"),
            'I' => text.Append(invariant, $"{Twelve(m):00}"),
            'j' => text.Append(invariant, $"{m.DayOfYear:000}"),
            'k' => text.Append(invariant, $"{m.Hour,2}"),
            'l' => text.Append(invariant, $"{Twelve(m),2}"),
            'L' => text.Append(invariant, $"{m.Millisecond:000}"),
            'm' => text.Append(invariant, $"{m.Month:00}"),
            'M' => text.Append(invariant, $"{m.Minute:00}"),
            'N' => text.Append(invariant, $"{m.Ticks % TimeSpan.TicksPerSecond * 100:000000000}"),
            'p' => text.Append(m.Hour < 12 ? "AM" : "PM"),
            'P' => text.Append(m.Hour < 12 ? "am" : "pm"),
            's' => text.Append(invariant, $"{m.ToUnixTimeSeconds()}"),
            'S' => text.Append(invariant, $"{m.Second:00}"),
            'u' => text.Append(m.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)m.DayOfWeek),
            'U' => text.Append(invariant, $"{Week(m, DayOfWeek.Sunday):00}"),
            'v' => text.Append(string.Create(invariant, $"{m.Day,2}-{m:MMM}-{m:yyyy}").ToUpperInvariant()),
            'V' => text.Append(invariant, $"{ISOWeek.GetWeekOfYear(m.DateTime):00}"),
            'w' => text.Append((int)m.DayOfWeek),
            'W' => text.Append(invariant, $"{Week(m, DayOfWeek.Monday):00}"),
            'x' => text.Append(culture, $"{m:d}"),
            'X' => text.Append(culture, $"{m:T}"),
            'y' => text.Append(invariant, $"{m.Year % 100:00}"),
            'Y' => text.Append(invariant, $"{m.Year:0000}"),
            _ => text.Append(invariant, $"{m:zzz}"),
        };
    }

    private static int Twelve(DateTimeOffset moment) => moment.Hour % 12 == 0 ? 12 : moment.Hour % 12;

    /// <summary>The week of the year, the days before its first such day of the week being week 0.</summary>
    private static int Week(DateTimeOffset moment, DayOfWeek first)
    {
        var daysIntoWeek = ((int)moment.DayOfWeek - (int)first + 7) % 7;
        return (moment.DayOfYear + 6 - daysIntoWeek) / 7;
    }
}
