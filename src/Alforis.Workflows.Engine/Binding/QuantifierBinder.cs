using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Parsing;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Resolves <c>any</c> and <c>all</c>: the list, and the condition whose bare names are the element's.</summary>
internal sealed class QuantifierBinder(BindingScope scope, DiagnosticBag diagnostics, PatternBudget patterns)
{
    /// <summary>The bound rule, or <see langword="null"/> and a diagnostic.</summary>
    public BoundQuantifier? Bind(RuleDefinition rule, BoundPath? left, ComparisonOperator @operator)
    {
        if (rule.Value is null or { Kind: SourceKind.Null })
        {
            diagnostics.Error(
                rule.Source, DiagnosticCodes.MissingMember, "The member 'value' is missing.",
                "Add a condition on the elements: \"value\": {\"field\": \"…\", \"operator\": \"==\", \"value\": …}.", arguments: new() { Name = "value" });
            return null;
        }

        if (left is null || rule.Each is null) return null;
        if (!OperatorDomain.IsDefined(@operator, left, isNull: false))
        {
            OperatorDomain.Refuse(rule, left, @operator, diagnostics);
            return null;
        }

        if (!IsWithinReach(rule, left, @operator)) return null;
        var element = new BoundElement(
            left.Kind == ValueKind.Json ? ValueKind.Json : left.ItemKind!.Value, ElementTypes.Of(left), left.Field?.ItemEntity, (scope.Element?.Depth ?? 0) + 1);
        var condition = new ConditionBinder(scope with { Element = element }, diagnostics, patterns).Bind(rule.Each);
        return new BoundQuantifier(left, @operator, element, condition) { Source = rule.Source };
    }

    /// <summary>A list of its own per element keeps the work in proportion to the data: each element is looked at once per rule.</summary>
    private bool IsWithinReach(RuleDefinition rule, BoundPath left, ComparisonOperator @operator)
    {
        if (scope.Element is not { } outer) return true;
        if (outer.Depth == ParseLimits.MaxQuantifierDepth)
        {
            diagnostics.Error(
                rule.Operator, DiagnosticCodes.InvalidElements, $"'any' and 'all' stand in one another more than {ParseLimits.MaxQuantifierDepth} deep.");
            return false;
        }

        if (left.Root == PathRoot.Element) return true;
        diagnostics.Error(
            rule.Field, DiagnosticCodes.InvalidElements, $"Inside of 'any' and 'all', '{@operator.Symbol()}' looks at lists of the element, and '{left}' is none.",
            "Put this rule beside the outer one, joined by AND.");
        return false;
    }
}
