namespace Alforis.Workflows.Engine.Diagnostics;

/// <summary>What somebody wrote, as a message shows it: cut where it is long, and never between the halves of a surrogate pair.</summary>
internal static class Excerpt
{
    /// <param name="text">The text.</param>
    /// <param name="longest">How many UTF-16 code units are shown, the sign for a cut counted too.</param>
    public static string Of(string text, int longest)
    {
        if (text.Length <= longest) return text;
        var end = char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1;
        return string.Concat(text.AsSpan(0, end), "…");
    }
}
