using Alforis.Crm.Data.Schedules;
using Npgsql;
using Quartz;

namespace Alforis.Workflows.Host.Scheduling;

/// <summary>
/// Makes the triggers in Quartz's store agree with the active workflows. What agrees is left alone: to store a trigger again would forget a
/// firing that is due because nobody was running at its time. Idempotent; hosts may do it at the same time.
/// </summary>
internal sealed class WorkflowSchedulePass(
    NpgsqlDataSource dataSource, ScheduledWorkflows workflows, ISchedulerFactory schedulers, ILogger<WorkflowSchedulePass> logger)
{
    /// <summary>Each chunk is one transaction, in which nobody else can schedule.</summary>
    private const int ChunkSize = 100;

    /// <summary>Brings the triggers in step.</summary>
    /// <returns>How many were written and how many removed.</returns>
    public async Task<(int Written, int Removed)> RunAsync(CancellationToken ct)
    {
        var scheduler = await schedulers.GetScheduler(ct);
        var (written, removed) = (0, 0);
        while (true)
        {
            var change = await CompareAsync(ct);
            // Another host may have written at the same time what it had read before: whoever writes looks again.
            if (change.IsEmpty) return (written, removed);
            await RemoveAsync(scheduler, change.Foreign, ct);
            await WriteAsync(scheduler, change.Wanted, ct);
            foreach (var broken in change.Broken) await scheduler.ResetTriggerFromErrorState(broken, ct);
            written += change.Wanted.Count + change.Broken.Count;
            removed += change.Foreign.Count;
            ScheduleLog.TriggersChanged(logger, change.Wanted.Count, change.Foreign.Count, change.Broken.Count);
        }
    }

    private async Task<Change> CompareAsync(CancellationToken ct)
    {
        var wanted = (await workflows.ReadAllAsync(ct)).SelectMany(WorkflowTriggers.Of).Cast<ICronTrigger>().ToList();
        var stored = await StoredTrigger.ReadAllAsync(dataSource, ct);
        var change = new Change([], [], []);
        foreach (var trigger in wanted)
        {
            if (!stored.Remove(trigger.Key.Name, out var present) || !Agrees(present, trigger)) change.Wanted.Add(trigger);
            else if (present.IsBroken) change.Broken.Add(trigger.Key);
        }

        change.Foreign.AddRange(stored.Keys.Select(name => new TriggerKey(name, WorkflowTriggers.Group)));
        return change;
    }

    private static bool Agrees(StoredTrigger stored, ICronTrigger wanted) =>
        stored.Mark == wanted.Description && stored.Expression == wanted.CronExpressionString && stored.TimeZone == wanted.TimeZone.Id;

    private static async Task RemoveAsync(IScheduler scheduler, List<TriggerKey> triggers, CancellationToken ct)
    {
        foreach (var chunk in triggers.Chunk(ChunkSize)) await scheduler.UnscheduleJobs(chunk, ct);
    }

    private static async Task WriteAsync(IScheduler scheduler, List<ITrigger> triggers, CancellationToken ct)
    {
        var job = JobBuilder.Create<WorkflowTickJob>().WithIdentity(WorkflowTriggers.Job).StoreDurably().RequestRecovery().Build();
        foreach (var chunk in triggers.Chunk(ChunkSize))
            await scheduler.ScheduleJob(job, chunk, new ScheduleJobOptions { Replace = true }, ct);
    }

    private sealed record Change(List<ITrigger> Wanted, List<TriggerKey> Foreign, List<TriggerKey> Broken)
    {
        public bool IsEmpty => Wanted.Count == 0 && Foreign.Count == 0 && Broken.Count == 0;
    }
}
