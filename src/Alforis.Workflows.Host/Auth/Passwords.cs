using Alforis.Crm.Data.Accounts;
using Microsoft.AspNetCore.Identity;

namespace Alforis.Workflows.Host.Auth;

/// <summary>Makes and checks the hashes of passwords. Thread-safe.</summary>
internal sealed class Passwords(IPasswordHasher<string> hasher)
{
    /// <summary>A hash that no password has: of a text that nobody knows.</summary>
    private readonly string decoy = hasher.HashPassword("", SessionToken.Make());

    /// <summary>The hash of a password that keeps the rules.</summary>
    public string Hash(string password) =>
        hasher.HashPassword("", PasswordRules.Normalise(password) ?? throw new ArgumentException("It breaks the rules of passwords.", nameof(password)));

    /// <summary>Compares; what is compared with no hash takes as long.</summary>
    /// <param name="hash">The stored hash, or <see langword="null"/>.</param>
    /// <param name="password">What was typed.</param>
    public PasswordVerificationResult Verify(string? hash, string password)
    {
        // What is no text has the decoy's answer, too: the time that it takes says nothing.
        var normal = PasswordRules.Normalise(password);
        var isReal = hash is not null && normal is not null && IsHash(hash);
        var verdict = hasher.VerifyHashedPassword("", isReal ? hash! : decoy, normal ?? "");
        return isReal ? verdict : PasswordVerificationResult.Failed;
    }

    /// <summary>Whether the hasher can read it: it throws at what is not in Base64.</summary>
    private static bool IsHash(string text) => text.Length > 0 && Convert.TryFromBase64String(text, new byte[text.Length], out var length) && length > 0;
}
