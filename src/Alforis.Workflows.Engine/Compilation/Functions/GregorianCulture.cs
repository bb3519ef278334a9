using System.Globalization;

namespace Alforis.Workflows.Engine.Compilation.Functions;

/// <summary>
/// Cultures as dates are written by them: days and months are counted by the Gregorian calendar everywhere, so their names must be that calendar's too.
/// Other calendars do not even have all the days.
/// </summary>
internal static class GregorianCulture
{
    /// <summary>The culture itself where it reckons so, else one that does; the invariant culture where there is none.</summary>
    public static CultureInfo Of(CultureInfo culture)
    {
        if (IsGregorian(culture.DateTimeFormat.Calendar)) return culture;
        if (culture.OptionalCalendars.FirstOrDefault(IsGregorian) is not { } calendar) return CultureInfo.InvariantCulture;
        var clone = (CultureInfo)culture.Clone();
        clone.DateTimeFormat.Calendar = calendar;
        return CultureInfo.ReadOnly(clone);
    }

    private static bool IsGregorian(Calendar calendar) => calendar is GregorianCalendar;
}
