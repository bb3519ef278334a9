using Quartz;

namespace Alforis.Workflows.Host.Scheduling;

/// <summary>Quartz on the service's own database, in a cluster with every other host that uses it.</summary>
internal static class ScheduleServices
{
    /// <summary>The name that all hosts of a database share; it is stored with every job.</summary>
    public const string SchedulerName = "alforis";

    /// <summary>
    /// How often a host says that it lives. A dead host's jobs are taken over after this and the threshold, so within about ten
    /// seconds; it costs each host one small update per interval.
    /// </summary>
    private static readonly TimeSpan CheckinInterval = TimeSpan.FromSeconds(3);

    /// <summary>How late a check-in may be: longer than a pause of garbage collection or a failover of the database.</summary>
    private static readonly TimeSpan CheckinMisfireThreshold = TimeSpan.FromSeconds(7);

    public static IServiceCollection AddSchedule(this IServiceCollection services)
    {
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler => scheduler.InstanceName = SchedulerName);
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(source => source.UseRegisteredDataSource = true);
                store.UseSystemTextJsonSerializer();
                store.ConfigureStore(options =>
                {
                    options.TablePrefix = "quartz.qrtz_";
                    // A scheduler that cannot reach its database must not keep a process alive that is told to stop.
                    options.UseBackgroundThreads = true;
                });
                store.ProvisionSchema();
                store.UseClustering(cluster =>
                {
                    cluster.CheckinInterval = CheckinInterval;
                    cluster.CheckinMisfireThreshold = CheckinMisfireThreshold;
                });
            });
        });
        return services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }
}
