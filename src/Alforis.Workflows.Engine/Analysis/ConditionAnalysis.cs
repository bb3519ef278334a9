using System.Globalization;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Analysis;

/// <summary>
/// Finds rules and groups that can never hold, or always do, whatever the event: what a definition says of one field is intersected
/// along everything that must hold together. Sound and not complete: what it reports is so, but it does not find everything.
/// Takes time in proportion to the conditions, times the depth of their alternatives.
/// </summary>
internal sealed class ConditionAnalysis
{
    /// <summary>Of several rules that leave no value together, the last ones say enough.</summary>
    private const int MostNamed = 3;

    private const string FilterMark = " (the trigger's filter)";

    private readonly FieldSchema? entity;
    private readonly DiagnosticBag diagnostics;
    private readonly string consequence;
    private readonly HashSet<SourceNode> reported = [];
    private readonly Dictionary<BoundComparison, RuleMeaning> meanings = new(ReferenceEqualityComparer.Instance);

    /// <param name="entity">The triggering entity.</param>
    /// <param name="diagnostics">Where the warnings go.</param>
    /// <param name="consequence">What follows when the condition can never hold, as a sentence.</param>
    public ConditionAnalysis(FieldSchema? entity, DiagnosticBag diagnostics, string consequence)
    {
        this.entity = entity;
        this.diagnostics = diagnostics;
        this.consequence = consequence;
    }

    /// <summary>Warns of what can never hold, or always does.</summary>
    /// <param name="before">What holds when the condition is asked.</param>
    /// <param name="condition">The condition.</param>
    /// <returns>Whether it can never hold.</returns>
    public bool Check(IEnumerable<BoundCondition> before, BoundCondition condition)
    {
        var known = new KnownValues();
        foreach (var (rule, isWanted) in before.SelectMany(c => Parts.Of(c, true).Rules))
        {
            if (rule is not BoundComparison comparison) continue;
            var meaning = MeaningOf(comparison);
            known.TryAdd(meaning.Path, meaning.When(isWanted), rule, isWanted);
        }

        return CanNeverHold(condition, true, known, isTop: true);
    }

    /// <param name="condition">A condition.</param>
    /// <param name="wanted">Whether it is to hold, or not to hold.</param>
    /// <param name="known">What holds besides; more is added to it.</param>
    /// <param name="isTop">Whether the whole workflow depends on it.</param>
    private bool CanNeverHold(BoundCondition condition, bool wanted, KnownValues known, bool isTop)
    {
        var parts = Parts.Of(condition, wanted);
        var isImpossible = false;
        foreach (var (rule, isWanted) in parts.Rules)
        {
            if (rule is BoundQuantifier quantifier)
            {
                isImpossible |= CheckElements(quantifier, isWanted);
                continue;
            }

            var meaning = MeaningOf((BoundComparison)rule);
            WarnOfRule((BoundComparison)rule, meaning, isTop);
            var values = meaning.When(isWanted);
            if (values.IsEmpty) isImpossible = true;
            if (isImpossible) continue;
            if (known.TryAdd(meaning.Path, values, rule, isWanted)) continue;
            isImpossible = true;
            var others = known.RulesAbout(meaning.Path).Take(MostNamed).Reverse().Select(o => Name(o.Rule, o.IsWanted) + (o.Rule.Source is null ? FilterMark : ""));
            Warn(
                rule.Source, DiagnosticCodes.NeverHolds,
                $"This can never hold: {Name(rule, isWanted)} contradicts {string.Join(" and ", others)}.", isTop);
        }

        foreach (var (group, isWanted) in parts.Alternatives)
        {
            WarnOfAlternatives(group, isWanted);
            if (!isImpossible) isImpossible = AreAllImpossible(group, isWanted, known);
        }

        return isImpossible;
    }

    private bool AreAllImpossible(BoundCondition group, bool wanted, KnownValues known)
    {
        var areAll = true;
        foreach (var alternative in Parts.AlternativesOf(group)) areAll &= CanNeverHold(alternative, wanted, known.Copy(), isTop: false);
        return areAll;
    }

    /// <summary>An element must meet the condition for <c>any</c> to hold; <c>all</c> holds of no elements too.</summary>
    private bool CheckElements(BoundQuantifier quantifier, bool isWanted)
    {
        var canNever = CanNeverHold(quantifier.Condition, true, new KnownValues(), isTop: false);
        return canNever && isWanted && quantifier.Operator == ComparisonOperator.Any;
    }

    private RuleMeaning MeaningOf(BoundComparison rule)
    {
        if (!meanings.TryGetValue(rule, out var meaning)) meanings.Add(rule, meaning = new RuleMeaning(rule, entity));
        return meaning;
    }

    private void WarnOfRule(BoundComparison rule, RuleMeaning meaning, bool isTop)
    {
        if (meaning.NeverHolds)
        {
            Warn(rule.Source, DiagnosticCodes.NeverHolds, $"{Shorten(rule.ToString())} can never hold: '{meaning.Path}' {Limits(meaning.Path)}.", isTop);
        }
        else if (meaning.AlwaysHolds)
        {
            Warn(rule.Source, DiagnosticCodes.AlwaysHolds, $"{Shorten(rule.ToString())} always holds: '{meaning.Path}' {Limits(meaning.Path)}.", isTop: false);
        }
    }

    /// <summary>Alternatives of which one always holds: nothing is left when each of them fails.</summary>
    private void WarnOfAlternatives(BoundCondition group, bool wanted)
    {
        var known = new KnownValues();
        foreach (var (rule, isWanted) in Parts.Of(group, !wanted).Rules)
        {
            if (rule is not BoundComparison comparison) continue;
            var meaning = MeaningOf(comparison);
            var values = meaning.When(isWanted);
            // Then that rule alone is the reason, and it is said there.
            if (values.IsEmpty) return;
            if (known.TryAdd(meaning.Path, values, rule, isWanted)) continue;
            if (wanted) Warn(group.Source, DiagnosticCodes.AlwaysHolds, $"This group always holds: whatever '{meaning.Path}' is, one of its rules on it holds.", isTop: false);
            else Warn(group.Source, DiagnosticCodes.NeverHolds, $"This group can never hold: its rules on '{meaning.Path}' contradict each other.", isTop: false);
            return;
        }
    }

    private void Warn(SourceNode? source, string code, string message, bool isTop)
    {
        if (source is null || !reported.Add(source)) return;
        diagnostics.Warning(
            source, code, isTop && code == DiagnosticCodes.NeverHolds ? $"{message} {consequence}" : message,
            code == DiagnosticCodes.NeverHolds ? "Correct or remove one of the rules." : "Correct or remove it.");
    }

    private string Limits(BoundPath path)
    {
        var (kind, limits) = (path.Kind, path.Field?.Limits);
        if (kind == ValueKind.Enum) return $"is one of {NameList.Of(path.EnumValues)}";
        if (kind == ValueKind.Json) return "is free JSON, in which only numbers have an order";
        if (kind == ValueKind.Number && limits is { Minimum: { } least, Maximum: { } most })
        {
            return string.Create(CultureInfo.InvariantCulture, $"is a {(limits.Decimals == 0 ? "whole number" : "number")} from {least:0.############################} to {most:0.############################}");
        }

        return FieldDomain.Of(path, entity).Values.Null ? "has no other values" : "is never null";
    }

    private static string Name(BoundCondition rule, bool isWanted) => Shorten(isWanted ? rule.ToString() : $"NOT({rule})");

    private static string Shorten(string text) => "'" + Excerpt.Of(text, 80) + "'";
}
