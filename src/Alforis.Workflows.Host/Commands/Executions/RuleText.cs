using System.Text.Json;
using Alforis.Workflows.Host.Commands.Terminal;

namespace Alforis.Workflows.Host.Commands.Executions;

/// <summary>A recorded rule with the values that it met, on one line.</summary>
internal static class RuleText
{
    public static string Tell(JsonElement rule, bool colours)
    {
        var mark = rule.TryGetProperty("holds", out var holds) && holds.ValueKind == JsonValueKind.True ? "✓" : "✗";
        var expected = ValueText.Text(rule, "expected_path") is { } path ? $"{path} ({ValueText.Of(rule, "expected")})" : ValueText.Of(rule, "expected");
        return $"{TerminalColour.Paint(mark, mark, colours)} {ValueText.Text(rule, "path")} {ValueText.Text(rule, "operator")} {expected}, was {ValueText.Of(rule, "actual")}";
    }
}
