using System.Text;

namespace Alforis.Workflows.Engine.Templates;

/// <summary>Turns patterns of dates that have nothing but digits and fixed text into .NET's formats.</summary>
internal static class DateDigits
{
    /// <summary>The format, or <see langword="null"/> when the pattern has anything else.</summary>
    public static string? FormatOf(DatePattern pattern)
    {
        var format = new StringBuilder();
        foreach (var part in pattern.Parts)
        {
            if (part.Code == '\0')
            {
                foreach (var c in part.Text) format.Append('\\').Append(c);
                continue;
            }

            var digits = part.Code switch { 'd' => "dd", 'm' => "MM", 'y' => "yy", 'Y' => "yyyy", 'H' => "HH", 'M' => "mm", 'S' => "ss", 'L' => "fff", _ => null };
            if (digits is null) return null;
            format.Append(digits);
        }

        // A format of one letter would be one of the standard formats.
        return format.Length > 2 ? format.ToString() : null;
    }
}
