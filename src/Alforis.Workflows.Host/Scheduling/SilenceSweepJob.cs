using Alforis.Crm.Data.Silence;
using Quartz;

namespace Alforis.Workflows.Host.Scheduling;

/// <summary>Has the workflows that wait for silence look for it. The moment that it was due tells two firings from one, whoever fires.</summary>
internal sealed class SilenceSweepJob(SilenceSweeps sweeps, TimeProvider clock, ILogger<SilenceSweepJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var due = context.ScheduledFireTimeUtc ?? context.FireTimeUtc;
        await PatientRecording.RunAsync(
            ct => sweeps.RequestAsync(due, null, isWhole: false, ct), problem => ScheduleLog.SweepNotRecorded(logger, due, problem), clock, cancellationToken);
    }
}
