using Alforis.Workflows.Host.Dispatch;
using Alforis.Workflows.Host.Scheduling;

namespace Alforis.Workflows.Host;

/// <summary>What runs beside the web server. Started in this order once the database is prepared, stopped in reverse.</summary>
internal static class BackgroundServices
{
    public static IServiceCollection AddBackgroundServices(this IServiceCollection services) => services
        .AddHostedService<MaintenanceScheduleService>()
        .AddHostedService<WorkerService>()
        .AddHostedService<ContinuationService>()
        .AddHostedService<DispatcherService>();
}
