namespace Alforis.Workflows.Benchmarks;

/// <summary>The middle of some rounds.</summary>
internal static class Medians
{
    public static double Of(IReadOnlyCollection<double> rounds) => rounds.Order().ElementAt(rounds.Count / 2);
}
