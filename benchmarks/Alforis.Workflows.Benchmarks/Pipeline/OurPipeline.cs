using System.Diagnostics;
using Alforis.Crm.Data.Actions;
using Alforis.Crm.Data.Dispatching;
using Alforis.Crm.Data.Workflows;
using Microsoft.Extensions.Logging.Abstractions;

namespace Alforis.Workflows.Benchmarks.Pipeline;

/// <summary>Ours: one event, a condition of four rules, one task, one notification, history.</summary>
internal static class OurPipeline
{
    /// <summary>Fills the queue, then lets dispatchers drain it; gives events per second.</summary>
    public static async Task<double> RunAsync(PipelineDatabase database, int events, int dispatchers)
    {
        await database.WriteOrganisationsAsync(events);
        var (tasks, notifications, executions) = await CountsAsync(database);
        var stopwatch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, dispatchers).Select(_ => Task.Run(() => DrainAsync(database))));
        var elapsed = stopwatch.Elapsed;

        var after = await CountsAsync(database);
        if (after != (tasks + events, notifications + events, executions + events))
        {
            throw new BenchmarkException($"{events} events made {after.Executions - executions} executions, {after.Tasks - tasks} tasks.");
        }

        return events / elapsed.TotalSeconds;
    }

    private static async Task DrainAsync(PipelineDatabase database)
    {
        var pass = new DispatchPass(
            database.DataSource, DatabaseActions.All, new ActiveWorkflows(NullLogger<ActiveWorkflows>.Instance), new DispatchOptions(),
            TimeProvider.System, new Random(1), NullLogger<DispatchPass>.Instance);
        while (true)
        {
            var report = await pass.RunAsync(CancellationToken.None);
            if (report.Events == 0 && await database.CountAsync("workflow.event_queue") == 0) return;
        }
    }

    private static async Task<(long Tasks, long Notifications, long Executions)> CountsAsync(PipelineDatabase database) =>
        (await database.CountAsync("tasks"), await database.CountAsync("notifications"), await database.CountAsync("workflow_executions"));
}
