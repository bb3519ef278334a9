using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Alforis.Workflows.Host.Actions.CallWebhook;

/// <summary>Reads answers that are JSON, as far as PostgreSQL can keep them as <c>jsonb</c>.</summary>
internal static class AnswerJson
{
    private const int LongestNumber = 100;

    /// <summary>What is nested deeper is better read as text.</summary>
    private const int MostDepth = 32;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Whether a body of that media type says that it is JSON.</summary>
    public static bool IsDeclared(string? mediaType) =>
        mediaType is not null
        && (mediaType.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || mediaType.EndsWith("+json", StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads the value, unless the text is none, or one that is better kept as text.</summary>
    /// <param name="text">A whole body.</param>
    /// <param name="value">The value; <see langword="null"/> is that of JSON, too.</param>
    public static bool TryRead(string text, out JsonNode? value)
    {
        value = null;
        try
        {
            if (!IsStorable(Encoding.UTF8.GetBytes(text))) return false;
            value = JsonNode.Parse(text, documentOptions: Strict);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary><c>jsonb</c> has no NUL, no half of a surrogate pair, and no number that <c>numeric</c> has not.</summary>
    private static bool IsStorable(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MostDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && !IsStorableText(ref reader)) return false;
            if (reader.TokenType is JsonTokenType.Number && !IsStorableNumber(ref reader)) return false;
        }

        return true;
    }

    private static bool IsStorableText(ref Utf8JsonReader reader)
    {
        try
        {
            return !reader.GetString()!.Contains('\0', StringComparison.Ordinal);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>What a double holds lies far within the range of <c>numeric</c>.</summary>
    private static bool IsStorableNumber(ref Utf8JsonReader reader) =>
        reader.ValueSpan.Length <= LongestNumber
        && reader.TryGetDouble(out var number) && double.IsFinite(number)
        && (number != 0 || !reader.ValueSpan.ContainsAny((byte)'e', (byte)'E'));
}
