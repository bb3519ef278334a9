using System.Text;

namespace Alforis.Workflows.Engine.Compilation.Functions;

/// <summary>
/// Takes tags out of HTML, as Scriban does: scripts and styles with what they enclose, comments, and everything else from <c>&lt;</c> to <c>&gt;</c>.
/// What is never closed stays. Time is linear in the text: that an end is missing is found out once.
/// </summary>
internal static class HtmlTags
{
    private static readonly (string Open, string Close)[] Enclosing = [("<script", "</script>"), ("<style", "</style>"), ("<!--", "-->")];

    public static string Remove(string text)
    {
        Span<bool> isMissing = stackalloc bool[Enclosing.Length];
        var result = new StringBuilder(text.Length);
        var position = 0;
        while (text.AsSpan(position).IndexOf('<') is var at and >= 0)
        {
            var open = position + at;
            var end = EndOfEnclosed(text, open, isMissing);
            if (end < 0) end = text.IndexOf('>', open) + 1;
            if (end == 0) break;
            result.Append(text, position, at);
            position = end;
        }

        return position == 0 ? text : result.Append(text, position, text.Length - position).ToString();
    }

    private static int EndOfEnclosed(string text, int open, Span<bool> isMissing)
    {
        for (var i = 0; i < Enclosing.Length; i++)
        {
            var (start, close) = Enclosing[i];
            if (isMissing[i] || !text.AsSpan(open).StartsWith(start, StringComparison.OrdinalIgnoreCase)) continue;
            var at = text.IndexOf(close, open + start.Length, StringComparison.OrdinalIgnoreCase);
            if (at >= 0) return at + close.Length;
            isMissing[i] = true;
        }

        return -1;
    }
}
