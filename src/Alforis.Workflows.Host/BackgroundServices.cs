using Alforis.Workflows.Host.Dispatch;
using Alforis.Workflows.Host.Roles;
using Alforis.Workflows.Host.Scheduling;
using Alforis.Workflows.Host.Subscriptions;

namespace Alforis.Workflows.Host;

/// <summary>
/// What runs beside the web server, by role. Started in this order once the database is prepared, stopped in reverse.
/// </summary>
internal static class BackgroundServices
{
    public static IServiceCollection AddBackgroundServices(this IServiceCollection services, HostRoles roles, TimeProvider timeProvider)
    {
        if (roles.HasFlag(HostRoles.Scheduler)) services.AddScheduler(timeProvider);
        if (roles.HasFlag(HostRoles.Worker)) services.AddHostedService<WorkerService>();
        if (roles.HasFlag(HostRoles.Dispatcher)) services.AddDispatcher();
        return services;
    }

    private static void AddScheduler(this IServiceCollection services, TimeProvider timeProvider) => services
        .AddSchedule(new DatabaseClock(timeProvider))
        .AddHostedService<WorkflowScheduleService>()
        .AddHostedService<TickService>();

    private static void AddDispatcher(this IServiceCollection services) => services
        .AddHostedService<SubscriptionService>()
        .AddHostedService<ContinuationService>()
        .AddHostedService<DispatcherService>();
}
