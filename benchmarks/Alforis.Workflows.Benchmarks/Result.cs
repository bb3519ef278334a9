using System.Globalization;

namespace Alforis.Workflows.Benchmarks;

/// <summary>Two figures for the same work.</summary>
/// <param name="Name">What was measured and against what, in one word: <c>conditions-vs-handwritten</c>.</param>
/// <param name="Ours">Our figure.</param>
/// <param name="Reference">The reference's figure, in the same unit.</param>
/// <param name="Unit">The unit of both: <c>ns</c>, <c>bytes</c>, <c>events/s</c>.</param>
internal sealed record Result(string Name, double Ours, double Reference, string Unit)
{
    /// <summary>Ours / reference: 1 when they are equal, even if both are 0; infinity when only the reference is 0.</summary>
    public double Ratio => Ours.Equals(Reference) ? 1 : Ours / Reference;

    /// <summary>What it is to be; <see langword="null"/> when it is only told.</summary>
    public Goal? Goal { get; init; }

    /// <summary>The line that other programs read.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"RESULT name={Name} ours={Ours:0.###} unit={Unit} reference={Reference:0.###} ratio={Ratio:0.###}{GoalText}");

    private string GoalText => Goal is null ? "" : $" goal={Goal} met={(Goal.IsMet(this) ? "yes" : "no")}";
}
