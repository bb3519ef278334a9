using System.Diagnostics;
using System.Globalization;

namespace Alforis.Workflows.Benchmarks.Pipeline;

/// <summary>One, two and three services on one database: how fast they work off a burst together, and that each event is handled once.</summary>
internal static class Hosts
{
    // A service runs for days: what it does is compiled long since.
    private const int WarmUpPerHost = 10_000;
    private const int Events = 30_000;
    private const int Rounds = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task<IReadOnlyList<Result>> MeasureAsync(PipelineDatabase database)
    {
        var rates = new List<double>[] { [], [], [] };
        for (var round = 0; round < Rounds; round++)
        {
            for (var hosts = 1; hosts <= rates.Length; hosts++) rates[hosts - 1].Add(await RunAsync(database, hosts));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"hosts, round {round + 1}: {string.Join(", ", rates.Select((r, i) => $"{i + 1}: {r[^1]:0}"))} per second"));
        }

        // Where there are no more processors than one host can use, more hosts are to cost nothing.
        return
        [
            new("pipeline/two-hosts-vs-one", Medians.Of(rates[1]), Medians.Of(rates[0]), "executions/s") { Goal = Goal.RatioAtLeast(0.9) },
            new("pipeline/three-hosts-vs-one", Medians.Of(rates[2]), Medians.Of(rates[0]), "executions/s") { Goal = Goal.RatioAtLeast(0.9) },
        ];
    }

    private static async Task<double> RunAsync(PipelineDatabase database, int hosts)
    {
        await database.EmptyAsync();
        var services = await ServiceProcess.StartAsync(database, hosts);
        try
        {
            var warmUp = WarmUpPerHost * hosts;
            await DrainAsync(database, warmUp);
            var perSecond = await DrainAsync(database, Events);
            var (executions, events) = (await database.CountAsync("workflow_executions"), await database.ScalarAsync<long>("SELECT count(DISTINCT event_id) FROM workflow_executions"));
            if ((executions, events) != (warmUp + Events, warmUp + Events)) throw new BenchmarkException($"{warmUp + Events} events made {executions} executions, of {events} of them.");
            return perSecond;
        }
        finally
        {
            foreach (var service in services) await service.DisposeAsync();
        }
    }

    private static async Task<double> DrainAsync(PipelineDatabase database, int events)
    {
        await database.WriteOrganisationsAsync(events);
        var stopwatch = Stopwatch.StartNew();
        await database.BecomeIdleAsync(Patience);
        return events / stopwatch.Elapsed.TotalSeconds;
    }
}
