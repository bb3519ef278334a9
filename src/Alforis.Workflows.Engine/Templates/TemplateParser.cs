using System.Collections.Immutable;

namespace Alforis.Workflows.Engine.Templates;

/// <summary>Splits a template into text and placeholders. The syntax is a strict subset of Scriban's.</summary>
internal static class TemplateParser
{
    private const string Open = "{{";
    private const string Close = "}}";

    public static bool ContainsPlaceholder(string text) => text.Contains(Open, StringComparison.Ordinal);

    public static (ImmutableArray<TemplateSegment> Segments, ImmutableArray<TemplateError> Errors) Parse(string template)
    {
        var segments = ImmutableArray.CreateBuilder<TemplateSegment>();
        var errors = ImmutableArray.CreateBuilder<TemplateError>();
        var position = 0;
        while (position < template.Length)
        {
            var open = template.IndexOf(Open, position, StringComparison.Ordinal);
            if (open < 0) break;
            if (open > position) segments.Add(new TextSegment(template[position..open]));
            var close = template.IndexOf(Close, open + Open.Length, StringComparison.Ordinal);
            if (close < 0)
            {
                errors.Add(new TemplateError("A placeholder is opened by '{{' and never closed.", "Close it with '}}'.", open));
                return (segments.ToImmutable(), errors.ToImmutable());
            }

            ParsePlaceholder(template, open + Open.Length, close, segments, errors);
            position = close + Close.Length;
        }

        if (position < template.Length) segments.Add(new TextSegment(template[position..]));
        return (segments.ToImmutable(), errors.ToImmutable());
    }

    /// <summary>Whether the text is names joined by dots: letters, digits and underscores, not beginning with a digit.</summary>
    public static bool IsPath(ReadOnlySpan<char> text)
    {
        var startsName = true;
        foreach (var c in text)
        {
            if (c == '.')
            {
                if (startsName) return false;
                startsName = true;
                continue;
            }

            if (!(char.IsLetter(c) || c == '_' || (!startsName && char.IsDigit(c)))) return false;
            startsName = false;
        }

        return !startsName;
    }

    private static void ParsePlaceholder(
        string template, int start, int end, ImmutableArray<TemplateSegment>.Builder segments, ImmutableArray<TemplateError>.Builder errors)
    {
        var inside = template.AsSpan(start, end - start);
        var path = inside.Trim();
        var position = start + (inside.Length - inside.TrimStart().Length);
        if (path.IsEmpty)
        {
            errors.Add(new TemplateError("This placeholder is empty.", "Write a path, for example '{{ organisation.nom }}'.", start));
            return;
        }

        if (!IsPath(path))
        {
            errors.Add(new TemplateError(
                $"'{Shorten(path)}' is not a path: names joined by dots.", "Write a path, for example '{{ organisation.nom }}'.", position));
            return;
        }

        segments.Add(new PlaceholderSegment(path.ToString(), position));
    }

    private static string Shorten(ReadOnlySpan<char> text) => text.Length <= 40 ? text.ToString() : string.Concat(text[..39], "…");
}
