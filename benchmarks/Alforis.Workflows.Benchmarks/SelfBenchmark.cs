namespace Alforis.Workflows.Benchmarks;

/// <summary>
/// The same hand-written condition on both sides: the distance of its ratio from 1 is the error that the machine, as it is
/// now, puts on every other ratio.
/// </summary>
internal sealed class SelfBenchmark : IBenchmark
{
    private readonly int[] _amounts = [.. Enumerable.Range(0, 1_000).Select(i => i * 7919 % 1_000)];

    public string Name => "self";

    public string Description => "one loop against itself: how far from 1 a ratio may be by chance, here and now";

    public IReadOnlyList<Result> Run(IReadOnlyList<string> arguments) =>
        PairMeasurement.Of("self-vs-self", new Pair<int>(Count, Count, _amounts.Length));

    private int Count()
    {
        var count = 0;
        foreach (var amount in _amounts)
        {
            if (amount > 500 && amount % 3 == 0)
            {
                count++;
            }
        }

        return count;
    }
}
