using System.Text;

namespace Alforis.Workflows.Engine.Templates;

/// <summary>Turns patterns of dates into .NET's formats, by which dates are read.</summary>
internal static class DateReading
{
    private static readonly Dictionary<char, string> Formats = new()
    {
        ['a'] = "ddd", ['A'] = "dddd", ['b'] = "MMM", ['B'] = "MMMM", ['d'] = "dd", ['e'] = "d", ['H'] = "HH", ['I'] = "hh", ['k'] = "H", ['l'] = "h",
        ['L'] = "fff", ['m'] = "MM", ['M'] = "mm", ['p'] = "tt", ['S'] = "ss", ['y'] = "yy", ['Y'] = "yyyy", ['Z'] = "zzz",
    };

    /// <summary>The format, or <see langword="null"/> when the pattern has codes by which nothing can be read.</summary>
    public static string? ToFormat(DatePattern pattern)
    {
        var format = new StringBuilder();
        foreach (var part in pattern.Parts)
        {
            if (part.Code != '\0')
            {
                if (!Formats.TryGetValue(part.Code, out var meaning)) return null;
                format.Append(meaning);
                continue;
            }

            foreach (var c in part.Text) format.Append('\\').Append(c);
        }

        return format.ToString();
    }
}
