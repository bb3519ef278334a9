using System.Text.Json;
using Alforis.Crm.Data.Printing;

namespace Alforis.Workflows.Host.Commands.Templates;

/// <summary>Says what a JSON value lacks to be an e-mail template, in the words of whoever writes one.</summary>
internal static class TemplateShape
{
    private static readonly string[] Needed = ["name", "subject", "html", "text"];
    private static readonly string[] Possible = ["description", "language"];
    private static readonly string[] Lines = ["html", "text"];

    /// <summary>Everything that is wrong, as sentences; empty when nothing is.</summary>
    public static IEnumerable<string> Problems(JsonElement template)
    {
        if (template.ValueKind != JsonValueKind.Object)
        {
            yield return "It is no JSON object.";
            yield break;
        }

        foreach (var name in Needed.Where(n => !template.TryGetProperty(n, out _))) yield return $"'{name}' is missing.";
        foreach (var member in template.EnumerateObject())
        {
            if (Problem(member) is { } problem) yield return problem;
        }
    }

    private static string? Problem(JsonProperty member)
    {
        var (name, value) = (member.Name, member.Value);
        if (!Needed.Contains(name, StringComparer.Ordinal) && !Possible.Contains(name, StringComparer.Ordinal)) return $"There is no member '{VisibleText.Line(name)}'.";
        if (value.ValueKind == JsonValueKind.String || (value.ValueKind == JsonValueKind.Null && Possible.Contains(name, StringComparer.Ordinal))) return null;
        if (!Lines.Contains(name, StringComparer.Ordinal)) return $"'{name}' must be a text.";
        return value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(l => l.ValueKind == JsonValueKind.String) ? null : $"'{name}' must be a text, or a list of its lines.";
    }
}
