namespace Alforis.Workflows.Host.Tests.Scheduling;

public sealed class WorkflowScheduleTests
{
    private const string Times =
        "SELECT string_agg(trigger_name || ' ' || start_time || ' ' || next_fire_time, ',' ORDER BY trigger_name) FROM quartz.qrtz_triggers WHERE trigger_group = 'workflows'";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hosts_WorkflowsChange_TriggersFollowWithinSeconds()
    {
        await using var crm = await ScheduledCrm.CreateAsync();
        var daily = await crm.AddAsync("""{"schedule": "daily"}""");
        await using var first = crm.Build();
        await using var second = crm.Build();
        await Task.WhenAll(first.StartAsync(Cancellation), second.StartAsync(Cancellation));
        // Before the start is over, so before anything ticks.
        Assert.Equal([$"{daily}.1 0 0 9 * * ? Europe/Paris"], await crm.TriggersAsync());

        var monthly = await crm.AddAsync("""{"schedule": "monthly", "day_of_month": 30}""", "\"time_zone\": \"America/New_York\",");
        string[] ofMonthly = [$"{monthly}.1 0 0 9 30 1,3-12 ? America/New_York", $"{monthly}.2 0 0 9 L 2 ? America/New_York"];
        await crm.AgreeAsync([$"{daily}.1 0 0 9 * * ? Europe/Paris", .. ofMonthly]);
        await crm.EditAsync(daily, """{"cron": "0 9 13 * 5"}""");
        await crm.AgreeAsync([$"{daily}.1 0 0 9 13 * FRI Europe/Paris", .. ofMonthly]);
        await crm.EditAsync(monthly, """{"schedule": "monthly", "day_of_month": 31}""");
        await crm.AgreeAsync($"{daily}.1 0 0 9 13 * FRI Europe/Paris", $"{monthly}.1 0 0 9 L * ? Europe/Paris");
        await crm.ExecuteAsync("UPDATE workflows SET status = 'inactive' WHERE id = @daily", new { daily });
        await crm.AgreeAsync($"{monthly}.1 0 0 9 L * ? Europe/Paris");
        await crm.ExecuteAsync("UPDATE workflows SET status = 'active', activated_at = now() WHERE id = @daily", new { daily });
        await crm.AgreeAsync($"{daily}.1 0 0 9 13 * FRI Europe/Paris", $"{monthly}.1 0 0 9 L * ? Europe/Paris");
        await crm.ExecuteAsync("UPDATE workflows SET deleted_at = now() WHERE id = @daily", new { daily });
        await crm.AgreeAsync($"{monthly}.1 0 0 9 L * ? Europe/Paris");
        await crm.ExecuteAsync("UPDATE workflows SET suspended_at = now() WHERE id = @monthly", new { monthly });
        await crm.AgreeAsync();

        await Task.WhenAll(first.StopAsync(Cancellation), second.StopAsync(Cancellation));
        Assert.Empty(await crm.TicksAsync(daily));
    }

    [Fact]
    public async Task Host_RestartedAndWorkflowEditedElsewhere_LeavesTriggersAlone()
    {
        await using var crm = await ScheduledCrm.CreateAsync();
        var id = await crm.AddAsync("""{"schedule": "daily"}""");
        await using (var host = crm.Build())
        {
            await host.StartAsync(Cancellation);
            await host.StopAsync(Cancellation);
        }

        var times = await crm.ScalarAsync<string>(Times);
        // Another description, the same schedule.
        await crm.EditAsync(id, """{"schedule": "daily", "time": "09:00"}""", "\"description\": \"D\",");
        await using (var host = crm.Build())
        {
            await host.StartAsync(Cancellation);
            await host.StopAsync(Cancellation);
        }

        Assert.Equal(times, await crm.ScalarAsync<string>(Times));
    }

    [Fact]
    public async Task Host_TriggersDamaged_AreMadeRight()
    {
        await using var crm = await ScheduledCrm.CreateAsync();
        var (broken, lost) = (await crm.AddAsync("""{"schedule": "daily"}"""), await crm.AddAsync("""{"schedule": "weekly"}"""));
        await using var host = crm.Build();
        await host.StartAsync(Cancellation);
        await crm.ExecuteAsync("UPDATE quartz.qrtz_triggers SET trigger_state = 'ERROR' WHERE trigger_name = @broken || '.1'", new { broken });
        await crm.ExecuteAsync(
            "DELETE FROM quartz.qrtz_cron_triggers WHERE trigger_name = @lost || '.1'; DELETE FROM quartz.qrtz_triggers WHERE trigger_name = @lost || '.1'", new { lost });
        await crm.ExecuteAsync("UPDATE workflow.set_revision SET revision = revision + 1");

        await crm.AgreeAsync($"{broken}.1 0 0 9 * * ? Europe/Paris", $"{lost}.1 0 0 9 ? * MON Europe/Paris");
        await Eventually.TrueAsync(
            () => crm.ScalarAsync<bool>("SELECT bool_and(trigger_state = 'WAITING') FROM quartz.qrtz_triggers WHERE trigger_group = 'workflows'"),
            () => "A trigger is still given up.");
        await host.StopAsync(Cancellation);
    }

    /// <summary>What doctor says of hosts that run, and of triggers that somebody has lost or that are late.</summary>
    [Fact]
    public async Task Doctor_TriggersMissingOrLate_NamesTheWorkflows()
    {
        await using var crm = await ScheduledCrm.CreateAsync();
        var (missing, late, good) = (await crm.AddAsync("""{"schedule": "daily"}"""), await crm.AddAsync("""{"schedule": "daily"}"""), await crm.AddAsync("""{"schedule": "daily"}"""));
        await using (var host = crm.Build())
        {
            await host.StartAsync(Cancellation);
            await host.StopAsync(Cancellation);
        }

        await crm.ExecuteAsync("ALTER TABLE workflows DISABLE TRIGGER workflows_updated_at; UPDATE workflows SET updated_at = now() - interval '3 minutes'");
        await crm.ExecuteAsync(
            """
            DELETE FROM quartz.qrtz_cron_triggers WHERE trigger_name = @missing || '.1';
            DELETE FROM quartz.qrtz_triggers WHERE trigger_name = @missing || '.1';
            UPDATE quartz.qrtz_triggers SET next_fire_time = (extract(epoch FROM now()) * 10000000 + 621355968000000000)::bigint - 3000000000 WHERE trigger_name = @late || '.1'
            """, new { missing, late });

        var console = new TestConsole { Variables = { ["ConnectionStrings__Crm"] = crm.ConnectionString } };
        Assert.Equal(1, await console.RunAsync("doctor"));

        Assert.Contains($"workflow {missing} 'W0' has no trigger", console.Output, StringComparison.Ordinal);
        Assert.Contains($"workflow {late} 'W1' is late by 5 min", console.Output, StringComparison.Ordinal);
        Assert.DoesNotContain($"workflow {good} ", console.Output, StringComparison.Ordinal);
    }

    /// <summary>Somebody has tampered with Quartz's tables, and Quartz refuses to touch the trigger.</summary>
    [Fact]
    public async Task Host_TriggerThatCannotBeStored_DoesNotKeepOthersFromBeing()
    {
        await using var crm = await ScheduledCrm.CreateAsync();
        var (half, whole) = (await crm.AddAsync("""{"schedule": "daily"}"""), await crm.AddAsync("""{"schedule": "weekly"}"""));
        await using var host = crm.Build();
        await host.StartAsync(Cancellation);
        await crm.ExecuteAsync("DELETE FROM quartz.qrtz_cron_triggers WHERE trigger_name = @half || '.1'", new { half });
        await crm.EditAsync(whole, """{"schedule": "weekly", "day_of_week": "friday"}""");

        await crm.AgreeAsync($"{whole}.1 0 0 9 ? * FRI Europe/Paris");
        await host.StopAsync(Cancellation);
    }

    /// <summary>Nobody ran for days; each of the schedule's triggers has missed its time, and hosts that come back at once make up for the last one.</summary>
    [Fact]
    public async Task Hosts_ReturnAfterDays_MakeUpForTheLastFiringOnce()
    {
        await using var crm = await ScheduledCrm.CreateAsync();
        var (daily, quarterly) = (await crm.AddAsync("""{"schedule": "daily"}"""), await crm.AddAsync("""{"cron": "*/15 * * * *"}"""));
        await crm.NeglectAsync();
        var before = DateTime.SpecifyKind(await crm.ScalarAsync<DateTime>("SELECT now()"), DateTimeKind.Utc);
        await using var first = crm.Build();
        await using var second = crm.Build();
        await Task.WhenAll(first.StartAsync(Cancellation), second.StartAsync(Cancellation));
        await Eventually.TrueAsync(
            async () => (await crm.TicksAsync(daily)).Count > 0 && (await crm.TicksAsync(quarterly)).Count > 0, () => "Nobody makes up for what was missed.");
        await Eventually.TrueAsync(
            () => crm.ScalarAsync<bool>($"SELECT bool_and(next_fire_time > {(before.Ticks)}) FROM quartz.qrtz_triggers WHERE trigger_group = 'workflows'"),
            () => "A trigger is still late.");
        await Task.WhenAll(first.StopAsync(Cancellation), second.StopAsync(Cancellation));

        var paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
        var local = TimeZoneInfo.ConvertTimeFromUtc(before, paris);
        var nine = local.TimeOfDay >= TimeSpan.FromHours(9) ? local.Date.AddHours(9) : local.Date.AddDays(-1).AddHours(9);
        Assert.Equal(TimeZoneInfo.ConvertTimeToUtc(nine, paris), Assert.Single(await crm.TicksAsync(daily)).ToUniversalTime());
        // A quarter of an hour may have begun in between.
        Assert.InRange((await crm.TicksAsync(quarterly)).Count, 1, 2);
        Assert.All(await crm.TicksAsync(quarterly), t => Assert.True(t.ToUniversalTime() > before.AddMinutes(-15) && t is { Second: 0 } && t.Minute % 15 == 0));
    }

    /// <summary>Activated by a verb while no host ran: what has been due since then is made up for, what was due before is not.</summary>
    [Theory]
    [InlineData(2, 1)]
    [InlineData(0, 0)]
    public async Task Host_StartsAfterAnActivation_OwesWhatWasDueSince(int daysAgo, int ticks)
    {
        await using var crm = await ScheduledCrm.CreateAsync();
        var now = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"));
        var hourAgo = now.AddHours(-1).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        var id = await crm.AddAsync($$"""{"schedule": "daily", "time": "{{hourAgo}}"}""");
        await crm.ExecuteAsync(
            """
            ALTER TABLE workflows DISABLE TRIGGER workflows_updated_at;
            UPDATE workflows SET created_at = now() - @ago, activated_at = now() - @ago, updated_at = now() - @ago;
            UPDATE workflow_versions SET created_at = now() - @ago
            """, new { ago = TimeSpan.FromDays(daysAgo) });
        await using var host = crm.Build();
        await host.StartAsync(Cancellation);

        await Eventually.TrueAsync(
            () => crm.ScalarAsync<bool>("SELECT bool_and(next_fire_time > (extract(epoch FROM now()) * 10000000 + 621355968000000000)) FROM quartz.qrtz_triggers WHERE trigger_group = 'workflows'"),
            () => "The trigger is late.");
        await Eventually.TrueAsync(() => crm.ScalarAsync<bool>("SELECT count(*) = 0 FROM quartz.qrtz_fired_triggers WHERE trigger_group = 'workflows'"), () => "It is still firing.");
        await host.StopAsync(Cancellation);
        Assert.Equal(ticks, (await crm.TicksAsync(id)).Count);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Hosts_EveryMinute_TickOncePerMinuteOverARestart()
    {
        await using var crm = await ScheduledCrm.CreateAsync();
        var id = await crm.AddAsync("""{"cron": "* * * * *"}""");
        await using var first = crm.Build();
        await using var second = crm.Build();
        await Task.WhenAll(first.StartAsync(Cancellation), second.StartAsync(Cancellation));
        await WaitAsync(1);
        await first.StopAsync(Cancellation);
        await using var third = crm.Build();
        await third.StartAsync(Cancellation);
        await WaitAsync(2);
        await Task.WhenAll(second.StopAsync(Cancellation), third.StopAsync(Cancellation));

        var ticks = await crm.TicksAsync(id);
        Assert.Equal(Enumerable.Range(0, ticks.Count).Select(i => ticks[0].AddMinutes(i)), ticks);
        Assert.All(ticks, t => Assert.Equal(0, t.Ticks % TimeSpan.TicksPerMinute));
        Assert.True(await crm.ScalarAsync<bool>("SELECT bool_and(created_at >= fire_time) FROM workflow.ticks"));

        Task WaitAsync(int count) => Eventually.TrueAsync(
            async () => (await crm.TicksAsync(id)).Count >= count, () => $"There is no tick {count}.", TimeSpan.FromSeconds(90));
    }
}
