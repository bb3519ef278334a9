using System.Text.Json;
using Alforis.Workflows.Host.Commands.Terminal;

namespace Alforis.Workflows.Host.Commands.Executions;

/// <summary>A recorded rule with the values that it met, on one line.</summary>
internal static class RuleText
{
    public static string Tell(JsonElement rule, bool colours)
    {
        var mark = rule.TryGetProperty("holds", out var holds) && holds.ValueKind == JsonValueKind.True ? "✓" : "✗";
        var @operator = ValueText.Text(rule, "operator");
        var wanted = Expected(rule, @operator) is { } expected ? $"{@operator} {expected}" : @operator;
        return $"{TerminalColour.Paint(mark, mark, colours)} {ValueText.Text(rule, "path")} {wanted}, {Met(rule, @operator)}";
    }

    /// <summary>What was asked for; <see langword="null"/> when the operator says it all.</summary>
    private static string? Expected(JsonElement rule, string? @operator) => @operator switch
    {
        "is_empty" or "is_not_empty" or "changed" => null,
        "any" or "all" => ValueText.Text(rule, "expected") is { } condition ? $"({condition})" : ValueText.Of(rule, "expected"),
        _ => (ValueText.Text(rule, "expected_path") ?? ValueText.Text(rule, "expected_term")) is { } term
            ? $"{term} ({ValueText.Of(rule, "expected")})"
            : ValueText.Of(rule, "expected"),
    };

    private static string Met(JsonElement rule, string? @operator)
    {
        if (@operator is "any" or "all" && rule.TryGetProperty("actual", out var count) && count.ValueKind == JsonValueKind.Object)
        {
            return $"held for {ValueText.Of(count, "held")} of {ValueText.Of(count, "elements")}";
        }

        var actual = ValueText.Of(rule, "actual");
        return rule.TryGetProperty("previous", out var before) ? $"was {ValueText.Of(before)}, became {actual}" : $"was {actual}";
    }
}
