using Quartz;

namespace Alforis.Workflows.Host.Scheduling;

/// <summary>The service's own jobs and when they run.</summary>
internal static class MaintenanceSchedule
{
    private const string Group = "maintenance";

    private const string SilenceSweepCron = "0 0 2 * * ?";

    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    /// <summary>The weekly job that drops old history.</summary>
    public static readonly JobKey HistoryRetention = new("history-retention", Group);

    /// <summary>The daily job that makes partitions.</summary>
    public static readonly JobKey Partitions = new("partitions", Group);

    /// <summary>The daily job that forgets old calls of hooks.</summary>
    public static readonly JobKey HookCalls = new("hook-calls", Group);

    /// <summary>The daily job that forgets sessions that are over.</summary>
    public static readonly JobKey Sessions = new("sessions", Group);

    /// <summary>The job of every minute that folds statistics.</summary>
    public static readonly JobKey Statistics = new("statistics", Group);

    /// <summary>The nightly job that looks for silence.</summary>
    public static readonly JobKey SilenceSweep = new("silence-sweep", Group);

    /// <summary>When the nightly job looks for silence.</summary>
    public static Firings SilenceSweepFirings { get; } = new([SilenceSweepCron], Paris);

    /// <summary>The zone whose clocks the jobs go by.</summary>
    public static TimeZoneInfo Zone => Paris;

    /// <summary>
    /// Makes the schedule what this version wants, and leaves alone what already is: to store a trigger again would forget a firing
    /// that is due because nobody was running at its time.
    /// </summary>
    public static async Task EnsureAsync(IScheduler scheduler, DatabaseClock clock, CancellationToken cancellationToken)
    {
        // Sunday 03:00 and every day 02:30, when nobody waits for a table that is locked for a moment.
        await EnsureAsync<HistoryRetentionJob>(scheduler, clock, HistoryRetention, "0 0 3 ? * SUN", cancellationToken);
        await EnsureAsync<PartitionsJob>(scheduler, clock, Partitions, "0 30 2 * * ?", cancellationToken);
        await EnsureAsync<SilenceSweepJob>(scheduler, clock, SilenceSweep, SilenceSweepCron, cancellationToken);
        await EnsureAsync<HookCallsJob>(scheduler, clock, HookCalls, "0 45 2 * * ?", cancellationToken);
        await EnsureAsync<SessionsJob>(scheduler, clock, Sessions, "0 15 2 * * ?", cancellationToken);
        await EnsureAsync<StatisticsJob>(scheduler, clock, Statistics, "0 * * * * ?", cancellationToken);
    }

    private static async Task EnsureAsync<TJob>(IScheduler scheduler, DatabaseClock clock, JobKey key, string cron, CancellationToken cancellationToken)
        where TJob : IJob
    {
        var triggerKey = new TriggerKey(key.Name, key.Group);
        if (await scheduler.GetTrigger(triggerKey, cancellationToken) is ICronTrigger stored
            && stored.CronExpressionString == cron && stored.TimeZone.Id == Paris.Id)
            return;

        var job = JobBuilder.Create<TJob>().WithIdentity(key).StoreDurably().RequestRecovery().Build();
        var trigger = TriggerBuilder.Create(clock)
            .WithIdentity(triggerKey)
            .ForJob(key)
            .WithCronSchedule(cron, schedule => schedule.InTimeZone(Paris).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
            .Build();
        // Replacing makes two hosts that start together both right: the second writes the same again.
        await scheduler.ScheduleJob(job, trigger, new ScheduleJobOptions { Replace = true }, cancellationToken);
    }
}
