using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Explaining;

namespace Alforis.Workflows.Engine.Tests.Explaining;

/// <summary>The rules of a condition in the order of its text, as written and as explained.</summary>
internal static class Rules
{
    public static IEnumerable<JsonObject> Of(JsonNode? condition) => condition!["rules"] is JsonArray rules
        ? rules.SelectMany(Of)
        : [condition.AsObject()];

    public static IEnumerable<ExplainedRule> Of(ExplainedCondition condition) => condition switch
    {
        ExplainedGroup group => group.Conditions.SelectMany(Of),
        ExplainedNegation negation => Of(negation.Condition),
        ExplainedQuantifier => [],
        _ => [(ExplainedRule)condition],
    };
}
