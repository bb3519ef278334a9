using System.Globalization;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Workflows.Engine.Explaining;

/// <summary>Why a workflow fires for a context, or does not. Immutable, thread-safe; refers to nothing of the context.</summary>
/// <param name="Entity">The triggering entity, whose name sentences leave out of paths; <see langword="null"/> for none.</param>
/// <param name="Filter">What the trigger's settings ask of the event.</param>
/// <param name="Conditions">What the conditions ask; not reached when the filter does not hold.</param>
public sealed record Explanation(string? Entity, ExplainedCondition Filter, ExplainedCondition Conditions)
{
    /// <summary>How long the workflow waits before it acts; <see langword="null"/> for not at all.</summary>
    public Delay? Delay { get; init; }

    /// <summary>Whether the conditions are asked again when <see cref="Delay"/> is over.</summary>
    public bool Recheck { get; init; }

    /// <summary>Whether filter and conditions hold.</summary>
    public bool Fires => Filter.Holds && Conditions.Holds;

    /// <summary>The whole tree as JSON with members in snake case; values keep their types, dates and moments are ISO 8601.</summary>
    public string ToJson() => ExplanationJson.Write(this);

    /// <summary>One sentence that gives the answer and the values that it rests on.</summary>
    /// <param name="culture">French when its language is French, else English.</param>
    public string Describe(CultureInfo culture) => new ExplanationSentence(this, ExplanationWords.For(culture)).ToString();

    /// <summary>The tree as indented text, one line per condition.</summary>
    /// <param name="culture">French when its language is French, else English.</param>
    public string ToTree(CultureInfo culture) => new ExplanationTree(ExplanationWords.For(culture)).Write(this);

    /// <summary>The tree as indented English text.</summary>
    public override string ToString() => ToTree(CultureInfo.InvariantCulture);
}
