using System.Collections.Immutable;
using System.Text;

namespace Alforis.Workflows.Engine.Templates;

/// <summary>A pattern of <c>date.to_string</c>: text with codes such as <c>%d</c>. Immutable.</summary>
internal sealed record DatePattern(ImmutableArray<DatePatternPart> Parts, bool IsInvariant)
{
    private const string Codes = "aAbBcCdDeFhHIjklLmMnNpPrRsStTuUvVwWxXyYZ%";

    /// <summary>Codes that stand for other codes.</summary>
    private static readonly Dictionary<char, string> Short = new()
    {
        ['c'] = "%a %b %e %T %Y", ['D'] = "%m/%d/%y", ['F'] = "%Y-%m-%d", ['h'] = "%b", ['r'] = "%I:%M:%S %p", ['R'] = "%H:%M", ['T'] = "%H:%M:%S",
    };

    /// <summary>The pattern, or where it goes wrong.</summary>
    public static (DatePattern? Pattern, int WrongAt) Parse(string text)
    {
        var parts = ImmutableArray.CreateBuilder<DatePatternPart>();
        var isInvariant = false;
        var wrongAt = Read(text, parts, ref isInvariant);
        return wrongAt >= 0 ? (null, wrongAt) : (new DatePattern(parts.ToImmutable(), isInvariant), -1);
    }

    private static int Read(string text, ImmutableArray<DatePatternPart>.Builder parts, ref bool isInvariant)
    {
        var fixedText = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                fixedText.Append(text[i]);
                continue;
            }

            if (++i == text.Length) return i - 1;
            var code = text[i];
            if (code == 'g')
            {
                isInvariant = true;
                if (text.Length == 2) Read("%d %b %Y", parts, ref isInvariant);
                else if (i + 1 < text.Length && text[i + 1] == ' ') i++;
                continue;
            }

            if (!Codes.Contains(code, StringComparison.Ordinal)) return i - 1;
            if (code is '%' or 'n' or 't')
            {
                fixedText.Append(code switch { 'n' => '\n', 't' => '\t', _ => '%' });
                continue;
            }

            if (fixedText.Length > 0) parts.Add(new DatePatternPart(fixedText.ToString(), '\0'));
            fixedText.Clear();
            if (Short.TryGetValue(code, out var meaning)) Read(meaning, parts, ref isInvariant);
            else parts.Add(new DatePatternPart("", code));
        }

        if (fixedText.Length > 0) parts.Add(new DatePatternPart(fixedText.ToString(), '\0'));
        return -1;
    }
}

/// <summary>Text, or a code when it is not NUL.</summary>
internal readonly record struct DatePatternPart(string Text, char Code);
