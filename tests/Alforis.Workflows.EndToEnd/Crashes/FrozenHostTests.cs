using Alforis.Testing;
using Npgsql;

namespace Alforis.Workflows.EndToEnd.Crashes;

/// <summary>A host stands still for longer than its leases, and then goes on as if nothing had been.</summary>
[Trait("Category", "Crash")]
[Trait("Category", "Slow")]
public sealed class FrozenHostTests
{
    private const int Hosts = 3;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task HostFrozenInTheMidstOfCalls_ThawedAfterItsLeases_ItsLateResultsChangeNothing()
    {
        var random = new Random(CrashSettings.Seed);
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, TestContext.Current.CancellationToken);
        await using var scenario = await Scenario.CreateAsync(database.ConnectionString);
        scenario.Load.Start(TimeSpan.FromMilliseconds(150), 3, random);
        for (var number = 0; number < Hosts; number++) await scenario.Fleet.StartAsync(number, scenario.ConnectionString);
        await scenario.ProgressAsync(20, Soon, "the start");

        for (var round = 0; round < (CrashSettings.IsLong ? 5 : 1); round++)
        {
            var victim = scenario.Fleet.Hosts[random.Next(Hosts)];
            var lost = $"SELECT count(*) FROM workflow.step_attempts WHERE outcome = 'lease_lost' AND worker LIKE '%/{victim.Id}'";
            scenario.Receiver.Pace = TimeSpan.FromSeconds(1);
            await Until.TrueAsync(
                async () => await scenario.CountAsync($"SELECT count(*) FROM workflow.steps WHERE status = 'running' AND leased_by LIKE '%/{victim.Id}'") >= 3,
                Soon, () => "The host takes no steps.\n" + scenario.Fleet.Output);

            await victim.SignalAsync("STOP");
            scenario.Receiver.Pace = TimeSpan.Zero;
            // Others find that its leases have ended, and do what it had begun.
            await Until.TrueAsync(async () => await scenario.CountAsync(lost) > 0, Soon, () => "Nobody takes its steps back.\n" + scenario.Fleet.Output);
            await scenario.ProgressAsync(20, Soon, $"host {victim.Id} froze");
            await victim.SignalAsync("CONT");

            // What it says now is journaled, with the time, and that is all.
            await Until.TrueAsync(
                async () => await scenario.CountAsync(lost + " AND completed_at IS NOT NULL") > 0, Soon, () => "It brings no late results.\n" + scenario.Fleet.Output);
            await scenario.ProgressAsync(20, Soon, $"host {victim.Id} thawed");
        }

        Assert.All(scenario.Fleet.Hosts.Values, h => Assert.False(h.HasExited, scenario.Fleet.Output));
        await scenario.FinishAsync();
    }

    /// <summary>Hosts give up waiting, and what they asked for is done after all.</summary>
    [Fact]
    public async Task DatabaseFrozenForLongerThanHostsWait_Thawed_NothingIsLostOrTwice()
    {
        var random = new Random(CrashSettings.Seed);
        var directory = TestDirectories.CreateFast("crash");
        try
        {
            await using var server = await KillableServer.StartAsync(directory);
            await Scenario.RunAsync(server.ConnectionString, "migrate");
            await using var scenario = await Scenario.CreateAsync(server.ConnectionString);
            scenario.Load.Start(TimeSpan.FromMilliseconds(100), 3, random);
            var impatient = new NpgsqlConnectionStringBuilder(server.ConnectionString) { CommandTimeout = 2, Timeout = 2, CancellationTimeout = 500 }.ConnectionString;
            foreach (var number in new[] { 0, 1 }) await scenario.Fleet.StartAsync(number, impatient);
            await scenario.ProgressAsync(20, Soon, "the start");

            for (var round = 0; round < (CrashSettings.IsLong ? 10 : 2); round++)
            {
                await server.FreezeAsync();
                await Task.Delay(TimeSpan.FromSeconds(6), TestContext.Current.CancellationToken);
                await server.ThawAsync();
                await scenario.ProgressAsync(20, Soon, "PostgreSQL thawed");
            }

            Assert.All(scenario.Fleet.Hosts.Values, h => Assert.False(h.HasExited, scenario.Fleet.Output));
            await scenario.FinishAsync();
        }
        finally
        {
            TestDirectories.Remove(directory);
        }
    }
}
