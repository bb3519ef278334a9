using System.Globalization;

namespace Alforis.Workflows.Benchmarks.Pipeline;

/// <summary>Executions per second from a full queue, beside the same rows written by hand and by other job queues, in turn.</summary>
internal static class Throughput
{
    private const int Events = 20_000;
    private const int Rounds = 3;
    private const int Seconds = 4;

    public static async Task<IReadOnlyList<Result>> MeasureAsync(PipelineDatabase database)
    {
        // A dispatcher runs for days: while its code is still being compiled it uses twice as much of the processor.
        for (var warmUp = 0; warmUp < 2; warmUp++) await OurPipeline.RunAsync(database, Events, 2);
        var (one, two, statements, sets) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var queues = new QueuePeers();
        for (var round = 0; round < Rounds; round++)
        {
            await database.EmptyAsync();
            one.Add(await OurPipeline.RunAsync(database, Events, 1));
            two.Add(await OurPipeline.RunAsync(database, Events, 2));
            statements.Add(await BestAsync([1, 2, 4, 8], clients => PgBench.RunAsync(database.Uri, PlainSql.ForPgBench, clients, Seconds)));
            sets.Add(await BestAsync([1, 2], clients => PlainSql.SetsAsync(database, Events, clients)));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"round {round + 1}: ours {one[^1]:0} (1 dispatcher), {two[^1]:0} (2); pgbench {statements[^1]:0}; sets {sets[^1]:0} per second"));
            queues.Run(database);
        }

        var ours = Math.Max(Medians.Of(one), Medians.Of(two));
        return
        [
            new("pipeline/executions-vs-pgbench-one-statement", ours, Medians.Of(statements), "executions/s"),
            new("pipeline/executions-vs-insert-select-by-1000", ours, Medians.Of(sets), "executions/s"),
            new("pipeline/two-dispatchers-vs-one", Medians.Of(two), Medians.Of(one), "executions/s"),
            .. queues.Results(ours),
        ];
    }

    private static async Task<double> BestAsync(IEnumerable<int> clients, Func<int, Task<double>> run)
    {
        var best = 0.0;
        foreach (var count in clients) best = Math.Max(best, await run(count));
        return best;
    }
}
