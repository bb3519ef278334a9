using System.Text;
using System.Text.Json;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Crm.Data.Json;

/// <summary>Finds what is wrong with a text whatever its members mean: a name that stands twice, characters that no row can hold.</summary>
public static class JsonTextCheck
{
    /// <summary>The first such mistake at its own place, or <see langword="null"/>.</summary>
    /// <param name="utf8">The text, without a byte order mark.</param>
    /// <param name="mostDepth">How deep objects and lists may be nested.</param>
    /// <param name="asksNumbers">Whether a number must be one that both the database and conditions can hold.</param>
    /// <exception cref="JsonException">It is not JSON, or nested deeper.</exception>
    public static Diagnostic? Check(ReadOnlySpan<byte> utf8, int mostDepth, bool asksNumbers = false)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = mostDepth });
        var open = new Stack<Level>();
        Diagnostic? found = null;
        // Reading goes on to the end: that the text is no JSON at all is the more useful thing to hear.
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                open.Pop();
                continue;
            }

            if (reader.TokenType != JsonTokenType.PropertyName && open.TryPeek(out var list) && list.Names is null) list.Index++;
            if (found is null && Mistake(ref reader, open, asksNumbers) is { } mistake)
            {
                var (line, column) = JsonPlace.Locate(utf8, (int)reader.TokenStartIndex);
                found = new(mistake.Code, DiagnosticSeverity.Error, Pointer(open), line, column, mistake.Message, mistake.Cure);
            }

            if (reader.TokenType == JsonTokenType.StartObject) open.Push(new Level(new HashSet<string>(StringComparer.Ordinal)));
            else if (reader.TokenType == JsonTokenType.StartArray) open.Push(new Level(null));
        }

        return found;
    }

    private static (string Code, string Message, string? Cure)? Mistake(ref Utf8JsonReader reader, Stack<Level> open, bool asksNumbers)
    {
        if (asksNumbers && reader.TokenType == JsonTokenType.Number && JsonNumberCheck.Problem(ref reader) is { } problem)
            return (CrmDiagnosticCodes.ContextValue, problem, "Send it as text.");
        if (reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.String)) return null;
        string text;
        try
        {
            text = reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // The reader looks at escapes only when the text is taken out.
            return (CrmDiagnosticCodes.ContextSyntax, "This string is not valid Unicode text.", null);
        }

        if (reader.TokenType == JsonTokenType.PropertyName)
        {
            var level = open.Peek();
            level.Name = text;
            if (!level.Names!.Add(text)) return (CrmDiagnosticCodes.ContextSyntax, $"The member '{text}' stands twice in this object.", "Remove one.");
        }

        return text.Contains('\0', StringComparison.Ordinal)
            ? (CrmDiagnosticCodes.ContextValue, "NUL characters cannot be stored.", "Remove \\u0000.")
            : null;
    }

    private static string Pointer(Stack<Level> open)
    {
        var pointer = new StringBuilder();
        foreach (var level in open.Reverse()) pointer.Append(level.Names is null ? JsonPlace.Step(level.Index) : JsonPlace.Step(level.Name));
        return pointer.ToString();
    }

    /// <summary>An object or a list that is not closed yet, and where in it the reader is.</summary>
    /// <param name="names">The members so far; <see langword="null"/> for a list.</param>
    private sealed class Level(HashSet<string>? names)
    {
        public HashSet<string>? Names => names;

        public string Name { get; set; } = "";

        public int Index { get; set; } = -1;
    }
}
