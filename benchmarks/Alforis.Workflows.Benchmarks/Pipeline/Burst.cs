using System.Diagnostics;
using System.Globalization;

namespace Alforis.Workflows.Benchmarks.Pipeline;

/// <summary>
/// A million organisations written by one statement, the service working them off, and now and then somebody changes a single deal:
/// how long he waits, how fast the burst goes, and how much memory the service takes. Once more while another session holds an old snapshot.
/// </summary>
internal static class Burst
{
    private static readonly TimeSpan SingleEvery = TimeSpan.FromMilliseconds(250);

    public static async Task<IReadOnlyList<Result>> MeasureAsync(PipelineDatabase database, int events)
    {
        await using var service = await ServiceProcess.StartAsync(database);
        var (plain, singles, memory) = await RunAsync(database, service, events, snapshot: false);
        var (held, heldSingles, _) = await RunAsync(database, service, events, snapshot: true);
        return
        [
            new("pipeline/burst-longest-wait-of-a-single-event", singles[^1], 5000, "ms") { Goal = Goal.AtMost(5000) },
            new("pipeline/burst-median-wait-of-a-single-event", CommitTimes.Quantile(singles, 0.5), 5000, "ms"),
            new("pipeline/burst-with-old-snapshot-longest-wait-of-a-single-event", heldSingles[^1], 5000, "ms") { Goal = Goal.AtMost(5000) },
            new("pipeline/burst-with-old-snapshot-vs-without", held, plain, "executions/s") { Goal = Goal.RatioAtLeast(0.9) },
            new("pipeline/burst-memory-at-the-end-vs-at-a-quarter", memory[^1], memory[0], "MB") { Goal = Goal.RatioAtMost(1.2) },
        ];
    }

    private static async Task<(double PerSecond, List<double> Singles, List<double> Memory)> RunAsync(
        PipelineDatabase database, ServiceProcess service, int events, bool snapshot)
    {
        await database.EmptyAsync();
        var deal = await database.ScalarAsync<long>(
            """
            WITH o AS (INSERT INTO organisations (nom) VALUES ('Seule') RETURNING id)
            INSERT INTO deals (organisation_id, nom, montant) SELECT id, 'Affaire', 1 FROM o RETURNING id
            """);
        var before = await database.ScalarAsync<long>("SELECT last_value FROM workflow.event_ids");
        var begun = await database.BegunAsync();
        await using var old = snapshot ? await OldSnapshot.OpenAsync(database) : null;
        var writing = Stopwatch.StartNew();
        await database.WriteOrganisationsAsync(events);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"burst: {events} written in {writing.Elapsed.TotalSeconds:0.0} s{(snapshot ? ", an old snapshot open" : "")}"));
        var elapsed = Stopwatch.StartNew();
        var memory = new List<double>();
        for (var n = 2; ; n++)
        {
            var handled = await database.BegunAsync() - begun;
            if (handled >= events && await database.IsIdleAsync()) break;
            await database.ExecuteAsync("UPDATE deals SET montant = @n WHERE id = @deal", new { n, deal });
            if (handled >= events / 4 * (memory.Count + 1))
            {
                memory.Add(service.Megabytes);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"burst: {handled} handled after {elapsed.Elapsed.TotalSeconds:0.0} s, the service has {memory[^1]:0} MB"));
            }

            await Task.Delay(SingleEvery);
        }

        var seconds = elapsed.Elapsed.TotalSeconds;
        memory.Add(service.Megabytes);
        var singles = await CommitTimes.ReadAsync(database, before, "deal_updated");
        var executions = await database.ScalarAsync<long>("SELECT count(*) FROM workflow_executions WHERE trigger_type = 'organisation_created'");
        if (executions < events) throw new BenchmarkException($"{events} organisations made {executions} executions.");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"burst: {events / seconds:0} per second, {memory[^1]:0} MB; {singles.Count} single events waited {CommitTimes.Quantile(singles, 0.5):0} ms (median), {singles[^1]:0} ms (longest)"));
        return (events / seconds, singles, memory);
    }
}
