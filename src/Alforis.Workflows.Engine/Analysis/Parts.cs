using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Analysis;

/// <summary>
/// What must hold together for a condition to hold, or not to: rules, each with whether it is wanted, and groups of which one
/// alternative suffices. Negations are carried inward.
/// </summary>
internal sealed class Parts
{
    private readonly List<(BoundCondition Rule, bool IsWanted)> rules = [];
    private readonly List<(BoundCondition Group, bool IsWanted)> alternatives = [];

    /// <summary>The rules, wanted or not.</summary>
    public IReadOnlyList<(BoundCondition Rule, bool IsWanted)> Rules => rules;

    /// <summary>Groups of which one alternative, wanted or not, suffices.</summary>
    public IReadOnlyList<(BoundCondition Group, bool IsWanted)> Alternatives => alternatives;

    public static Parts Of(BoundCondition condition, bool wanted)
    {
        var parts = new Parts();
        parts.Add(condition, wanted);
        return parts;
    }

    /// <summary>The members of a group of which one suffices.</summary>
    public static IEnumerable<BoundCondition> AlternativesOf(BoundCondition group) =>
        group is BoundAnd and ? and.Conditions : ((BoundOr)group).Conditions;

    private void Add(BoundCondition condition, bool wanted)
    {
        switch (condition)
        {
            case BoundNot not:
                Add(not.Condition, !wanted);
                break;
            case BoundAnd conjunction when wanted || conjunction.Conditions.Length == 1:
                foreach (var inner in conjunction.Conditions) Add(inner, wanted);
                break;
            case BoundOr disjunction when !wanted || disjunction.Conditions.Length == 1:
                foreach (var inner in disjunction.Conditions) Add(inner, wanted);
                break;
            case BoundAnd or BoundOr:
                alternatives.Add((condition, wanted));
                break;
            default:
                rules.Add((condition, wanted));
                break;
        }
    }
}
