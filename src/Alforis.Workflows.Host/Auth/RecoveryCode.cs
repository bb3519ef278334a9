using System.Security.Cryptography;
using System.Text;

namespace Alforis.Workflows.Host.Auth;

/// <summary>Codes that sign in once without the device: ten letters and digits that are not mistaken for each other, in two groups.</summary>
internal static class RecoveryCode
{
    /// <summary>How many somebody gets.</summary>
    public const int Count = 10;

    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int Characters = 10;

    /// <summary>A new code, about 49 random bits: guesses are counted, ten at a time.</summary>
    public static string Make() =>
        RandomNumberGenerator.GetString(Alphabet, Characters / 2) + "-" + RandomNumberGenerator.GetString(Alphabet, Characters / 2);

    /// <summary>Whether a text can be such a code: one-time codes are digits alone.</summary>
    public static bool IsOne(string text) => Strip(text) is { Length: Characters } code && code.All(c => Alphabet.Contains(c, StringComparison.Ordinal));

    /// <summary>What the database knows a code by, whatever its case and however it is grouped.</summary>
    public static byte[] Hash(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(Strip(code)));

    private static string Strip(string text) => string.Concat(text.Where(c => c != '-' && !char.IsWhiteSpace(c))).ToLowerInvariant();
}
