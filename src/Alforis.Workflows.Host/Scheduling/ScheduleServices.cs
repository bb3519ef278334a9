using Alforis.Crm.Data.Schedules;
using Alforis.Crm.Data.Sql;
using Alforis.Crm.Data.Ticks;
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

    /// <summary>How long a transaction of Quartz may do nothing: longer than a busy machine keeps one waiting.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Takes Quartz's lock, and has the server end the transaction when the host that took it says nothing any more: all others wait for it.
    /// It holds for the transaction only, as behind a pooler it must.
    /// </summary>
    internal static readonly string LockSql = $$"""
        SELECT l.lock_name, set_config('{{SilenceLimit.Setting}}', '{{SilenceLimit.Text(LongestSilence)}}', true)
        FROM {0}LOCKS l WHERE l.sched_name = @schedulerName AND l.lock_name = @lockName FOR UPDATE
        """;

    /// <param name="services">The services.</param>
    /// <param name="clock">The clock that triggers fire by.</param>
    public static IServiceCollection AddSchedule(this IServiceCollection services, DatabaseClock clock)
    {
        services.AddSingleton(clock).AddSingleton<ScheduledWorkflows>().AddSingleton<TickRecorder>().AddSingleton<FiringRecord>().AddSingleton<WorkflowSchedulePass>();
        services.AddQuartz(quartz =>
        {
            quartz.UseTimeProvider(clock);
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = SchedulerName;
                // A job that waits for the database must not hold up the end; what it was about is recovered.
                scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;
            });
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(source => source.UseRegisteredDataSource = true);
                store.UseSystemTextJsonSerializer();
                store.ConfigureStore(options =>
                {
                    options.TablePrefix = "quartz.qrtz_";
                    // A scheduler that cannot reach its database must not keep a process alive that is told to stop.
                    options.UseBackgroundThreads = true;
                    options.MisfireThreshold = FiringRecord.Patience;
                    options.RecoverFiringsCancelledByShutdown = true;
                    options.SelectWithLockSql = LockSql;
                    // Without the lock a host that freezes would keep rows that others wait for, and nothing would end it.
                    options.AcquireTriggersWithinLock = true;
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
