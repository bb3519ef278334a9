using System.Globalization;
using Alforis.Testing;
using Npgsql;

namespace Alforis.Workflows.EndToEnd.Crashes;

/// <summary>The clock fires workflows: over a change of clocks, on hosts whose clocks are wrong, and when a host dies at that very moment.</summary>
[Trait("Category", "Crash")]
[Trait("Category", "Slow")]
[Collection(nameof(WaitsForTheClock))]
public sealed class ScheduleTests
{
    private const string SchedulerOnly = "scheduler";

    /// <summary>A little before clocks in Paris are put forward from 02:00 to 03:00: server, schema and hosts must be there by then.</summary>
    private static readonly DateTimeOffset BeforeSummerTime = new(2027, 3, 28, 0, 59, 20, TimeSpan.Zero);

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(120);

    /// <summary>Database and one host live in that night, another host has a clock of today: all that is due fires once, at the moment of the change.</summary>
    [Fact]
    public async Task Clocks_PutForward_WhatIsDueFiresOnce()
    {
        var clock = await FakeClock.AheadAsync(BeforeSummerTime - TimeProvider.System.GetUtcNow());
        Assert.SkipWhen(clock is null, "libfaketime is not installed, and cannot be fetched with apt-get.");
        var directory = TestDirectories.Create("schedule");
        try
        {
            await using var server = await MovedServer.StartAsync(directory, clock!);
            await using var fleet = new Fleet();
            await Scenario.RunAsync(server.ConnectionString, "migrate");
            (string Name, string Config, string Zone)[] due =
            [
                ("Evening", """{"schedule": "daily", "time": "21:00"}""", "America/New_York"),
                ("Fixed", """{"schedule": "weekly", "day_of_week": "sunday", "time": "03:00"}""", "Europe/Paris"),
                ("Morning", """{"schedule": "daily", "time": "06:30"}""", "Asia/Kolkata"),
                ("Quarters", """{"cron": "*/15 2 * * *"}""", "Europe/Paris"),
                ("Skipped", """{"schedule": "daily", "time": "02:30"}""", "Europe/Paris"),
            ];
            await ImportAsync(server.ConnectionString, fleet, [.. due, ("Not now", """{"schedule": "daily", "time": "02:30"}""", "Asia/Kolkata")]);
            await fleet.StartAsync(1, server.ConnectionString, clock!);
            await fleet.StartAsync(2, server.ConnectionString, ("ALFORIS_ROLES", SchedulerOnly));

            await Until.TrueAsync(async () => await CountAsync(server.ConnectionString, "SELECT count(*) FROM tasks") == due.Length, Soon, () => fleet.Output);
            await Until.TrueAsync(
                async () => await CountAsync(server.ConnectionString, "SELECT count(*) FROM workflow.ticks WHERE completed_at IS NULL") == 0, Soon, () => fleet.Output);

            Assert.Equal(
                string.Join(',', due.Select(w => $"{w.Name} 2027-03-28 01:00:00")),
                await TextAsync(server.ConnectionString, "SELECT string_agg(w.name || ' ' || (t.fire_time AT TIME ZONE 'UTC'), ',' ORDER BY w.name COLLATE \"C\") FROM workflow.ticks t JOIN workflows w ON w.id = t.workflow_id"));
            Assert.Equal(due.Length, await CountAsync(server.ConnectionString, "SELECT count(DISTINCT title) FROM tasks"));
            Assert.Contains("[3203]", fleet.Hosts[2].Output, StringComparison.Ordinal);
            Assert.All(fleet.Hosts.Values, h => Assert.DoesNotContain("failed or restarted instances", h.Output, StringComparison.Ordinal));
        }
        finally
        {
            TestDirectories.Remove(directory);
        }
    }

    /// <summary>By its own clock it would fire five minutes early, and take the other for dead.</summary>
    [Fact]
    public async Task HostWhoseClockIsAhead_AmongOthers_FiresByTheDatabasesClock()
    {
        var clock = await FakeClock.AheadAsync(TimeSpan.FromMinutes(5));
        Assert.SkipWhen(clock is null, "libfaketime is not installed, and cannot be fetched with apt-get.");
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, TestContext.Current.CancellationToken);
        await using var fleet = new Fleet();
        await ImportAsync(database.ConnectionString, fleet, ("Minutes", """{"cron": "* * * * *"}""", "Europe/Paris"));
        await fleet.StartAsync(1, database.ConnectionString, [("ALFORIS_ROLES", SchedulerOnly), .. clock!]);
        await fleet.StartAsync(2, database.ConnectionString, ("ALFORIS_ROLES", SchedulerOnly));

        await Until.TrueAsync(async () => await CountAsync(database.ConnectionString, "SELECT count(*) FROM workflow.ticks") >= 1, Soon, () => fleet.Output);
        Assert.All(fleet.Hosts.Values, h => Assert.DoesNotContain("recovered by another instance", h.Output, StringComparison.Ordinal));
        // Alone, it does so too.
        await fleet.KillAsync(2);
        var before = await CountAsync(database.ConnectionString, "SELECT count(*) FROM workflow.ticks");
        await Until.TrueAsync(async () => await CountAsync(database.ConnectionString, "SELECT count(*) FROM workflow.ticks") > before, Soon, () => fleet.Output);

        Assert.Equal(0, await CountAsync(
            database.ConnectionString, "SELECT count(*) FROM workflow.ticks WHERE created_at < fire_time OR created_at > fire_time + interval '30 seconds'"));
        Assert.Equal(0, await CountAsync(database.ConnectionString, "SELECT count(*) FROM workflow.ticks WHERE extract(second FROM fire_time) <> 0"));
        Assert.Contains("[3203]", fleet.Hosts[1].Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HostKilled_BeforeTheFiringIsRecorded_AnotherRecordsIt()
    {
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, TestContext.Current.CancellationToken);
        await using var fleet = new Fleet();
        await ImportAsync(database.ConnectionString, fleet, ("Minutes", """{"cron": "* * * * *"}""", "Europe/Paris"));
        await using (var holder = new NpgsqlConnection(database.ConnectionString))
        {
            await holder.OpenAsync(TestContext.Current.CancellationToken);
            await using var transaction = await holder.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await using var take = new NpgsqlCommand("LOCK TABLE workflow.ticks IN SHARE MODE", holder, transaction);
            await take.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            // When a minute has passed since the import it records that firing while it starts, and is not ready before.
            fleet.Begin(1, database.ConnectionString, ("ALFORIS_ROLES", SchedulerOnly));
            await Until.TrueAsync(
                async () => await CountAsync(
                    database.ConnectionString, "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'INSERT INTO workflow.ticks%'") == 1,
                Soon, () => fleet.Output);
            await fleet.KillAsync(1);
        }

        var lost = await CountAsync(database.ConnectionString, "SELECT extract(epoch FROM date_trunc('minute', now()))");
        await fleet.StartAsync(2, database.ConnectionString, ("ALFORIS_ROLES", SchedulerOnly));

        await Until.TrueAsync(
            async () => await CountAsync(database.ConnectionString, $"SELECT count(*) FROM workflow.ticks WHERE extract(epoch FROM fire_time) = {lost}") == 1,
            TimeSpan.FromSeconds(50), () => fleet.Output);
    }

    private static async Task ImportAsync(string connectionString, Fleet fleet, params (string Name, string Config, string Zone)[] workflows)
    {
        List<string> import = ["import", "--activate"];
        foreach (var (name, config, zone) in workflows)
        {
            import.Add(Path.Combine(fleet.DataPath, name + ".json"));
            var definition = $$$"""
                {"name": "{{{name}}}", "time_zone": "{{{zone}}}", "trigger_type": "scheduled", "trigger_config": {{{config}}},
                 "actions": [{"type": "create_task", "config": {"title": "{{{name}}}"} }]}
                """;
            await File.WriteAllTextAsync(import[^1], definition, TestContext.Current.CancellationToken);
        }

        await Scenario.RunAsync(connectionString, [.. import]);
    }

    private static async Task<long> CountAsync(string connectionString, string sql) =>
        Convert.ToInt64(await ScalarAsync(connectionString, sql), CultureInfo.InvariantCulture);

    private static async Task<string?> TextAsync(string connectionString, string sql) => await ScalarAsync(connectionString, sql) as string;

    private static async Task<object?> ScalarAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
