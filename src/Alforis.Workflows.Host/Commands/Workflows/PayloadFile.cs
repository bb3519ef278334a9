using System.Text.Json;
using Alforis.Crm.Data.Printing;
using Alforis.Workflows.Host.Commands.Definitions;

namespace Alforis.Workflows.Host.Commands.Workflows;

/// <summary>A file with what a webhook would bring.</summary>
internal static class PayloadFile
{
    private const int MaxBytes = 256 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads it; what is wrong with it is said.</summary>
    public static async Task<JsonElement?> ReadAsync(string name, CommandSurroundings surroundings, CancellationToken ct)
    {
        var file = await InputFile.ReadAsync(name, MaxBytes, surroundings, ct);
        var (payload, problem) = file.Problem is { } unreadable ? (null, unreadable.Message) : Parse(file.Content);
        if (problem is not null) await surroundings.Error.WriteLineAsync($"{VisibleText.Line(name)}: {problem}");
        return payload;
    }

    private static (JsonElement? Payload, string? Problem) Parse(ReadOnlyMemory<byte> content)
    {
        if (content.Length > MaxBytes) return (null, FormattableString.Invariant($"A webhook brings at most {MaxBytes / 1024} KB."));
        try
        {
            var payload = JsonElement.Parse(content.Span, Strict);
            return payload.ValueKind == JsonValueKind.Object ? (payload, null) : (null, "A webhook brings a JSON object: {…}.");
        }
        catch (JsonException e)
        {
            return (null, FormattableString.Invariant($"Line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}: this is no JSON, or names a member twice."));
        }
    }
}
