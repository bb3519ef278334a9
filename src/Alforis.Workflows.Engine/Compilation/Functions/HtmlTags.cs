using System.Text;

namespace Alforis.Workflows.Engine.Compilation.Functions;

/// <summary>
/// Takes tags and comments out of HTML, scripts and style sheets with what they contain. In time proportional to the text, which a regular
/// expression would not keep to: it would look for the end of every script anew.
/// </summary>
internal static class HtmlTags
{
    /// <summary>What begins, and what ends it; the first that fits and does end.</summary>
    private static readonly (string Opening, string Closing)[] Pairs = [("<script", "</script>"), ("<style", "</style>"), ("<!--", "-->"), ("<", ">")];

    public static string Strip(string html)
    {
        var text = new StringBuilder(html.Length);
        Span<bool> neverEnds = stackalloc bool[Pairs.Length];
        var position = 0;
        while (html.IndexOf('<', position) is var opening and >= 0)
        {
            text.Append(html, position, opening - position);
            position = EndOf(html, opening, neverEnds);
            if (position == opening) text.Append(html[position++]);
        }

        return text.Append(html, position, html.Length - position).ToString();
    }

    /// <summary>Behind what begins here; here when it never ends.</summary>
    private static int EndOf(string html, int opening, Span<bool> neverEnds)
    {
        for (var i = 0; i < Pairs.Length; i++)
        {
            var (begins, ends) = Pairs[i];
            if (neverEnds[i] || !html.AsSpan(opening).StartsWith(begins, StringComparison.OrdinalIgnoreCase)) continue;
            var closing = html.IndexOf(ends, opening + begins.Length, StringComparison.OrdinalIgnoreCase);
            if (closing >= 0) return closing + ends.Length;
            neverEnds[i] = true;
        }

        return opening;
    }
}
