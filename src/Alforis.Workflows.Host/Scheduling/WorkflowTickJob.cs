using Alforis.Crm.Data.Dispatching;
using Npgsql;
using Quartz;

namespace Alforis.Workflows.Host.Scheduling;

/// <summary>
/// Records that a workflow's time has come, and tries until it is recorded. A host that dies or stops meanwhile leaves the firing to be
/// recovered, by another one or when it starts again.
/// </summary>
internal sealed class WorkflowTickJob(FiringRecord record, TimeProvider clock, ILogger<WorkflowTickJob> logger) : IJob
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var workflowId = WorkflowTriggers.WorkflowOf((context.Recovering ? context.RecoveringTriggerKey : null) ?? context.Trigger.Key);
        var schedule = context.MergedJobDataMap.TryGetString(WorkflowTriggers.Schedule, out var text) ? text : null;
        var due = context.ScheduledFireTimeUtc ?? context.FireTimeUtc;
        var notBefore = context.Recovering ? DateTimeOffset.MinValue : context.Trigger.StartTimeUtc;
        for (var pause = FirstPause; ; pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks)))
        {
            try
            {
                await record.RecordAsync(workflowId, schedule, due, context.FireTimeUtc, notBefore, cancellationToken);
                return;
            }
            catch (NpgsqlException e)
            {
                // Also what seems to be for good, as a right that is missing: an operator can put it right.
                ScheduleLog.RecordingFailed(logger, workflowId, due, FailureText.Of(e));
                await Task.Delay(pause, clock, cancellationToken);
            }
        }
    }
}
