using System.Globalization;
using Alforis.Workflows.Engine.Definitions;

namespace Alforis.Workflows.Engine.Explaining;

/// <summary>Puts an explanation into one sentence, made of the decisive rules only.</summary>
internal sealed class ExplanationSentence(Explanation explanation, ExplanationWords words)
{
    /// <summary>Nobody reads a sentence of fifty rules; the tree has them all.</summary>
    private const int MostParts = 5;

    public override string ToString()
    {
        if (!explanation.Filter.Holds) return words.FilterExcludes + words.Colon + Word(explanation.Filter, negated: false).Text;
        if (!explanation.Conditions.Holds) return words.DoesNotFire + words.Colon + Word(explanation.Conditions, negated: false).Text;
        List<string> facts = [.. Facts(explanation.Filter, negated: false), .. Facts(explanation.Conditions, negated: false)];
        return words.Fires + words.Colon + (facts.Count == 0 ? words.NoConditions : Join(facts, words.And));
    }

    /// <summary>What is so, and therefore the workflow fires.</summary>
    private IEnumerable<string> Facts(ExplainedCondition condition, bool negated) => condition switch
    {
        { Decisive: false } => [],
        ExplainedGroup group => group.Conditions.SelectMany(c => Facts(c, negated)),
        ExplainedNegation negation => Facts(negation.Condition, !negated),
        ExplainedRule rule => [$"{Is(rule)} ({Wanted(rule, negated)})"],
        _ => [],
    };

    /// <summary>
    /// What would have to be otherwise, and whether it is several things joined. Everything that fails an AND must change, any one
    /// thing suffices for an OR; inside a negation it is the other way about.
    /// </summary>
    private (string Text, bool IsJoined) Word(ExplainedCondition condition, bool negated)
    {
        switch (condition)
        {
            case ExplainedNegation negation:
                return Word(negation.Condition, !negated);
            case ExplainedGroup group:
                var parts = group.Conditions.Where(c => c.Decisive).Select(c => Word(c, negated)).ToList();
                if (parts is [var single]) return single;
                var word = (group.Operator == GroupOperator.Or) == negated ? words.And : words.Or;
                return (Join([.. parts.Select(p => p.IsJoined ? $"({p.Text})" : p.Text)], word), true);
            case ExplainedRule rule:
                var text = $"{Is(rule)}, {words.Expected} {Wanted(rule, negated)}";
                return (words.Reasons.TryGetValue(rule.Reason, out var reason) ? $"{text} ({reason})" : text, false);
            default:
                return ("", false);
        }
    }

    private string Is(ExplainedRule rule)
    {
        var path = Shorten(rule.Path);
        if (rule.Actual is not null) return $"{path} {words.Is} {ValueWording.Of(rule.Actual, words)}";
        var where = rule.NullAt is { } at && at != rule.Path
            ? $" ({string.Format(CultureInfo.InvariantCulture, words.NothingAt, Shorten(at))})"
            : "";
        return $"{path} {words.HasNoValue}{where}";
    }

    private string Wanted(ExplainedRule rule, bool negated)
    {
        var expected = ValueWording.Of(rule.Expected, words);
        var right = rule.ExpectedPath is { } other ? $"{Shorten(other)} ({expected})" : expected;
        var wanted = $"{words.Operator(rule.Operator)} {right}";
        return negated ? $"{words.Not} {wanted}" : wanted;
    }

    private string Shorten(string path) =>
        explanation.Entity is { } entity && path.StartsWith(entity + ".", StringComparison.Ordinal) ? path[(entity.Length + 1)..] : path;

    private static string Join(List<string> parts, string word)
    {
        var shown = parts.Count > MostParts ? [.. parts.Take(MostParts), $"… (+{parts.Count - MostParts})"] : parts;
        return string.Join($" {word} ", shown);
    }
}
