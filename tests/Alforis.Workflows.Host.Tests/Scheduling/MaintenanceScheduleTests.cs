using Alforis.Testing;
using Alforis.Workflows.Host.Scheduling;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Alforis.Workflows.Host.Tests.Scheduling;

public sealed class MaintenanceScheduleTests
{
    private const string Triggers =
        """
        SELECT t.job_name || ' ' || c.cron_expression || ' ' || c.time_zone_id || ' ' || t.start_time || ' ' || j.is_durable
        FROM quartz.qrtz_triggers t
        JOIN quartz.qrtz_cron_triggers c USING (sched_name, trigger_name, trigger_group)
        JOIN quartz.qrtz_job_details j USING (sched_name, job_name, job_group)
        ORDER BY t.job_name
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_TwoHostsAtOnceAndOneLater_ShareOneSchedule()
    {
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, Cancellation);
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancellation);
        await using var first = Build(database);
        await using var second = Build(database);

        await Task.WhenAll(first.StartAsync(Cancellation), second.StartAsync(Cancellation));
        var schedule = (await connection.QueryAsync<string>(Triggers)).AsList();
        await Task.WhenAll(first.StopAsync(Cancellation), second.StopAsync(Cancellation));

        Assert.Collection(
            schedule,
            row => Assert.Matches("^history-retention 0 0 3 \\? \\* SUN Europe/Paris [0-9]+ true$", row),
            row => Assert.Matches("^hook-calls 0 45 2 \\* \\* \\? Europe/Paris [0-9]+ true$", row),
            row => Assert.Matches("^partitions 0 30 2 \\* \\* \\? Europe/Paris [0-9]+ true$", row),
            row => Assert.Matches("^sessions 0 15 2 \\* \\* \\? Europe/Paris [0-9]+ true$", row),
            row => Assert.Matches("^silence-sweep 0 0 2 \\* \\* \\? Europe/Paris [0-9]+ true$", row),
            row => Assert.Matches("^statistics 0 \\* \\* \\* \\* \\? Europe/Paris [0-9]+ true$", row));

        await using var later = Build(database);
        await later.StartAsync(Cancellation);
        Assert.Equal(schedule, await connection.QueryAsync<string>(Triggers));
        await later.StopAsync(Cancellation);
    }

    [Fact]
    public async Task HistoryRetentionJob_Fires_DropsOldPartitions()
    {
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, Cancellation);
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancellation);
        await connection.ExecuteAsync(
            "CREATE TABLE workflow.events_p20200101 PARTITION OF workflow.events FOR VALUES FROM ('2020-01-01 00:00+00') TO ('2020-01-02 00:00+00')");
        await using var host = Build(database);
        await host.StartAsync(Cancellation);
        var scheduler = await host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(Cancellation);

        await scheduler.TriggerJob(MaintenanceSchedule.HistoryRetention, cancellationToken: Cancellation);

        await Eventually.TrueAsync(
            () => connection.ExecuteScalarAsync<bool>("SELECT to_regclass('workflow.events_p20200101') IS NULL"), () => "The partition is still there.");
        await host.StopAsync(Cancellation);
    }

    [Fact]
    public async Task HookCallsJob_Fires_ForgetsOldCallsAlsoOfHooksThatAreGone()
    {
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, Cancellation);
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancellation);
        await connection.ExecuteAsync(
            """
            INSERT INTO workflow.hook_calls (hook_id, call_id, event_id, received_at)
            SELECT h, CASE WHEN h <> 2 THEN 'c' || n END, n, now() - n * interval '1 day' FROM generate_series(1, 3) h, generate_series(0, 30) n
            """);
        await using var host = Build(database);
        await host.StartAsync(Cancellation);

        var scheduler = await host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(Cancellation);
        await scheduler.TriggerJob(MaintenanceSchedule.HookCalls, cancellationToken: Cancellation);

        await Eventually.TrueAsync(
            async () => await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM workflow.hook_calls") < 93, () => "The calls are still there.");
        Assert.Equal(
            ["1: 0-13", "2: 0-13", "3: 0-13"],
            await connection.QueryAsync<string>("SELECT hook_id || ': ' || min(event_id) || '-' || max(event_id) FROM workflow.hook_calls GROUP BY hook_id ORDER BY hook_id"));
        await host.StopAsync(Cancellation);
    }

    [Fact]
    public async Task StatisticsJob_Fires_FoldsWhatBatchesCounted()
    {
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, Cancellation);
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancellation);
        await connection.ExecuteAsync(
            "INSERT INTO workflow.statistics_deltas (workflow_id, day, success, failed) VALUES (1, '2026-01-01', 3, 1), (1, '2026-01-01', 4, 0)");
        await using var host = Build(database);
        await host.StartAsync(Cancellation);

        var scheduler = await host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(Cancellation);
        await scheduler.TriggerJob(MaintenanceSchedule.Statistics, cancellationToken: Cancellation);

        await Eventually.TrueAsync(
            () => connection.ExecuteScalarAsync<bool>("SELECT NOT EXISTS (SELECT FROM workflow.statistics_deltas)"), () => "The deltas are still there.");
        Assert.Equal((7, 1), await connection.QuerySingleAsync<(int, int)>("SELECT success::int, failed::int FROM workflow.statistics_days"));
        await host.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Start_PublicSchema_HoldsNoTableOfTheSchedule()
    {
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, Cancellation);
        await using var host = Build(database);
        await host.StartAsync(Cancellation);
        await host.StopAsync(Cancellation);

        await using var connection = await database.DataSource.OpenConnectionAsync(Cancellation);
        Assert.Equal(
            ["quartz"],
            await connection.QueryAsync<string>("SELECT DISTINCT schemaname::text FROM pg_tables WHERE tablename LIKE 'qrtz%'"));
    }

    private static WebApplication Build(TestDatabase database) =>
        HostApplication.Build(new HostSettings { Urls = "http://127.0.0.1:0" }, database.DataSource, TimeProvider.System);
}
