using System.Text;
using System.Text.Json;

namespace Alforis.Workflows.Engine.Parsing;

/// <summary>
/// Says what is wrong with text that is no JSON: the frequent mistakes of those who write it by hand in words of their own, the others in
/// the reader's.
/// </summary>
internal static class JsonMistake
{
    private const string Quotes = "“”„«»‘’'";

    /// <param name="exception">What the reader says.</param>
    /// <param name="rest">The text from the mistake on.</param>
    /// <returns>The message, and how to put it right.</returns>
    public static (string Message, string? Suggestion) Of(JsonException exception, ReadOnlySpan<byte> rest)
    {
        if (Rune.DecodeFromUtf8(rest, out var found, out _) == System.Buffers.OperationStatus.Done)
        {
            if (found.IsBmp && Quotes.Contains((char)found.Value, StringComparison.Ordinal)) return ($"{found} is no quote of JSON.", "Write straight double quotes: \"name\".");
            if (found.Value == '/' || found.Value == '#') return ("comments are not possible.", "Remove it; 'description' is for notes.");
            if (found.Value is '}' or ']' && exception.Message.Contains("trailing comma", StringComparison.Ordinal))
            {
                return ($"a comma stands before '{found}'.", "Remove the comma.");
            }
        }

        // The position stands in the diagnostic.
        var end = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? exception.Message : exception.Message[..end], null);
    }
}
