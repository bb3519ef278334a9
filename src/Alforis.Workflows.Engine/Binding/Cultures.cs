using System.Globalization;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Finds cultures by their tags.</summary>
internal static class Cultures
{
    /// <summary>How to write one, as a sentence.</summary>
    public const string Cure = "Write a language and a country, such as \"fr-FR\" or \"en-GB\".";

    private const int LongestTag = 35;

    /// <summary>
    /// The culture with the calendar of all other dates: days and months of another one would not fit the numbers beside them, and most
    /// other calendars know some centuries only. The invariant culture for one that has no other.
    /// </summary>
    public static CultureInfo Gregorian(CultureInfo culture)
    {
        if (culture.DateTimeFormat.Calendar is GregorianCalendar) return culture;
        if (culture.OptionalCalendars.OfType<GregorianCalendar>().FirstOrDefault() is not { } calendar) return CultureInfo.InvariantCulture;
        var copy = (CultureInfo)culture.Clone();
        copy.DateTimeFormat.Calendar = calendar;
        return copy;
    }

    /// <summary>The culture, or <see langword="null"/> when this system knows none of that name.</summary>
    public static CultureInfo? Find(string tag)
    {
        if (tag.Length is 0 or > LongestTag || !tag.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) return null;
        try
        {
            return CultureInfo.GetCultureInfo(tag, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }
}
