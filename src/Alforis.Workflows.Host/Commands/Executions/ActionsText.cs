using System.Text.Json;
using Alforis.Crm.Data.Printing;
using Alforis.Workflows.Host.Commands.Terminal;

namespace Alforis.Workflows.Host.Commands.Executions;

/// <summary>The actions of an execution, line by line, for people.</summary>
internal static class ActionsText
{
    public static IEnumerable<string> Tell(string? json, bool colours)
    {
        var actions = ValueText.List(json);
        yield return json is null ? "Actions: not recorded" : "Actions";
        for (var i = 0; i < actions.Count; i++)
        {
            foreach (var line in Tell(i + 1, actions[i], colours)) yield return line;
        }
    }

    private static IEnumerable<string> Tell(int position, JsonElement action, bool colours)
    {
        var status = ValueText.Text(action, "status") ?? "";
        var target = action.TryGetProperty("target", out var entity) ? $", on {ValueText.Text(entity, "entity_type")}:{ValueText.Of(entity, "entity_id")}" : "";
        yield return FormattableString.Invariant(
            $"  {position}. {TerminalColour.Paint(status, status, colours)}  {ValueText.Text(action, "type")} '{ValueText.Text(action, "id")}'{target}");
        foreach (var rule in Rules(action)) yield return $"     when {RuleText.Tell(rule, colours)}";
        var settings = Members(action, "settings");
        var results = Members(action, "result");
        var width = settings.Concat(results).Select(m => m.Name.Length).DefaultIfEmpty().Max();
        foreach (var (name, value) in settings) yield return $"       {name.PadRight(width)}  {value}";
        foreach (var (name, value) in results) yield return $"     → {name.PadRight(width)}  {value}";
        if (ValueText.Text(action, "error") is { } error) yield return $"     error: {error}";
    }

    /// <summary>What its own condition met, when that kept it from running.</summary>
    private static JsonElement[] Rules(JsonElement action) =>
        action.TryGetProperty("when", out var rules) && rules.ValueKind == JsonValueKind.Array ? [.. rules.EnumerateArray()] : [];

    private static List<(string Name, string Value)> Members(JsonElement action, string name) =>
        action.TryGetProperty(name, out var members) && members.ValueKind == JsonValueKind.Object
            ? [.. members.EnumerateObject().Select(m => (VisibleText.Line(m.Name), ValueText.Of(m.Value)))]
            : [];
}
