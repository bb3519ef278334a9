using System.Globalization;
using System.Text;

namespace Alforis.Crm.Data.Printing;

/// <summary>
/// Shows what a terminal or a log would obey instead of print. Names and texts of definitions, files and databases belong to
/// somebody else: an escape sequence in them could rewrite the screen, a line break could forge a line.
/// </summary>
public static class VisibleText
{
    /// <summary>The text with every control character written as <c>\u001b</c>, line breaks too: it stays one line.</summary>
    /// <param name="text">Any text.</param>
    public static string Line(string text) => Show(text, keepsBreaks: false);

    /// <summary>The same, but line feeds stay; for texts of our own that have lines. JSON stays the same JSON.</summary>
    /// <param name="text">Any text.</param>
    public static string Lines(string text) => Show(text, keepsBreaks: true);

    private static string Show(string text, bool keepsBreaks)
    {
        ArgumentNullException.ThrowIfNull(text);
        StringBuilder? shown = null;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var obeyed = IsObeyed(c) && !(keepsBreaks && IsBreak(text, i));
            if (obeyed) shown ??= new StringBuilder(text, 0, i, text.Length + 16);
            if (shown is null) continue;
            if (obeyed) shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else shown.Append(c);
        }

        return shown?.ToString() ?? text;
    }

    /// <summary>A carriage return alone would go back to the start of the line and overwrite it.</summary>
    private static bool IsBreak(string text, int i) => text[i] == '\n' || (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n');

    /// <summary>Control characters, the two other separators of lines, and what changes the direction of writing.</summary>
    private static bool IsObeyed(char c) =>
        char.IsControl(c) || c is '\u061C' or '\u200E' or '\u200F' or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
