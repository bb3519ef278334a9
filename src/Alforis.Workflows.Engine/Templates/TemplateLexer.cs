using System.Collections.Immutable;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Workflows.Engine.Templates;

/// <summary>
/// Cuts a template into text and code, as Scriban does: <c>{{ … }}</c> is code, <c>{%{ … }%}</c> keeps what it encloses as text,
/// <c>{{-</c> and <c>-}}</c> remove the white space beside them, <c>{{~</c> and <c>~}}</c> that on the same line, with its end.
/// </summary>
internal sealed class TemplateLexer(string template, List<TemplateError> errors)
{
    /// <summary>No tag has a longer name.</summary>
    private const int LongestTag = 30;

    private readonly ImmutableArray<TemplateChunk>.Builder chunks = ImmutableArray.CreateBuilder<TemplateChunk>();
    private char trimNext;

    public ImmutableArray<TemplateChunk> Cut()
    {
        var position = 0;
        while (position < template.Length)
        {
            var open = NextOpening(position);
            if (open < 0) break;
            var percent = PercentSigns(open);
            var inside = open + (percent > 0 ? percent + 2 : 2);
            var strip = inside < template.Length && template[inside] is '-' or '~' ? template[inside] : '\0';
            AddText(position, open, strip);
            if (strip != '\0') inside++;
            position = percent > 0 ? Escaped(open, inside, percent) : Code(open, inside);
        }

        if (position < template.Length) AddText(position, template.Length, '\0');
        return chunks.ToImmutable();
    }

    /// <summary>The next <c>{{</c>, or <c>{%…{</c>.</summary>
    private int NextOpening(int position)
    {
        while (true)
        {
            var open = template.AsSpan(position).IndexOf('{');
            if (open < 0) return -1;
            open += position;
            if (template.AsSpan(open).StartsWith("{{", StringComparison.Ordinal) || PercentSigns(open) > 0) return open;
            RefuseTag(open);
            position = open + 1;
        }
    }

    /// <summary>Scriban takes <c>{% if x %}</c> for text; whoever writes it does not mean it to be read by people.</summary>
    private void RefuseTag(int open)
    {
        var rest = template.AsSpan(open);
        if (!rest.StartsWith("{%", StringComparison.Ordinal)) return;
        rest = rest[2..];
        if (rest is ['-' or '+' or '~', ..]) rest = rest[1..];
        rest = rest.TrimStart();
        var length = 0;
        while (length < rest.Length && (char.IsAsciiLetter(rest[length]) || rest[length] == '_')) length++;
        if (length is 0 or > LongestTag) return;
        var word = rest[..length].ToString();
        errors.Add(new TemplateError(
            DiagnosticCodes.UnsupportedTemplate, $"Tags such as '{{% {word} %}}' are not part of this template language.", ForeignSyntax.CureOfTag(word), open));
    }

    private int PercentSigns(int open)
    {
        var rest = template.AsSpan(open + 1);
        var count = rest.IndexOfAnyExcept('%');
        return count > 0 && rest[count] == '{' ? count : 0;
    }

    private int Escaped(int open, int inside, int percent)
    {
        var closing = string.Concat("}", new string('%', percent), "}");
        var close = template.IndexOf(closing, inside, StringComparison.Ordinal);
        if (close < 0)
        {
            errors.Add(new TemplateError(
                DiagnosticCodes.TemplateSyntax, $"A text is opened by '{template[open..(open + percent + 2)]}' and never closed.", $"Close it with '{closing}'.", open));
            return template.Length;
        }

        var end = close > inside && template[close - 1] is '-' or '~' ? close - 1 : close;
        trimNext = '\0';
        if (end > inside) chunks.Add(new TextChunk(template[inside..end], inside));
        trimNext = end < close ? template[end] : '\0';
        return close + closing.Length;
    }

    private int Code(int open, int inside)
    {
        var lexer = new CodeLexer(template, inside, errors);
        var tokens = lexer.Read();
        if (tokens is null)
        {
            if (!lexer.HasFailed)
            {
                errors.Add(new TemplateError(
                    DiagnosticCodes.TemplateSyntax, "A placeholder is opened by '{{' and never closed.", "Close it with '}}'.", open));
            }

            return template.Length;
        }

        trimNext = lexer.Strip;
        chunks.Add(new CodeChunk(tokens.Value, lexer.HasComment, lexer.HasFailed, open));
        return lexer.Position;
    }

    private void AddText(int start, int end, char trimEnd)
    {
        if (trimNext == '-')
        {
            while (start < end && char.IsWhiteSpace(template[start])) start++;
        }
        else if (trimNext == '~')
        {
            while (start < end && char.IsWhiteSpace(template[start]))
            {
                if (template[start++] == '\n') break;
            }
        }

        if (trimEnd == '-')
        {
            while (end > start && char.IsWhiteSpace(template[end - 1])) end--;
        }
        else if (trimEnd == '~')
        {
            while (end > start && char.IsWhiteSpace(template[end - 1]) && template[end - 1] is not ('\n' or '\r')) end--;
        }

        trimNext = '\0';
        if (end > start) chunks.Add(new TextChunk(template[start..end], start));
    }
}
