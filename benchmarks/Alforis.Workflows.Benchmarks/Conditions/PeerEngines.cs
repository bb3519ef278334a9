namespace Alforis.Workflows.Benchmarks.Conditions;

internal static class PeerEngines
{
    public static IReadOnlyList<Result> Measure(TextWriter output) => [];
}
