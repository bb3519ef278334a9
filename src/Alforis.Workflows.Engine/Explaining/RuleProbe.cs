using System.Collections;
using System.Text.Json;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Workflows.Engine.Explaining;

/// <summary>A rule with the readers of its values.</summary>
internal abstract record RuleProbe<TContext>;

/// <summary>A comparison with the readers of its sides.</summary>
internal sealed record ComparisonProbe<TContext> : RuleProbe<TContext>
{
    public ComparisonProbe(BoundComparison comparison, ValueReaders<TContext> readers)
    {
        Comparison = comparison;
        Left = readers.Get(comparison.Left);
        Right = new OperandProbe<TContext>(comparison.Right, readers);
        Previous = comparison.Right is BoundChange change ? readers.Get(change.Previous) : null;
    }

    public BoundComparison Comparison { get; }

    public ValueReader<TContext> Left { get; }

    public OperandProbe<TContext> Right { get; }

    /// <summary>The value before the change, for operators that ask about it.</summary>
    public ValueReader<TContext>? Previous { get; }
}

/// <summary>A quantifier with the reader of its list and the condition on its elements.</summary>
internal sealed record QuantifierProbe<TContext>(BoundQuantifier Quantifier, ValueReader<TContext> List, ConditionProbe<TContext> Condition) : RuleProbe<TContext>
{
    /// <summary>The elements, each as its list holds it; none of a null, and of what is no list.</summary>
    public static IEnumerable<object?> Elements(object? list) => list switch
    {
        JsonElement { ValueKind: JsonValueKind.Array } array => array.EnumerateArray().Select(e => (object?)e),
        JsonElement or string or null => [],
        IEnumerable items when !DictionaryReading.IsDictionary(items) => items.Cast<object?>(),
        _ => [],
    };

    /// <summary>How many elements there are, how many meet the condition, and the place of the first that does and of the first that does not.</summary>
    public (int Elements, int Held, int FirstHeld, int FirstFailed) Count(object? list, TContext context, in EvaluationTime time)
    {
        var (elements, held, firstHeld, firstFailed) = (0, 0, -1, -1);
        var holds = Condition.AskElements(context, time);
        foreach (var element in Elements(list))
        {
            if (holds(element))
            {
                if (held++ == 0) firstHeld = elements;
            }
            else if (firstFailed < 0)
            {
                firstFailed = elements;
            }

            elements++;
        }

        return (elements, held, firstHeld, firstFailed);
    }
}
