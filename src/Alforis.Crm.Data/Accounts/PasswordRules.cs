using System.Text;

namespace Alforis.Crm.Data.Accounts;

/// <summary>What a password must be like. Length is what makes it hard to guess; nothing else is asked for.</summary>
public static class PasswordRules
{
    /// <summary>Fewest characters.</summary>
    public const int Least = 12;

    /// <summary>Most characters; hashing takes no longer for a long one.</summary>
    public const int Most = 1000;

    /// <summary>
    /// A password as it is hashed: in Unicode's form NFC, so that it is the same from every keyboard; <see langword="null"/> for a text that is no Unicode.
    /// </summary>
    /// <param name="password">The password as it was typed.</param>
    public static string? Normalise(string password)
    {
        ArgumentNullException.ThrowIfNull(password);
        try
        {
            return password.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>What is wrong with a new password, as a sentence; <see langword="null"/> when nothing is.</summary>
    /// <param name="password">The password as it was typed.</param>
    /// <param name="email">The address of the account.</param>
    public static string? Problem(string password, string email)
    {
        if (Normalise(password) is not { } normal) return "A password is made of characters, and this text has half of one.";
        var characters = normal.EnumerateRunes().Count();
        if (characters < Least) return FormattableString.Invariant($"A password has at least {Least} characters; several words are easy to remember.");
        if (characters > Most) return FormattableString.Invariant($"A password has at most {Most} characters.");
        if (string.Equals(normal.Trim(), email, StringComparison.OrdinalIgnoreCase)) return "The e-mail address is known to others: choose another password.";
        return normal.Trim().EnumerateRunes().Distinct().Count() < 4 ? "The password repeats a few characters only: choose another." : null;
    }
}
