using System.Globalization;

namespace Alforis.Workflows.Benchmarks;

/// <summary>What a figure is to be.</summary>
/// <param name="OfRatio">Whether it speaks of the ratio, or else of our figure.</param>
/// <param name="AtLeast">Whether the bound is the least that will do, or else the most.</param>
/// <param name="Bound">The bound.</param>
internal sealed record Goal(bool OfRatio, bool AtLeast, double Bound)
{
    public static Goal RatioAtLeast(double bound) => new(true, true, bound);

    public static Goal RatioAtMost(double bound) => new(true, false, bound);

    public static Goal AtMost(double bound) => new(false, false, bound);

    public bool IsMet(Result result)
    {
        var value = OfRatio ? result.Ratio : result.Ours;
        return AtLeast ? value >= Bound : value <= Bound;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(OfRatio ? "ratio" : "ours")}{(AtLeast ? ">=" : "<=")}{Bound:0.###}");
}
