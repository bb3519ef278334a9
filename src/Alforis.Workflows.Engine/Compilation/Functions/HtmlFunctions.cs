using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Alforis.Workflows.Engine.Compilation.Functions;

/// <summary>Functions for HTML and URLs.</summary>
internal static partial class HtmlFunctions
{
    public static IEnumerable<(string Name, FunctionBody Body)> All { get; } =
    [
        ("html.escape", Change(WebUtility.HtmlEncode)),
        ("html.newline_to_br", Change(text => LineEnd().Replace(text, "<br />$0"))),
        ("html.strip", Change(HtmlTags.Strip)),
        ("html.url_encode", Change(text => Uri.EscapeDataString(WellFormed(text)))),
        ("html.url_escape", Change(EscapeUrl)),
    ];

    /// <summary>Half of a surrogate pair has no UTF-8 and cannot stand in a URL.</summary>
    public static string WellFormed(string text) => text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0 ? text : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static FunctionBody Change(Func<string, string> change) => (arguments, rendering) =>
    {
        if (arguments[0].IsNull) return default;
        // Escaping makes a text at most nine times as long: three bytes for a character, three characters for a byte.
        var text = arguments[0].Text;
        return rendering.SpendText(text.Length * 8) ? TemplateValue.From(change(text)) : default;
    };

    /// <summary>Like <c>html.url_encode</c>, but keeps the characters that divide a URL into its parts.</summary>
    private static string EscapeUrl(string text)
    {
        const string kept = ";/?:@&=+$,#[]!'()*";
        var result = new StringBuilder(text.Length);
        foreach (var part in Parts().EnumerateMatches(text))
        {
            var piece = text.AsSpan(part.Index, part.Length);
            if (kept.Contains(piece[0], StringComparison.Ordinal)) result.Append(piece);
            else result.Append(Uri.EscapeDataString(WellFormed(piece.ToString())));
        }

        return result.ToString();
    }

    [GeneratedRegex(@"\r\n|\r|\n", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex LineEnd();

    [GeneratedRegex(@"[;/?:@&=+$,#\[\]!'()*]+|[^;/?:@&=+$,#\[\]!'()*]+", RegexOptions.NonBacktracking)]
    private static partial Regex Parts();
}
