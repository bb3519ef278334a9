using System.Globalization;

namespace Alforis.Workflows.Benchmarks.Pipeline;

/// <summary>From a row change to finished executions, beside the same rows written by hand.</summary>
internal sealed class PipelineBenchmark : IBenchmark
{
    private const int Events = 20_000;
    private const int Rounds = 3;
    private const int Seconds = 4;

    public string Name => "pipeline";

    public string Description => "events per second from queue to history, against the same three inserts by pgbench and by sets; cost of capture";

    public IReadOnlyList<Result> Run(IReadOnlyList<string> arguments) => RunAsync().GetAwaiter().GetResult();

    private static async Task<IReadOnlyList<Result>> RunAsync()
    {
        await using var database = await PipelineDatabase.StartAsync();
        if (Environment.GetEnvironmentVariable("BURST") is { } b) return await Burst.MeasureAsync(database, int.Parse(b, CultureInfo.InvariantCulture));
        // A dispatcher runs for days: while its code is still being compiled it uses twice as much of the processor.
        for (var warmUp = 0; warmUp < 2; warmUp++) await OurPipeline.RunAsync(database, Events, 2);
        var ours = new List<double>[] { [], [] };
        var statements = new List<double>();
        var sets = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            ours[0].Add(await OurPipeline.RunAsync(database, Events, 1));
            ours[1].Add(await OurPipeline.RunAsync(database, Events, 2));
            statements.Add(await BestAsync([1, 2, 4, 8], clients => PgBench.RunAsync(database.Uri, PlainSql.OneStatement, clients, Seconds)));
            sets.Add(await BestAsync([1, 2], clients => PlainSql.SetsAsync(database, Events, clients)));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"round {round + 1}: ours {ours[0][^1]:0} (1 dispatcher), {ours[1][^1]:0} (2); pgbench {statements[^1]:0}; sets {sets[^1]:0} per second"));
        }

        var best = Math.Max(Median(ours[0]), Median(ours[1]));
        List<Result> results =
        [
            new("pipeline/executions-vs-pgbench-one-statement", best, Median(statements), "executions/s"),
            new("pipeline/executions-vs-insert-select-by-1000", best, Median(sets), "executions/s"),
            new("pipeline/two-dispatchers-vs-one", Median(ours[1]), Median(ours[0]), "executions/s"),
        ];
        results.AddRange(await CaptureCost.MeasureAsync(database, Seconds));
        return results;
    }

    private static async Task<double> BestAsync(IEnumerable<int> clients, Func<int, Task<double>> run)
    {
        var best = 0.0;
        foreach (var count in clients) best = Math.Max(best, await run(count));
        return best;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
