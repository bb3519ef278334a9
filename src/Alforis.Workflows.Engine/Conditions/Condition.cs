using System.Collections.Immutable;

namespace Alforis.Workflows.Engine.Conditions;

/// <summary>
/// What a workflow asks, with names resolved and literals in their field's type: for those who translate conditions into the language of their own
/// store. Immutable, thread-safe.
/// </summary>
/// <remarks>
/// <para>There are seven kinds: <see cref="Conjunction"/>, <see cref="Disjunction"/>, <see cref="Negation"/>, <see cref="Comparison"/>,
/// <see cref="EmptyCheck"/>, <see cref="ElementCheck"/> and <see cref="ChangeCheck"/>; a later version may have more. What cannot be translated
/// can be left to <c>MeetsConditions</c>.</para>
/// <para>Operators that others express are not among them: <c>!=</c>, <c>not_in</c>, <c>not_contains</c>, <c>is_not_empty</c> are negations,
/// <c>all</c> is the negation of an element that fails, <c>between</c> is two comparisons, and <c>changed_to</c> is a comparison and a change.</para>
/// </remarks>
public abstract record Condition
{
    private protected Condition()
    {
    }
}

/// <summary>All hold; true when there are none.</summary>
/// <param name="Conditions">The conditions.</param>
public sealed record Conjunction(ImmutableArray<Condition> Conditions) : Condition
{
    /// <inheritdoc/>
    public override string ToString() => Conditions.IsEmpty ? "true" : $"({string.Join(" AND ", Conditions)})";
}

/// <summary>At least one holds; false when there are none.</summary>
/// <param name="Conditions">The conditions.</param>
public sealed record Disjunction(ImmutableArray<Condition> Conditions) : Condition
{
    /// <inheritdoc/>
    public override string ToString() => Conditions.IsEmpty ? "false" : $"({string.Join(" OR ", Conditions)})";
}

/// <summary>The condition does not hold: the exact opposite, also where a value is null.</summary>
/// <param name="Condition">The condition.</param>
public sealed record Negation(Condition Condition) : Condition
{
    /// <inheritdoc/>
    public override string ToString() => $"NOT {Condition}";
}

/// <summary>
/// Two values compared. <see cref="ConditionOperator.Equal"/> and <see cref="ConditionOperator.In"/> treat null as a value; every other operator is
/// false when a side is null.
/// </summary>
/// <param name="Left">A field or the clock.</param>
/// <param name="Operator">How they are compared.</param>
/// <param name="Right">What the left side is compared with.</param>
/// <param name="IgnoresCase">
/// Whether text is compared without regard to case: by <see cref="StringComparison.OrdinalIgnoreCase"/>, or as regular expressions do. Otherwise it
/// is compared ordinally.
/// </param>
public sealed record Comparison(Operand Left, ConditionOperator Operator, Operand Right, bool IgnoresCase) : Condition
{
    /// <inheritdoc/>
    public override string ToString() => $"{Left} {ConditionOperators.Symbol(Operator)} {Right}{(IgnoresCase ? " ignore_case" : "")}";
}

/// <summary>A value is null, text without characters, a list without elements, or JSON without members or elements.</summary>
/// <param name="Value">The field.</param>
public sealed record EmptyCheck(Operand Value) : Condition
{
    /// <inheritdoc/>
    public override string ToString() => $"{Value} is_empty";
}

/// <summary>At least one element of a list meets a condition. A null and what is no list have no elements.</summary>
/// <param name="List">The list.</param>
/// <param name="Condition">
/// Asked of each element: paths with <see cref="FieldPath.StartsAtElement"/> start there, those of inner checks at the inner element.
/// </param>
public sealed record ElementCheck(FieldPath List, Condition Condition) : Condition
{
    /// <inheritdoc/>
    public override string ToString() => $"{List} any ({Condition})";
}

/// <summary>A value is not what it was before the change that the event tells of; null is a value, and lists compare element by element.</summary>
/// <param name="Field">The value.</param>
/// <param name="Previous">The value before.</param>
public sealed record ChangeCheck(FieldPath Field, FieldPath Previous) : Condition
{
    /// <inheritdoc/>
    public override string ToString() => $"{Field} changed";
}
