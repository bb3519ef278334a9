using System.Collections.Immutable;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>A condition whose names are resolved and whose literals have their field's type. Immutable.</summary>
internal abstract record BoundCondition;

/// <summary>All hold; true when there are none.</summary>
internal sealed record BoundAnd(ImmutableArray<BoundCondition> Conditions) : BoundCondition
{
    public override string ToString() => Conditions.IsEmpty ? "true" : "(" + string.Join(" AND ", Conditions) + ")";
}

/// <summary>At least one holds; false when there are none.</summary>
internal sealed record BoundOr(ImmutableArray<BoundCondition> Conditions) : BoundCondition
{
    public override string ToString() => Conditions.IsEmpty ? "false" : "(" + string.Join(" OR ", Conditions) + ")";
}

/// <summary>The condition does not hold.</summary>
internal sealed record BoundNot(BoundCondition Condition) : BoundCondition
{
    public override string ToString() => "NOT(" + Condition + ")";
}

/// <summary>A field compared with a literal, a list of literals or another field.</summary>
internal sealed record BoundComparison(BoundPath Left, ComparisonOperator Operator, BoundOperand Right) : BoundCondition
{
    public override string ToString() => $"{Left} {Operator.Symbol()} {Right}";
}
