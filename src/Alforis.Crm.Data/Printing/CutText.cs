namespace Alforis.Crm.Data.Printing;

/// <summary>Cuts what is too long for a message.</summary>
public static class CutText
{
    /// <summary>
    /// The text, or its beginning with <c>…</c>. Never half of a surrogate pair: a text that ends in one cannot be sent to a database.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <param name="most">Most UTF-16 code units of the result, at least 2.</param>
    public static string ToFit(string text, int most)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= most) return text;
        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return string.Concat(text.AsSpan(0, end), "…");
    }
}
