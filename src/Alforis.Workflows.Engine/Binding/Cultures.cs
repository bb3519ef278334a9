using System.Globalization;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Finds cultures by their tags.</summary>
internal static class Cultures
{
    /// <summary>How to write one, as a sentence.</summary>
    public const string Cure = "Write a language and a country, such as \"fr-FR\" or \"en-GB\".";

    private const int LongestTag = 35;

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
