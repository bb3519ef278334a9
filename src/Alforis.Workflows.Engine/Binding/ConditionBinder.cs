using System.Collections.Immutable;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Parsing;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Resolves the names and literals of conditions.</summary>
internal sealed class ConditionBinder(BindingScope scope, DiagnosticBag diagnostics)
{
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
            GroupOperator.Or => new BoundOr(rules),
            GroupOperator.Not => new BoundNot(rules.Length == 1 ? rules[0] : new BoundAnd(rules)),
            _ => new BoundAnd(rules),
        };
    }

    private BoundComparison? BindRule(RuleDefinition rule)
    {
        var left = BindPath(rule.Field);
        var symbol = Normalize(rule.Operator.Text);
        if (!ComparisonOperators.BySymbol.TryGetValue(symbol, out var @operator))
        {
            diagnostics.Error(
                rule.Operator, DiagnosticCodes.UnknownOperator, $"There is no operator {rule.Operator}.",
                SuggestOperator(symbol) ?? $"The operators are: {string.Join(" ", ComparisonOperators.BySymbol.Keys)}.");
            return null;
        }

        if (rule.Value is null)
        {
            diagnostics.Error(rule.Source, DiagnosticCodes.MissingMember, "The member 'value' is missing.", "Add \"value\": ….");
            return null;
        }

        if (left is null) return null;
        var right = rule.Value is { Kind: SourceKind.Object } reference
            ? BindReference(rule, reference, left, @operator)
            : BindLiterals(rule, rule.Value, left, @operator);
        return right is null ? null : new BoundComparison(left, @operator, right);
    }

    private BoundPath? BindPath(SourceNode node)
    {
        var (path, message, suggestion) = PathBinder.Bind(node.Text, scope);
        if (path is null) diagnostics.Error(node, DiagnosticCodes.UnknownField, message!, suggestion);
        return path;
    }

    private BoundOperand? BindLiterals(RuleDefinition rule, SourceNode value, BoundPath left, ComparisonOperator @operator)
    {
        if (!IsDefined(@operator, left, isNull: value.Kind == SourceKind.Null))
        {
            RefuseOperator(rule, left, @operator);
            return null;
        }

        if (@operator is not (ComparisonOperator.In or ComparisonOperator.NotIn))
        {
            var type = left.Kind == ValueKind.List && value.Kind != SourceKind.Null ? ValueType.ItemOf(left) : ValueType.Of(left);
            if (value.Kind == SourceKind.Null && (@operator.IsOrder() || @operator is ComparisonOperator.Contains or ComparisonOperator.NotContains))
            {
                diagnostics.Error(value, DiagnosticCodes.LiteralNotConvertible, $"Expected {type.Describe()}: nothing compares so with null.");
                return null;
            }

            return LiteralBinder.Bind(value, type, scope.TimeZone, diagnostics);
        }

        if (value.Kind != SourceKind.Array)
        {
            diagnostics.Error(value, DiagnosticCodes.WrongType, $"'{@operator.Symbol()}' needs a list of values.", $"Write [{value}].");
            return null;
        }

        if (value.Items.IsEmpty)
        {
            diagnostics.Error(value, DiagnosticCodes.EmptyList, "This list is empty: nothing is in it.", "Add a value or remove the rule.");
            return null;
        }

        if (!LiteralBinder.HasBoundedLength(value, ParseLimits.MaxListItems, diagnostics)) return null;
        var items = value.Items.Select(i => LiteralBinder.Bind(i, ValueType.Of(left), scope.TimeZone, diagnostics)).ToList();
        return items.Contains(null) ? null : new BoundLiteralList([.. items!]);
    }

    private BoundField? BindReference(RuleDefinition rule, SourceNode reference, BoundPath left, ComparisonOperator @operator)
    {
        if (reference.Items is not [{ Name: "field", Kind: SourceKind.String } name])
        {
            diagnostics.Error(
                reference, DiagnosticCodes.WrongType, "A value is a literal, a list, or a field.", "Write {\"field\": \"…\"} to compare with a field.");
            return null;
        }

        if (BindPath(name) is not { } right) return null;
        if (!IsDefined(@operator, left, isNull: false))
        {
            RefuseOperator(rule, left, @operator);
            return null;
        }

        if (AreComparable(left, right, @operator)) return new BoundField(right);
        diagnostics.Error(
            name, DiagnosticCodes.FieldsNotComparable,
            $"'{left}' is {Describe(left)} and '{right}' is {Describe(right)}: they cannot be compared by '{@operator.Symbol()}'.");
        return null;
    }

    private static bool IsDefined(ComparisonOperator @operator, BoundPath left, bool isNull) => @operator switch
    {
        ComparisonOperator.Equal or ComparisonOperator.NotEqual => isNull || left.Kind is not (ValueKind.List or ValueKind.Entity),
        ComparisonOperator.Contains or ComparisonOperator.NotContains => left.Kind is ValueKind.Text or ValueKind.List or ValueKind.Json,
        ComparisonOperator.In or ComparisonOperator.NotIn => left.Kind is not (ValueKind.List or ValueKind.Entity),
        _ => left.Kind is ValueKind.Number or ValueKind.Date or ValueKind.DateTime or ValueKind.Json,
    };

    private static bool AreComparable(BoundPath left, BoundPath right, ComparisonOperator @operator)
    {
        if (@operator is ComparisonOperator.In or ComparisonOperator.NotIn)
        {
            return right.Kind == ValueKind.List && SameType(left.Kind, right.ItemKind!.Value);
        }

        return @operator is ComparisonOperator.Contains or ComparisonOperator.NotContains && left.Kind == ValueKind.List
            ? SameType(right.Kind, left.ItemKind!.Value)
            : SameType(left.Kind, right.Kind) || (IsScalarOrJson(left.Kind) && IsScalarOrJson(right.Kind) && ValueKind.Json == Either(left, right));
    }

    private static bool SameType(ValueKind a, ValueKind b) =>
        Basic(a) == Basic(b) && a is not (ValueKind.Entity or ValueKind.List);

    /// <summary>What JSON can hold as such; dates in it are text.</summary>
    private static bool IsScalarOrJson(ValueKind kind) =>
        kind is ValueKind.Json or ValueKind.Text or ValueKind.Enum or ValueKind.Number or ValueKind.Boolean;

    private static ValueKind Either(BoundPath a, BoundPath b) => a.Kind == ValueKind.Json ? a.Kind : b.Kind;

    /// <summary>Enumeration values are text to each other.</summary>
    private static ValueKind Basic(ValueKind kind) => kind == ValueKind.Enum ? ValueKind.Text : kind;

    private void RefuseOperator(RuleDefinition rule, BoundPath left, ComparisonOperator @operator)
    {
        var defined = ComparisonOperators.BySymbol.Where(o => IsDefined(o.Value, left, isNull: false)).Select(o => o.Key).ToList();
        diagnostics.Error(
            rule.Operator, DiagnosticCodes.OperatorNotDefined, $"'{@operator.Symbol()}' is not defined for '{left}', which is {Describe(left)}.",
            defined.Count == 0 ? "Compare one of its fields, or write == null." : $"Defined are: {string.Join(" ", defined)}.");
    }

    private static string Describe(BoundPath path) => path.Kind switch
    {
        ValueKind.List => "a list",
        ValueKind.Entity => "an object",
        ValueKind.Json => "free JSON",
        ValueKind.Enum => "an enumeration",
        ValueKind.Date => "a date",
        ValueKind.DateTime => "a moment",
        _ => ValueType.Of(path).Describe(),
    };

    private static string Normalize(string text) => text.Trim().ToLowerInvariant().Replace(' ', '_');

    private static string? SuggestOperator(string symbol) => symbol switch
    {
        "=" or "equals" or "eq" or "is" => "Did you mean '=='?",
        "<>" or "not_equals" or "neq" or "ne" => "Did you mean '!='?",
        "gt" or "greater_than" => "Did you mean '>'?",
        "gte" or "=>" or "greater_or_equal" => "Did you mean '>='?",
        "lt" or "less_than" => "Did you mean '<'?",
        "lte" or "=<" or "less_or_equal" => "Did you mean '<='?",
        _ => NearestName.Suggest(symbol, ComparisonOperators.BySymbol.Keys.Where(k => char.IsLetter(k[0]))),
    };
}
