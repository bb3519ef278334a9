using System.Text.RegularExpressions;

namespace Alforis.Crm.Data.Hooks;

/// <summary>The last part of a hook's address.</summary>
public static partial class HookSlug
{
    /// <summary>What a slug looks like, as a sentence for people.</summary>
    public const string Form = "A slug has 1 to 100 lower-case letters without accents, digits, hyphens and underscores, and begins with a letter or digit.";

    /// <summary>Whether a text can be a slug.</summary>
    /// <param name="text">Any text.</param>
    public static bool IsValid(string text) => Pattern().IsMatch(text);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9_-]{0,99}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
