using System.Data.Common;
using System.Net.Sockets;
using Alforis.Crm.Data.Dispatching;
using Alforis.Crm.Data.Schedules;
using Npgsql;
using Quartz;

namespace Alforis.Workflows.Host.Scheduling;

/// <summary>
/// Makes the triggers in Quartz's store agree with the active workflows. What agrees is left alone: to store a trigger again would forget a
/// firing that is due because nobody was running at its time. Idempotent; hosts may do it at the same time.
/// </summary>
internal sealed class WorkflowSchedulePass(
    NpgsqlDataSource dataSource, ScheduledWorkflows workflows, ISchedulerFactory schedulers, FiringRecord record, DatabaseClock clock,
    ILogger<WorkflowSchedulePass> logger)
{
    /// <summary>Each chunk is one transaction, in which nobody else can schedule.</summary>
    private const int ChunkSize = 100;

    private const int MostRounds = 3;

    /// <summary>Brings the triggers in step.</summary>
    /// <returns>How many were written and how many removed.</returns>
    public async Task<(int Written, int Removed)> RunAsync(CancellationToken ct)
    {
        var scheduler = await schedulers.GetScheduler(ct);
        var (written, removed) = (0, 0);
        // Another host may write at the same time what it has read before: whoever writes looks again.
        for (var round = 0; round < MostRounds; round++)
        {
            var change = await CompareAsync(ct);
            if (change.IsEmpty) break;
            // Also before: whoever dies in between finds the triggers in step, and would owe nothing.
            await RecordOwedAsync(change, ct);
            foreach (var chunk in change.Foreign.Chunk(ChunkSize)) await scheduler.UnscheduleJobs(chunk, ct);
            var stored = 0;
            foreach (var chunk in change.Wanted.Chunk(ChunkSize)) stored += await WriteAsync(scheduler, chunk, ct);
            foreach (var broken in change.Broken) await scheduler.ResetTriggerFromErrorState(broken, ct);
            await RecordOwedAsync(change, ct);
            if (stored + change.Foreign.Count + change.Broken.Count == 0) break;
            written += stored + change.Broken.Count;
            removed += change.Foreign.Count;
            ScheduleLog.TriggersChanged(logger, stored, change.Foreign.Count, change.Broken.Count);
        }

        return (written, removed);
    }

    private async Task RecordOwedAsync(Change change, CancellationToken ct)
    {
        foreach (var workflow in change.Changed) await record.RecordOwedAsync(workflow, clock.GetUtcNow(), ct);
    }

    private async Task<Change> CompareAsync(CancellationToken ct)
    {
        var all = await workflows.ReadAllAsync(ct);
        var stored = await StoredTrigger.ReadAllAsync(dataSource, ct);
        var change = new Change([], [], [], []);
        foreach (var workflow in all)
        {
            foreach (var trigger in WorkflowTriggers.Of(workflow, clock))
            {
                if (!stored.Remove(trigger.Key.Name, out var present) || !Agrees(present, trigger))
                {
                    change.Wanted.Add(trigger);
                    if (change.Changed is not [.., var last] || last != workflow) change.Changed.Add(workflow);
                }
                else if (present.IsBroken)
                {
                    change.Broken.Add(trigger.Key);
                }
            }
        }

        change.Foreign.AddRange(stored.Keys.Select(name => new TriggerKey(name, WorkflowTriggers.Group)));
        return change;
    }

    private static bool Agrees(StoredTrigger stored, ICronTrigger wanted) =>
        stored.Mark == wanted.Description && stored.Expression == wanted.CronExpressionString && stored.TimeZone == wanted.TimeZone.Id;

    private async Task<int> WriteAsync(IScheduler scheduler, ITrigger[] triggers, CancellationToken ct)
    {
        var job = JobBuilder.Create<WorkflowTickJob>().WithIdentity(WorkflowTriggers.Job).StoreDurably().RequestRecovery().Build();
        try
        {
            await scheduler.ScheduleJob(job, triggers, new ScheduleJobOptions { Replace = true }, ct);
            return triggers.Length;
        }
        catch (SchedulerException) when (triggers.Length > 1)
        {
            // One that cannot be stored must not keep the others from being.
            var stored = 0;
            foreach (var trigger in triggers) stored += await WriteAsync(scheduler, [trigger], ct);
            return stored;
        }
        catch (SchedulerException e) when (e.GetBaseException() is not (DbException or IOException or SocketException))
        {
            ScheduleLog.TriggerRefused(logger, WorkflowTriggers.WorkflowOf(triggers[0].Key), FailureText.Of(e));
            return 0;
        }
    }

    private sealed record Change(List<ScheduledWorkflow> Changed, List<ITrigger> Wanted, List<TriggerKey> Foreign, List<TriggerKey> Broken)
    {
        public bool IsEmpty => Wanted.Count == 0 && Foreign.Count == 0 && Broken.Count == 0;
    }
}
