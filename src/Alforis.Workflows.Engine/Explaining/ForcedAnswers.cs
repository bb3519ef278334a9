using System.Collections.Immutable;
using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Explaining;

/// <summary>
/// What the answer of a condition says about its rules: when an AND holds, so do all its rules. Most conditions are such
/// conjunctions, and then nothing needs to be asked about those that held.
/// </summary>
internal static class ForcedAnswers
{
    /// <summary>The answers of all rules when the condition holds; <see langword="null"/> when they may vary.</summary>
    public static ImmutableArray<bool>? WhenHolding(BoundCondition condition)
    {
        var answers = ImmutableArray.CreateBuilder<bool>();
        return Collect(condition, holds: true, answers) ? answers.ToImmutable() : null;
    }

    private static bool Collect(BoundCondition condition, bool holds, ImmutableArray<bool>.Builder answers)
    {
        switch (condition)
        {
            case BoundNot not:
                return Collect(not.Condition, !holds, answers);
            case BoundAnd and:
                return (holds || and.Conditions.Length == 1) && and.Conditions.All(c => Collect(c, holds, answers));
            case BoundOr or:
                return (!holds || or.Conditions.Length == 1) && or.Conditions.All(c => Collect(c, holds, answers));
            default:
                answers.Add(holds);
                return true;
        }
    }
}
