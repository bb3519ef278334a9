using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Reads the names of operators.</summary>
internal static class OperatorNames
{
    /// <summary>The operator, or <see langword="null"/> and a diagnostic.</summary>
    public static ComparisonOperator? Find(SourceNode node, DiagnosticBag diagnostics)
    {
        var symbol = Normalize(node.Text);
        if (ComparisonOperators.BySymbol.TryGetValue(symbol, out var @operator)) return @operator;
        diagnostics.Error(
            node, DiagnosticCodes.UnknownOperator, $"There is no operator {node}.",
            Suggest(symbol) ?? $"The operators are: {string.Join(" ", ComparisonOperators.InOrder.Select(o => o.Symbol))}.");
        return null;
    }

    private static string Normalize(string text) => text.Trim().ToLowerInvariant().Replace(' ', '_');

    private static string? Suggest(string symbol) => symbol switch
    {
        "=" or "equals" or "eq" or "is" => "Did you mean '=='?",
        "<>" or "not_equals" or "neq" or "ne" or "is_not" => "Did you mean '!='?",
        "gt" or "greater_than" => "Did you mean '>'?",
        "gte" or "=>" or "greater_or_equal" => "Did you mean '>='?",
        "lt" or "less_than" => "Did you mean '<'?",
        "lte" or "=<" or "less_or_equal" => "Did you mean '<='?",
        "regex" or "like" or "=~" or "match" => "Did you mean 'matches'?",
        "empty" or "is_null" or "isnull" => "Did you mean 'is_empty'?",
        "not_empty" or "is_not_null" or "exists" => "Did you mean 'is_not_empty'?",
        "begins_with" => "Did you mean 'starts_with'?",
        "some" => "Did you mean 'any'?",
        "every" => "Did you mean 'all'?",
        "not_between" or "not_matches" or "not_starts_with" or "not_ends_with" =>
            $"Write \"operator\": \"NOT\" around a rule with '{symbol[4..]}'.",
        _ => NearestName.Suggest(symbol, ComparisonOperators.BySymbol.Keys.Where(k => char.IsLetter(k[0]))),
    };
}
