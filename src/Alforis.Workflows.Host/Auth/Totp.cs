using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Alforis.Workflows.Host.Hooks;

namespace Alforis.Workflows.Host.Auth;

/// <summary>
/// One-time codes by the clock (RFC 6238): six digits of HMAC-SHA-1 over periods of 30 seconds, as every authenticator makes them; one period
/// before or after is taken, too. The secrets are encrypted with the hosts' keys. Thread-safe.
/// </summary>
internal sealed class Totp(KeyRing keys)
{
    private const int SecretBytes = 20;
    private const int Digits = 6;
    private const int PeriodSeconds = 30;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private readonly KeyRing ring = keys.For("totp_secrets");

    /// <summary>Whether there are keys to encrypt secrets with.</summary>
    public bool IsPossible => ring.Exists;

    /// <summary>A new secret, as people type it and as the database keeps it.</summary>
    /// <exception cref="KeyRingException">The keys cannot be used.</exception>
    public (string Text, string Sealed) MakeSecret()
    {
        var secret = RandomNumberGenerator.GetBytes(SecretBytes);
        return (Encode(secret), ring.Seal(secret));
    }

    /// <summary>The period of a code; <see langword="null"/> when it is none of about now.</summary>
    /// <exception cref="KeyRingException">The secret cannot be decrypted here.</exception>
    public long? Match(string sealedSecret, string code, DateTimeOffset now)
    {
        var digits = string.Concat(code.Where(c => !char.IsWhiteSpace(c)));
        var secret = ring.Open(sealedSecret);
        var step = now.ToUnixTimeSeconds() / PeriodSeconds;
        long? match = null;
        foreach (var near in (long[])[step - 1, step, step + 1])
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Code(secret, near)), Encoding.UTF8.GetBytes(digits))) match ??= near;
        }

        return match;
    }

    /// <summary>What authenticators read from a QR code.</summary>
    public static string Uri(string secret, string email)
    {
        const string issuer = "Alforis Workflows";
        return $"otpauth://totp/{System.Uri.EscapeDataString(issuer)}:{System.Uri.EscapeDataString(email)}?secret={secret}&issuer={System.Uri.EscapeDataString(issuer)}"
            + $"&algorithm=SHA1&digits={Digits}&period={PeriodSeconds}";
    }

    /// <summary>The code of a period.</summary>
    public static string Code(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // RFC 6238 and all authenticators: HMAC-SHA-1 is not broken as SHA-1 is.
        HMACSHA1.HashData(secret, counter, mac);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(mac[(mac[^1] & 0xF)..]) & int.MaxValue;
        return (number % 1_000_000).ToString($"D{Digits}", CultureInfo.InvariantCulture);
    }

    /// <summary>Base 32 (RFC 4648) without padding; a secret's bytes divide evenly.</summary>
    private static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        int bits = 0, buffer = 0;
        foreach (var value in bytes)
        {
            buffer = (buffer << 8) | value;
            for (bits += 8; bits >= 5; bits -= 5) text.Append(Base32[(buffer >> (bits - 5)) & 31]);
            buffer &= (1 << bits) - 1;
        }

        return text.ToString();
    }
}
