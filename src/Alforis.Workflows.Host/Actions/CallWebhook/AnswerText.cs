using System.Text;

namespace Alforis.Workflows.Host.Actions.CallWebhook;

/// <summary>Makes text of bytes that somebody else has written, whatever they are.</summary>
internal static class AnswerText
{
    /// <summary>The text; what is no character becomes U+FFFD, and one that a cut has halved is left out.</summary>
    /// <param name="bytes">The body, or its beginning.</param>
    /// <param name="charset">As the answer names it; UTF-8 when it names none, or none that there is.</param>
    /// <param name="isCut">Whether more bytes followed.</param>
    public static string Decode(ReadOnlySpan<byte> bytes, string? charset, bool isCut)
    {
        var encoding = Find(charset?.Trim().Trim('"', '\'')) ?? Encoding.UTF8;
        if (bytes.StartsWith(encoding.Preamble)) bytes = bytes[encoding.Preamble.Length..];
        var characters = new char[encoding.GetMaxCharCount(bytes.Length)];
        var count = encoding.GetDecoder().GetChars(bytes, characters, flush: !isCut);
        return new string(characters, 0, count);
    }

    /// <summary>The text as the database can keep it: PostgreSQL has no NUL.</summary>
    public static string Storable(string text) => text.Replace("\0", "", StringComparison.Ordinal);

    private static Encoding? Find(string? charset)
    {
        if (string.IsNullOrEmpty(charset)) return null;
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
