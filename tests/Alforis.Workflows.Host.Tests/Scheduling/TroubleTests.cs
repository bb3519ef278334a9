using Alforis.Workflows.Host.Scheduling;
using Npgsql;

namespace Alforis.Workflows.Host.Tests.Scheduling;

/// <summary>The database or a host fails just when a workflow is due.</summary>
public sealed class TroubleTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Firing_CannotBeRecordedForAWhile_IsRecordedWhenItCan()
    {
        await using var crm = await ScheduledCrm.CreateAsync();
        var id = await crm.AddAsync("""{"schedule": "daily"}""");
        await crm.NeglectAsync();
        await crm.ExecuteAsync("ALTER TABLE workflow.ticks RENAME TO ticks_away");
        await using var host = crm.Build();
        await host.StartAsync(Cancellation);
        await FiredAsync(crm);

        await crm.ExecuteAsync("ALTER TABLE workflow.ticks_away RENAME TO ticks");

        await Eventually.TrueAsync(async () => (await crm.TicksAsync(id)).Count == 1, () => "The firing is lost.");
        await host.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Firing_HostStoppedBeforeItIsRecorded_IsRecordedByTheNextHost()
    {
        await using var crm = await ScheduledCrm.CreateAsync();
        var id = await crm.AddAsync("""{"schedule": "daily"}""");
        await crm.NeglectAsync();
        await using (var holder = await crm.DataSource.OpenConnectionAsync(Cancellation))
        {
            await using var transaction = await holder.BeginTransactionAsync(Cancellation);
            await new NpgsqlCommand("LOCK TABLE workflow.ticks IN ACCESS EXCLUSIVE MODE", holder, transaction).ExecuteNonQueryAsync(Cancellation);
            await using var host = crm.Build();
            await host.StartAsync(Cancellation);
            await Eventually.TrueAsync(
                () => crm.ScalarAsync<bool>(
                    "SELECT count(*) = 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'INSERT INTO workflow.ticks%'"),
                () => "The firing is not being recorded.");
            await host.StopAsync(Cancellation);
        }

        Assert.Empty(await crm.TicksAsync(id));
        await using var next = crm.Build();
        await next.StartAsync(Cancellation);
        await Eventually.TrueAsync(async () => (await crm.TicksAsync(id)).Count == 1, () => "The firing is lost.");
        await next.StopAsync(Cancellation);
        Assert.Single(await crm.TicksAsync(id));
    }

    /// <summary>A host takes Quartz's lock and says nothing any more: the others wait for it, but not for long.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public async Task Schedule_HostFrozenWithQuartzLock_GoesOnAfterTheSilenceLimit()
    {
        await using var crm = await ScheduledCrm.CreateAsync();
        await crm.AddAsync("""{"schedule": "daily"}""");
        await crm.NeglectAsync();
        await using var silent = await crm.DataSource.OpenConnectionAsync(Cancellation);
        await using var transaction = await silent.BeginTransactionAsync(Cancellation);
        await using var take = new NpgsqlCommand(ScheduleServices.LockSql.Replace("{0}", "quartz.qrtz_", StringComparison.Ordinal), silent, transaction);
        take.Parameters.AddWithValue("schedulerName", ScheduleServices.SchedulerName);
        take.Parameters.AddWithValue("lockName", "TRIGGER_ACCESS");
        Assert.Equal("TRIGGER_ACCESS", await take.ExecuteScalarAsync(Cancellation));

        await using var host = crm.Build();
        var started = System.Diagnostics.Stopwatch.StartNew();
        await host.StartAsync(Cancellation);
        var id = await crm.AddAsync("""{"schedule": "weekly"}""");
        await Eventually.TrueAsync(async () => (await crm.TriggersAsync()).Any(t => t.StartsWith($"{id}.1 ", StringComparison.Ordinal)), () => "Nobody can schedule.");

        Assert.InRange(started.Elapsed, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => take.ExecuteScalarAsync(Cancellation));
        await host.StopAsync(Cancellation);
    }

    /// <summary>Quartz has the trigger behind it, so it is the job that has it now.</summary>
    private static Task FiredAsync(ScheduledCrm crm) => Eventually.TrueAsync(
        () => crm.ScalarAsync<bool>("SELECT count(*) = 1 FROM quartz.qrtz_fired_triggers WHERE trigger_group = 'workflows' AND state = 'EXECUTING'"),
        () => "The trigger does not fire.");
}
