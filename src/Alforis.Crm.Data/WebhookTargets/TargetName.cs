namespace Alforis.Crm.Data.WebhookTargets;

/// <summary>What people and definitions call a target; upper and lower case are the same.</summary>
public static class TargetName
{
    /// <summary>Longest name in characters.</summary>
    public const int MaxLength = 200;

    /// <summary>What a name looks like, as a sentence for people.</summary>
    public const string Form = "A name has 1 to 200 characters, none of them a control character, and no space at its ends.";

    /// <summary>Whether a text can be a name.</summary>
    /// <param name="text">Any text.</param>
    public static bool IsValid(string text) =>
        text is { Length: > 0 and <= MaxLength } && text.Trim().Length == text.Length && !text.Any(char.IsControl);
}
