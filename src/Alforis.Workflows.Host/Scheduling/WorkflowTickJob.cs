using Quartz;

namespace Alforis.Workflows.Host.Scheduling;

/// <summary>Records that a workflow's time has come.</summary>
internal sealed class WorkflowTickJob(FiringRecord record, TimeProvider clock, ILogger<WorkflowTickJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var workflowId = WorkflowTriggers.WorkflowOf((context.Recovering ? context.RecoveringTriggerKey : null) ?? context.Trigger.Key);
        var schedule = context.MergedJobDataMap.TryGetString(WorkflowTriggers.Schedule, out var text) ? text : null;
        var due = context.ScheduledFireTimeUtc ?? context.FireTimeUtc;
        var notBefore = context.Recovering ? DateTimeOffset.MinValue : context.Trigger.StartTimeUtc;
        await PatientRecording.RunAsync(
            ct => record.RecordAsync(workflowId, schedule, due, context.FireTimeUtc, notBefore, ct),
            problem => ScheduleLog.RecordingFailed(logger, workflowId, due, problem),
            clock, cancellationToken);
    }
}
