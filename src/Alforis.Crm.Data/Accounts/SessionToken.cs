using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Alforis.Crm.Data.Accounts;

/// <summary>The opaque tokens that sessions are known by: 256 random bits, as text of which the database keeps a SHA-256.</summary>
public static class SessionToken
{
    private const int Bytes = 32;

    /// <summary>Longest text that can be a token; longer ones need no look.</summary>
    public const int MaxLength = 64;

    /// <summary>A new token.</summary>
    public static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What the database knows a token by.</summary>
    /// <param name="token">The token.</param>
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
