using System.Collections.Immutable;
using Alforis.Workflows.Engine.Definitions;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>A condition whose names are resolved and whose literals have their field's type. Immutable.</summary>
internal abstract record BoundCondition
{
    /// <summary>Where it is written; <see langword="null"/> for what follows from the trigger's settings.</summary>
    public SourceNode? Source { get; init; }

    /// <summary>Two conditions are equal when they ask the same, wherever they are written.</summary>
    public virtual bool Equals(BoundCondition? other) => other is not null && EqualityContract == other.EqualityContract;

    public override int GetHashCode() => EqualityContract.GetHashCode();
}

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

/// <summary>A field compared with what stands on the right-hand side.</summary>
internal sealed record BoundComparison(BoundPath Left, ComparisonOperator Operator, BoundOperand Right) : BoundCondition
{
    /// <summary>Whether text is compared without regard to case: by <see cref="StringComparison.OrdinalIgnoreCase"/>.</summary>
    public bool IgnoresCase { get; init; }

    /// <summary>Whether a side starts from the element that <c>any</c> or <c>all</c> looks at.</summary>
    public bool DependsOnElement => Left.Root == PathRoot.Element || IsOfElement(Right);

    public StringComparison Comparison => IgnoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    public override string ToString() =>
        $"{Left} {Operator.Symbol()}{(IgnoresCase ? " (ignore_case)" : "")}{(Operator.TakesNoValue() ? "" : " " + Right)}";

    private static bool IsOfElement(BoundOperand operand) => operand switch
    {
        BoundField field => field.Path.Root == PathRoot.Element,
        BoundRange range => IsOfElement(range.Low) || IsOfElement(range.High),
        BoundChange change => change.Previous.Root == PathRoot.Element,
        _ => false,
    };
}

/// <summary>
/// Of the elements of a list at least one meets a condition (<see cref="ComparisonOperator.Any"/>), or none fails it
/// (<see cref="ComparisonOperator.All"/>). A null and what is no list have no elements.
/// </summary>
/// <param name="List">The list.</param>
/// <param name="Operator">Any or all.</param>
/// <param name="Element">What the paths of the condition call an element.</param>
/// <param name="Condition">Asked of each element; its paths start from there or from the context.</param>
internal sealed record BoundQuantifier(BoundPath List, ComparisonOperator Operator, BoundElement Element, BoundCondition Condition) : BoundCondition
{
    public override string ToString() => $"{List} {Operator.Symbol()} ({Condition})";
}
