using System.Collections.Immutable;
using System.Globalization;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Definitions;

namespace Alforis.Workflows.Engine.Explaining;

/// <summary>Why an action of a workflow runs or is skipped. Immutable, thread-safe; refers to nothing of the context.</summary>
/// <param name="ActionId">The action's id in the definition.</param>
/// <param name="Entity">The triggering entity, whose name sentences leave out of paths; <see langword="null"/> for none.</param>
/// <param name="When">What its <c>when</c> asks; an empty group that holds when it has none.</param>
public sealed record ActionExplanation(string ActionId, string? Entity, ExplainedCondition When)
{
    private static readonly ExplainedGroup Nothing =
        new(GroupOperator.And, ImmutableArray<ExplainedCondition>.Empty) { Holds = true, Reached = true, Decisive = true };

    /// <summary>How long is waited before it; <see langword="null"/> for not at all.</summary>
    public Delay? Delay { get; init; }

    /// <summary>How often it is tried; <see langword="null"/> when the definition says nothing of it.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>Whether it runs: its <c>when</c> holds.</summary>
    public bool Runs => When.Holds;

    /// <summary>The whole tree as JSON with members in snake case; values keep their types, dates and moments are ISO 8601.</summary>
    public string ToJson() => ExplanationJson.Write(this);

    /// <summary>One sentence that gives the answer and the values that it rests on.</summary>
    /// <param name="culture">French when its language is French, else English.</param>
    public string Describe(CultureInfo culture) =>
        new ExplanationSentence(new Explanation(Entity, Nothing, When), ExplanationWords.For(culture).ForAction(Delay, Retry)).ToString();

    /// <summary>The tree as indented text, one line per condition.</summary>
    /// <param name="culture">French when its language is French, else English.</param>
    public string ToTree(CultureInfo culture) => new ExplanationTree(ExplanationWords.For(culture)).Write(this);

    /// <summary>The tree as indented English text.</summary>
    public override string ToString() => ToTree(CultureInfo.InvariantCulture);
}
