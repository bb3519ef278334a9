using Alforis.Workflows.Host.Dispatch;
using Npgsql;
using Quartz;

namespace Alforis.Workflows.Host.Scheduling;

/// <summary>
/// Prepares the schedule before it begins to tick, and keeps it in step afterwards: within seconds when workflows change, and every
/// minute in any case.
/// </summary>
internal sealed class WorkflowScheduleService(
    NpgsqlDataSource dataSource, ISchedulerFactory schedulers, WorkflowSchedulePass pass, DatabaseClock clock, TimeProvider time,
    ILogger<WorkflowScheduleService> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private long revision;
    private long ranAt;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var current = await LookAsync(cancellationToken);
        await MaintenanceSchedule.EnsureAsync(await schedulers.GetScheduler(cancellationToken), clock, cancellationToken);
        await RunAsync(current, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => PersistentLoop.RunAsync(
        async ct =>
        {
            await Task.Delay(Pause, time, ct);
            var current = await LookAsync(ct);
            if (current != revision || time.GetElapsedTime(ranAt) >= Longest) await RunAsync(current, ct);
        },
        time, (problem, seconds) => ScheduleLog.PassFailed(logger, problem, seconds), stoppingToken);

    /// <summary>The revision of the set of workflows; on the way the clock is set.</summary>
    private async Task<long> LookAsync(CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand("SELECT s.revision FROM workflow.set_revision s", connection);
        var current = (long)(await command.ExecuteScalarAsync(ct))!;
        if (await clock.SynchroniseAsync(connection, ct) && clock.Offset != TimeSpan.Zero) ScheduleLog.ClockDiffers(logger, clock.Offset.TotalSeconds);
        return current;
    }

    private async Task RunAsync(long current, CancellationToken ct)
    {
        await pass.RunAsync(ct);
        // Read before: what changed in between brings one more pass at most.
        (revision, ranAt) = (current, time.GetTimestamp());
    }
}
