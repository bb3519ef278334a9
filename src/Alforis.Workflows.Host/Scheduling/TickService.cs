using Alforis.Crm.Data.Ticks;
using Alforis.Workflows.Host.Dispatch;

namespace Alforis.Workflows.Host.Scheduling;

/// <summary>Makes the events of schedules that are due and of sweeps for silence, one part after another.</summary>
internal sealed class TickService(TickPass pass, TimeProvider clock, ILogger<TickService> logger) : BackgroundService
{
    /// <summary>How long to wait when no tick is open: nobody sees half a second in a schedule.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => PersistentLoop.RunAsync(
        async ct =>
        {
            if (!await pass.RunAsync(ct)) await Task.Delay(PollInterval, clock, ct);
        },
        clock, (problem, seconds) => ScheduleLog.TicksFailed(logger, problem, seconds), stoppingToken);
}
