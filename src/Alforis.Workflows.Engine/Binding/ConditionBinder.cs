using System.Collections.Immutable;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Resolves the names and literals of conditions.</summary>
internal sealed class ConditionBinder(BindingScope scope, DiagnosticBag diagnostics, PatternBudget? patterns = null)
{
    private readonly PatternBudget patterns = patterns ?? new PatternBudget();

    /// <summary>A condition that always holds.</summary>
    public static BoundCondition Always { get; } = new BoundAnd([]);

    /// <summary>The bound condition; rules with errors are left out, the diagnostics say why.</summary>
    public BoundCondition Bind(ConditionDefinition? definition) => definition switch
    {
        null => Always,
        GroupDefinition group => BindGroup(group),
        RuleDefinition rule => BindRule(rule) ?? Always,
        _ => throw new NotSupportedException($"A condition of type {definition.GetType().Name} cannot be bound."),
    };

    private BoundCondition BindGroup(GroupDefinition group)
    {
        ImmutableArray<BoundCondition> rules = [.. group.Rules.Select(Bind)];
        return group.Operator switch
        {
            GroupOperator.Or => new BoundOr(rules) { Source = group.Source },
            GroupOperator.Not => new BoundNot(rules.Length == 1 ? rules[0] : new BoundAnd(rules) { Source = group.Source }) { Source = group.Source },
            _ => new BoundAnd(rules) { Source = group.Source },
        };
    }

    private BoundCondition? BindRule(RuleDefinition rule)
    {
        var left = BindPath(rule.Field);
        if (OperatorNames.Find(rule.Operator, diagnostics) is not { } reading) return null;
        if (reading.ComparesWithNull) return BindNull(rule, left, reading.Operator);
        var @operator = reading.Operator;
        if (@operator is ComparisonOperator.Any or ComparisonOperator.All)
        {
            RefuseIgnoreCase(rule, $"'{@operator.Symbol()}' compares no text itself.");
            return new QuantifierBinder(scope, diagnostics, patterns).Bind(rule, left, @operator);
        }

        if (!HasTheValueThatItNeeds(rule, @operator) || left is null || RefusesOperator(rule, left, @operator)) return null;
        if (rule.IgnoresCase && !OperatorDomain.CanIgnoreCase(@operator, left))
        {
            RefuseIgnoreCase(rule, @operator.IsChange()
                ? $"'{@operator.Symbol()}' compares text exactly."
                : $"'{@operator.Symbol()}' on '{left}', which is {OperatorDomain.Describe(left)}, compares no text.");
            return null;
        }

        var right = BindRight(rule, left, @operator);
        return right is null ? null : new BoundComparison(left, @operator, right) { IgnoresCase = rule.IgnoresCase, Source = rule.Source };
    }

    /// <summary>A rule whose operator says itself that the field is compared with null.</summary>
    private BoundComparison? BindNull(RuleDefinition rule, BoundPath? left, ComparisonOperator @operator)
    {
        if (rule.Value is { Kind: not SourceKind.Null })
        {
            diagnostics.Error(
                rule.Value, DiagnosticCodes.ValueNotAllowed, $"{rule.Operator} asks about the field alone and takes no value.",
                $"Remove 'value', or write \"operator\": \"{@operator.Symbol()}\", \"value\": null.");
            return null;
        }

        RefuseIgnoreCase(rule, $"{rule.Operator} compares no text.");
        return left is null ? null : new BoundComparison(left, @operator, new BoundLiteral(null)) { Source = rule.Source };
    }

    private BoundOperand? BindRight(RuleDefinition rule, BoundPath left, ComparisonOperator @operator)
    {
        var operands = new OperandBinder(scope, diagnostics, BindPath);
        if (@operator.IsChange()) return new ChangeBinder(scope, diagnostics).Bind(rule, left, @operator);
        if (@operator.TakesNoValue()) return BoundNothing.Instance;
        var value = rule.Value!;
        return @operator switch
        {
            ComparisonOperator.Matches => new PatternBinder(diagnostics, patterns).Bind(value, rule.IgnoresCase),
            ComparisonOperator.Between => operands.BindRange(value, left),
            _ when value.Kind == SourceKind.Object => operands.BindObject(value, left, @operator),
            ComparisonOperator.In or ComparisonOperator.NotIn => operands.BindList(value, left, @operator),
            _ => operands.BindLiteral(value, left, @operator),
        };
    }

    private BoundPath? BindPath(SourceNode node)
    {
        var (path, message, suggestion, arguments) = PathBinder.Bind(node.Text, scope);
        if (path is null) diagnostics.Error(node, DiagnosticCodes.UnknownField, message!, suggestion, arguments: arguments);
        else if (path.IsOlder(node.Text)) diagnostics.ReadName(node, node.Text, path.Text);
        return path;
    }

    private bool HasTheValueThatItNeeds(RuleDefinition rule, ComparisonOperator @operator)
    {
        // Null counts as left out; anything else, a false above all, would seem to mean something.
        if (@operator.TakesNoValue())
        {
            if (rule.Value is null or { Kind: SourceKind.Null }) return true;
            diagnostics.Error(
                rule.Value, DiagnosticCodes.ValueNotAllowed, $"'{@operator.Symbol()}' asks about the field alone and takes no value.",
                @operator switch
                {
                    ComparisonOperator.Changed => "Remove 'value', or write changed_to or changed_from.",
                    ComparisonOperator.IsEmpty => "Remove 'value'; the opposite is is_not_empty.",
                    _ => "Remove 'value'; the opposite is is_empty.",
                });
            return false;
        }

        if (rule.Value is not null) return true;
        diagnostics.Error(rule.Source, DiagnosticCodes.MissingMember, "The member 'value' is missing.", "Add \"value\": ….", arguments: new() { Name = "value" });
        return false;
    }

    private bool RefusesOperator(RuleDefinition rule, BoundPath left, ComparisonOperator @operator)
    {
        if (OperatorDomain.IsDefined(@operator, left, isNull: rule.Value is { Kind: SourceKind.Null })) return false;
        OperatorDomain.Refuse(rule, left, @operator, diagnostics);
        return true;
    }

    private void RefuseIgnoreCase(RuleDefinition rule, string message)
    {
        if (rule.IgnoresCase) diagnostics.Error(rule.Source["ignore_case"]!, DiagnosticCodes.CaseNotIgnorable, message, "Remove 'ignore_case'.");
    }
}
