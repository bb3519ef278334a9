using System.Globalization;
using System.Text;

namespace Alforis.Workflows.Host.Commands.Terminal;

/// <summary>
/// Makes JSON readable: the serialiser escapes what lies beyond U+FFFF, emoji for instance, and spaces such as the one that groups French
/// digits, whatever its encoder allows.
/// </summary>
internal static class JsonEscapes
{
    private const int Length = 6;

    /// <summary>The same JSON with escaped characters that one sees or that are spaces written as they are; what is invisible stays escaped.</summary>
    /// <param name="json">JSON as the serialiser writes it.</param>
    public static string Readable(string json)
    {
        if (!json.Contains(@"\u", StringComparison.OrdinalIgnoreCase)) return json;
        var readable = new StringBuilder(json.Length);
        for (var i = 0; i < json.Length;)
        {
            var first = Escaped(json, i);
            if (char.IsHighSurrogate(first) && Escaped(json, i + Length) is var second && char.IsLowSurrogate(second))
            {
                readable.Append(first).Append(second);
                i += 2 * Length;
                continue;
            }

            if (IsSeen(first))
            {
                readable.Append(first);
                i += Length;
                continue;
            }

            // An escape is taken whole: what follows a backslash, another backslash for instance, begins none.
            var width = json[i] == '\\' && i + 1 < json.Length ? 2 : 1;
            readable.Append(json, i, width);
            i += width;
        }

        return readable.ToString();
    }

    private static bool IsSeen(char c) => c > '\u007F' && char.GetUnicodeCategory(c) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    /// <summary>The UTF-16 code unit that is escaped here, or NUL.</summary>
    private static char Escaped(string json, int start) =>
        start + Length <= json.Length && json[start] == '\\' && json[start + 1] == 'u'
        && ushort.TryParse(json.AsSpan(start + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : '\0';
}
