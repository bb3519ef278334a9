using System.Globalization;
using Alforis.Workflows.Benchmarks.Pipeline;

namespace Alforis.Workflows.Benchmarks.Pushdown;

/// <summary>Which organisations a workflow runs for, found by PostgreSQL among a million, beside SQL written by hand and beside evaluating all in memory.</summary>
internal sealed class PushdownBenchmark : IBenchmark
{
    private const int Organisations = 1_000_000;

    public string Name => "pushdown";

    public string Description => "selections of scheduled workflows and sweeps beside SQL by hand and all in memory; rows=ORGANISATIONS for fewer than 1000000";

    public IReadOnlyList<Result> Run(IReadOnlyList<string> arguments) => RunAsync(arguments switch
    {
        [] => Organisations,
        [var rows] when rows.StartsWith("rows=", StringComparison.Ordinal) && int.TryParse(rows["rows=".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 10_000 => count,
        _ => throw new BenchmarkException("the argument is rows=ORGANISATIONS with at least 10000."),
    }).GetAwaiter().GetResult();

    private static async Task<IReadOnlyList<Result>> RunAsync(int organisations)
    {
        await using var database = await PipelineDatabase.StartAsync();
        await SilentBook.WriteAsync(database, organisations);
        return [.. await SelectionCost.MeasureAsync(database), .. await SweepCost.MeasureAsync(database), .. await MemoryCost.MeasureAsync(database)];
    }
}
