using System.Collections.Frozen;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Reads the names of operators.</summary>
internal static class OperatorNames
{
    /// <summary>Words of other systems that can mean one operator only; those about null have no symbol of their own here.</summary>
    private static readonly FrozenDictionary<string, OperatorReading> Words = new Dictionary<string, OperatorReading>(StringComparer.Ordinal)
    {
        ["="] = new(ComparisonOperator.Equal),
        ["==="] = new(ComparisonOperator.Equal),
        ["eq"] = new(ComparisonOperator.Equal),
        ["equal"] = new(ComparisonOperator.Equal),
        ["equals"] = new(ComparisonOperator.Equal),
        ["<>"] = new(ComparisonOperator.NotEqual),
        ["!=="] = new(ComparisonOperator.NotEqual),
        ["ne"] = new(ComparisonOperator.NotEqual),
        ["neq"] = new(ComparisonOperator.NotEqual),
        ["not_equal"] = new(ComparisonOperator.NotEqual),
        ["not_equals"] = new(ComparisonOperator.NotEqual),
        ["gt"] = new(ComparisonOperator.Greater),
        ["greater_than"] = new(ComparisonOperator.Greater),
        ["gte"] = new(ComparisonOperator.GreaterOrEqual),
        ["greater_or_equal"] = new(ComparisonOperator.GreaterOrEqual),
        ["greater_than_or_equal"] = new(ComparisonOperator.GreaterOrEqual),
        ["lt"] = new(ComparisonOperator.Less),
        ["less_than"] = new(ComparisonOperator.Less),
        ["lte"] = new(ComparisonOperator.LessOrEqual),
        ["less_or_equal"] = new(ComparisonOperator.LessOrEqual),
        ["less_than_or_equal"] = new(ComparisonOperator.LessOrEqual),
        ["does_not_contain"] = new(ComparisonOperator.NotContains),
        ["startswith"] = new(ComparisonOperator.StartsWith),
        ["begins_with"] = new(ComparisonOperator.StartsWith),
        ["endswith"] = new(ComparisonOperator.EndsWith),
        ["is_null"] = new(ComparisonOperator.Equal, ComparesWithNull: true),
        ["isnull"] = new(ComparisonOperator.Equal, ComparesWithNull: true),
        ["is_not_null"] = new(ComparisonOperator.NotEqual, ComparesWithNull: true),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The words, for tests and documentation.</summary>
    public static IEnumerable<string> OlderWords => Words.Keys;

    /// <summary>The operator, or <see langword="null"/> and a diagnostic.</summary>
    public static OperatorReading? Find(SourceNode node, DiagnosticBag diagnostics)
    {
        var symbol = Normalize(node.Text);
        if (ComparisonOperators.BySymbol.TryGetValue(symbol, out var @operator)) return new OperatorReading(@operator);
        if (Words.TryGetValue(symbol, out var meant))
        {
            diagnostics.ReadName(node, node.Text, meant.Operator.Symbol() + (meant.ComparesWithNull ? " null" : ""));
            return meant;
        }

        diagnostics.Error(
            node, DiagnosticCodes.UnknownOperator, $"There is no operator {node}.",
            Suggest(symbol) ?? $"The operators are: {string.Join(" ", ComparisonOperators.InOrder.Select(o => o.Symbol))}.",
            arguments: DiagnosticArguments.Unknown(symbol, ComparisonOperators.InOrder.Select(o => o.Symbol)));
        return null;
    }

    private static string Normalize(string text) => text.Trim().ToLowerInvariant().Replace(' ', '_');

    private static string? Suggest(string symbol) => symbol switch
    {
        "is" => "Did you mean '=='?",
        "is_not" => "Did you mean '!='?",
        "=>" => "Did you mean '>='?",
        "=<" => "Did you mean '<='?",
        "regex" or "like" or "=~" or "match" => "Did you mean 'matches'?",
        "empty" => "Did you mean 'is_empty'?",
        "not_empty" or "exists" => "Did you mean 'is_not_empty'?",
        "some" => "Did you mean 'any'?",
        "every" => "Did you mean 'all'?",
        "not_between" or "not_matches" or "not_starts_with" or "not_ends_with" =>
            $"Write \"operator\": \"NOT\" around a rule with '{symbol[4..]}'.",
        _ when FrenchOperators.Find(symbol) is { } french => $"Did you mean '{french}'?",
        _ => NearestName.Suggest(symbol, ComparisonOperators.BySymbol.Keys.Where(k => char.IsLetter(k[0]))),
    };
}

/// <summary>What the name of an operator says.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="ComparesWithNull">Whether the name itself says that it is null that the field is compared with.</param>
internal readonly record struct OperatorReading(ComparisonOperator Operator, bool ComparesWithNull = false);
