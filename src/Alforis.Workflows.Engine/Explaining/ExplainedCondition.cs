using System.Collections.Immutable;
using System.Text.Json;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Definitions;

namespace Alforis.Workflows.Engine.Explaining;

/// <summary>A condition with its answer. Immutable.</summary>
public abstract record ExplainedCondition
{
    /// <summary>Whether it holds. Every rule is asked, also those that evaluation does not reach.</summary>
    public required bool Holds { get; init; }

    /// <summary>Whether evaluation gets here: not when what stands before it has already decided.</summary>
    public required bool Reached { get; init; }

    /// <summary>Whether the answer of the whole rests on it: all that is decisive, taken together, is the reason.</summary>
    public required bool Decisive { get; init; }
}

/// <summary>Conditions joined by AND or OR; one without conditions is an AND that always holds.</summary>
/// <param name="Operator"><see cref="GroupOperator.And"/> or <see cref="GroupOperator.Or"/>.</param>
/// <param name="Conditions">In the order of the definition.</param>
public sealed record ExplainedGroup(GroupOperator Operator, ImmutableArray<ExplainedCondition> Conditions) : ExplainedCondition;

/// <summary>The negation of a condition.</summary>
/// <param name="Condition">What must not hold.</param>
public sealed record ExplainedNegation(ExplainedCondition Condition) : ExplainedCondition;

/// <summary>
/// A list whose elements are asked: whether <c>any</c> of them meets a condition, or <c>all</c> do. No list has no elements.
/// </summary>
/// <param name="Path">The list's canonical path.</param>
/// <param name="Operator"><c>any</c> or <c>all</c>.</param>
/// <param name="Condition">What is asked of each element, in canonical form.</param>
/// <param name="Elements">How many elements there are; <see langword="null"/> when there is no list.</param>
/// <param name="Held">How many of them meet the condition.</param>
/// <param name="DecidingIndex">The place, from 0, of the first element that meets it (<c>any</c>) or does not (<c>all</c>); else <see langword="null"/>.</param>
/// <param name="Deciding">The condition explained for that element.</param>
/// <param name="Reason">Why it answers so.</param>
/// <param name="NullAt">The first part of <paramref name="Path"/> without a value.</param>
public sealed record ExplainedQuantifier(
    string Path, string Operator, string Condition, int? Elements, int Held, int? DecidingIndex, ExplainedCondition? Deciding, RuleReason Reason,
    string? NullAt)
    : ExplainedCondition
{
    /// <summary>What is asked of each element, for those who put it into words.</summary>
    internal BoundCondition Each { get; init; } = ConditionBinder.Always;

    /// <summary>The zone in which its moments are shown.</summary>
    internal TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;
}

/// <summary>A field compared with a value, a list of values, a range or another field, or asked about alone.</summary>
/// <remarks>
/// Values are <see langword="null"/>, <see cref="string"/>, <see cref="bool"/>, a number in its C# type, <see cref="DateOnly"/>,
/// <see cref="DateTimeOffset"/> in the workflow's time zone, a <see cref="JsonElement"/> for objects and lists of free JSON, or an
/// <c>ImmutableArray&lt;object?&gt;</c> of these for a list. An object of the context is an empty JSON object: its fields are left out.
/// </remarks>
/// <param name="Path">The canonical path, for example <c>deal.montant</c>.</param>
/// <param name="Operator">As definitions write it, for example <c>&gt;=</c>.</param>
/// <param name="Actual">The path's value.</param>
/// <param name="Expected">
/// The right-hand side: the literal, the list of literals, the other field's value, the moment or date that an amount of time leads to,
/// a range as a list of two, the text of a regular expression; <see langword="null"/> when there is none.
/// </param>
/// <param name="ExpectedPath">The other field's path; <see langword="null"/> beside literals.</param>
/// <param name="Reason">Why it answers so.</param>
/// <param name="NullAt">The first part of <paramref name="Path"/> without a value, for example <c>deal.organisation</c>.</param>
public sealed record ExplainedRule(
    string Path, string Operator, object? Actual, object? Expected, string? ExpectedPath, RuleReason Reason, string? NullAt)
    : ExplainedCondition
{
    /// <summary>
    /// How the right-hand side is written when its value is worked out from it: <c>now -30 days</c>, or a range with such an end or a
    /// field, <c>[0, deal.montant]</c>; else <see langword="null"/>.
    /// </summary>
    public string? ExpectedTerm { get; init; }

    /// <summary>Whether text is compared without regard to case.</summary>
    public bool IgnoresCase { get; init; }

    /// <summary>The value before the change, beside <c>changed</c>, <c>changed_from</c> and <c>changed_to</c>; else <see langword="null"/>.</summary>
    public object? Previous { get; init; }

    /// <summary>The right-hand side, for those who put it into words.</summary>
    internal BoundOperand Operand { get; init; } = BoundNothing.Instance;
}
