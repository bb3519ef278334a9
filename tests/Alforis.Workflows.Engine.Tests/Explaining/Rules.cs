using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Explaining;

namespace Alforis.Workflows.Engine.Tests.Explaining;

/// <summary>The rules of a condition in the order of its text, as written and as explained.</summary>
internal static class Rules
{
    public static IEnumerable<JsonObject> Of(JsonNode? condition) => condition!["rules"] is JsonArray rules
        ? rules.SelectMany(Of)
        : [condition.AsObject()];

    /// <summary>Rules and quantifiers; what is inside of a quantifier belongs to it.</summary>
    public static IEnumerable<ExplainedCondition> Of(ExplainedCondition condition) => condition switch
    {
        ExplainedGroup group => group.Conditions.SelectMany(Of),
        ExplainedNegation negation => Of(negation.Condition),
        _ => [condition],
    };

    /// <summary>What the rule is about.</summary>
    public static (string Path, string Operator) Name(ExplainedCondition rule) => rule switch
    {
        ExplainedRule comparison => (comparison.Path, comparison.Operator),
        ExplainedQuantifier quantifier => (quantifier.Path, quantifier.Operator),
        _ => throw new ArgumentException("This is no rule.", nameof(rule)),
    };
}
