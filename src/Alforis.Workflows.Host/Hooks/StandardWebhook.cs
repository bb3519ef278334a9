using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Alforis.Workflows.Host.Hooks;

/// <summary>The headers of a signed call, read as the Standard Webhooks specification has them.</summary>
/// <param name="Id">The sender's name for the message: the same when it is sent again.</param>
/// <param name="SentAt">When it was signed.</param>
/// <param name="Timestamp">The same as it was written: it is part of what is signed.</param>
/// <param name="Signatures">The signatures of version 1, each of 32 bytes.</param>
internal sealed record StandardWebhook(string Id, DateTimeOffset SentAt, string Timestamp, IReadOnlyList<byte[]> Signatures)
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    /// <summary>How far the sender's clock may be from ours, either way.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private const string Version = "v1,";
    private const int MostIdCharacters = 255;

    /// <summary>A sender that changes its secret signs with both; nobody signs with this many.</summary>
    private const int MostSignatures = 20;

    /// <summary>The headers, or <see langword="null"/> when one is missing, stands twice, or cannot be read.</summary>
    public static StandardWebhook? Read(IHeaderDictionary headers)
    {
        if (ReadId(headers) is not { } id || headers[TimestampHeader] is not [{ } timestamp] || headers[SignatureHeader] is not [{ } signatures]) return null;
        if (timestamp.Length > 12 || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
            return null;
        var read = signatures.Split(' ', MostSignatures + 1, StringSplitOptions.RemoveEmptyEntries)
            .Take(MostSignatures)
            .Where(s => s.StartsWith(Version, StringComparison.Ordinal))
            .Select(s => Decode(s[Version.Length..]))
            .OfType<byte[]>()
            .ToList();
        return read.Count == 0 ? null : new StandardWebhook(id, DateTimeOffset.FromUnixTimeSeconds(seconds), timestamp, read);
    }

    /// <summary>The id of a call, if it has a usable one: 1 to 255 visible ASCII characters.</summary>
    public static string? ReadId(IHeaderDictionary headers) =>
        headers[IdHeader] is [{ Length: > 0 and <= MostIdCharacters } id] && id.All(c => c is > ' ' and < '\u007f') ? id : null;

    /// <summary>The value of <see cref="SignatureHeader"/>: a signature with each key.</summary>
    /// <param name="keys">The keys, at least one.</param>
    /// <param name="id">The value of <see cref="IdHeader"/>.</param>
    /// <param name="timestamp">The value of <see cref="TimestampHeader"/>.</param>
    /// <param name="body">What is sent.</param>
    public static string Sign(IEnumerable<byte[]> keys, string id, string timestamp, byte[] body) =>
        string.Join(' ', keys.Select(key => Version + Convert.ToBase64String(Signature(key, id, timestamp, body))));

    /// <summary>Whether one of the signatures is that of the key. Takes as long whichever of them is.</summary>
    public bool IsSignedWith(byte[] key, ReadOnlySpan<byte> body)
    {
        var expected = Signature(key, Id, Timestamp, body);
        var isOne = false;
        foreach (var signature in Signatures) isOne |= CryptographicOperations.FixedTimeEquals(signature, expected);
        return isOne;
    }

    private static byte[] Signature(byte[] key, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.ASCII.GetBytes($"{id}.{timestamp}."));
        hmac.AppendData(body);
        return hmac.GetHashAndReset();
    }

    private static byte[]? Decode(string base64)
    {
        var bytes = new byte[HMACSHA256.HashSizeInBytes + 2];
        return Convert.TryFromBase64String(base64, bytes, out var length) && length == HMACSHA256.HashSizeInBytes ? bytes[..length] : null;
    }
}
