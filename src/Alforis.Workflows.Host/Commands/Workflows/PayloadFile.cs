using System.Text.Json;
using Alforis.Crm.Data.Hooks;
using Alforis.Workflows.Host.Commands.Definitions;

namespace Alforis.Workflows.Host.Commands.Workflows;

/// <summary>A file with what a webhook would bring.</summary>
internal static class PayloadFile
{
    /// <summary>Reads it by the rules for calls that are received; what is wrong with it is said.</summary>
    public static async Task<JsonElement?> ReadAsync(string name, CommandSurroundings surroundings, CancellationToken ct)
    {
        var file = await InputFile.ReadAsync(name, HookPayload.MostBytes, surroundings, ct);
        var problem = file.Problem;
        if (file.Content.Length > HookPayload.MostBytes)
        {
            await surroundings.Error.WriteLineAsync(FormattableString.Invariant($"A webhook brings at most {HookPayload.MostBytes / 1024} KB."));
            return null;
        }

        problem ??= HookPayload.Check(file.Content);
        if (problem is null) return JsonElement.Parse(file.Content.Span.StartsWith("\uFEFF"u8) ? file.Content.Span[3..] : file.Content.Span);
        await surroundings.Error.WriteLineAsync(DiagnosticText.Format(name, problem, colours: false));
        return null;
    }
}
