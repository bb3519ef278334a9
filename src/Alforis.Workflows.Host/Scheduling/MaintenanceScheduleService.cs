using Quartz;

namespace Alforis.Workflows.Host.Scheduling;

/// <summary>Puts the service's own jobs into the schedule when a host starts.</summary>
internal sealed class MaintenanceScheduleService(ISchedulerFactory schedulers) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken) =>
        await MaintenanceSchedule.EnsureAsync(await schedulers.GetScheduler(cancellationToken), cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
