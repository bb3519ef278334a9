using System.Text.Json;
using Alforis.Crm.Data.Printing;
using Alforis.Workflows.Host.Actions.CallWebhook.Targets;
using Alforis.Workflows.Host.Commands.Definitions;

namespace Alforis.Workflows.Host.Commands.Targets;

/// <summary>A file with the headers of a target, a JSON object of texts.</summary>
internal static class HeadersFile
{
    private static readonly JsonSerializerOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads it.</summary>
    /// <returns>The object in one line, or what is wrong, without a value of it.</returns>
    public static async Task<(string? Json, string? Problem)> ReadAsync(string name, CommandSurroundings surroundings, CancellationToken ct)
    {
        var file = await InputFile.ReadAsync(name, TargetHeaders.MostBytes, surroundings, ct);
        var shown = VisibleText.Line(name);
        if (file.Problem is { } problem) return (null, $"{shown}: {VisibleText.Line(problem.Message)}");
        if (file.Content.Length > TargetHeaders.MostBytes) return (null, FormattableString.Invariant($"{shown}: Headers have at most {TargetHeaders.MostBytes / 1024} KB."));
        var (headers, wrong) = Read(file.Content.Span.StartsWith("\uFEFF"u8) ? file.Content.Span[3..] : file.Content.Span);
        return headers is null ? (null, $"{shown}: {wrong}") : (JsonSerializer.Serialize(headers), null);
    }

    private static (Dictionary<string, string>? Headers, string? Problem) Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var headers = JsonSerializer.Deserialize<Dictionary<string, string>>(utf8, Strict) ?? throw new JsonException();
            return TargetHeaders.Problem(headers) is { } problem ? (null, problem) : (headers, null);
        }
        catch (JsonException)
        {
            return (null, "This is no JSON object of texts, each name once; write { \"Authorization\": \"Bearer …\" }.");
        }
    }
}
