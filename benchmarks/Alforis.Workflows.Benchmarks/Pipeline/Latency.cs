using System.Globalization;

namespace Alforis.Workflows.Benchmarks.Pipeline;

/// <summary>
/// From the commit of one row to the commit of its finished execution, while 1,000 rows are committed each second, each by itself and
/// at random times, whether or not the service keeps up.
/// </summary>
internal static class Latency
{
    private const int Rate = 1000;
    private const int Clients = 16;
    private const int WarmUpSeconds = 5;
    private const int Seconds = 20;
    private const int Rounds = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private const string Insert = """
        \set n random(1, 1000000)
        INSERT INTO public.organisations (nom, montant_potentiel) VALUES ('Organisation ' || :n, 5000)
        """;

    public static async Task<IReadOnlyList<Result>> MeasureAsync(PipelineDatabase database)
    {
        await database.EmptyAsync();
        await using var service = await ServiceProcess.StartAsync(database);
        await PgBench.RunAsync(database.Uri, Insert, Clients, WarmUpSeconds, Rate);
        var (medians, highest) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            await database.BecomeIdleAsync(Patience);
            var before = await database.ScalarAsync<long>("SELECT last_value FROM workflow.event_ids");
            var rate = await PgBench.RunAsync(database.Uri, Insert, Clients, Seconds, Rate);
            await database.BecomeIdleAsync(Patience);
            var waits = await CommitTimes.ReadAsync(database, before, "organisation_created");
            if (waits.Count < rate * Seconds * 0.9) throw new BenchmarkException($"{waits.Count} executions are too few.");
            medians.Add(CommitTimes.Quantile(waits, 0.5));
            highest.Add(CommitTimes.Quantile(waits, 0.99));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"latency: {rate:0} commits per second, {waits.Count} executions: {medians[^1]:0.0} ms (median), {highest[^1]:0.0} ms (p99), {waits[^1]:0.0} ms (longest)"));
        }

        return
        [
            new("pipeline/latency-median-at-1000-commits", Medians.Of(medians), 100, "ms"),
            new("pipeline/latency-p99-at-1000-commits", Medians.Of(highest), 100, "ms") { Goal = Goal.AtMost(100) },
        ];
    }
}
