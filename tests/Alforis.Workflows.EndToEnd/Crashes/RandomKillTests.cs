using Alforis.Testing;

namespace Alforis.Workflows.EndToEnd.Crashes;

/// <summary>
/// Steady load, three hosts, and somebody who kills hosts and PostgreSQL at random. <c>ALFORIS_CRASH_KILLS</c> makes it longer,
/// <c>ALFORIS_CRASH_SEED</c> repeats its choices.
/// </summary>
[Trait("Category", "Crash")]
[Trait("Category", "Slow")]
public sealed class RandomKillTests : IDisposable
{
    private const int Hosts = 3;

    /// <summary>Executions that must end between two kills: a run in which nothing works must not pass.</summary>
    private const int LeastProgress = 15;

    private static readonly TimeSpan ProgressTime = TimeSpan.FromSeconds(90);

    private readonly string directory = TestDirectories.CreateFast("crash");

    private static ITestOutputHelper Output => TestContext.Current.TestOutputHelper!;

    [Fact]
    public async Task HostsAndDatabaseKilledAtRandom_UnderSteadyLoad_NothingIsLostOrTwice()
    {
        var (seed, kills, databaseKills) = (CrashSettings.Seed, CrashSettings.Kills, CrashSettings.DatabaseKills);
        Output.WriteLine($"seed {seed}: {kills} kills of hosts, {databaseKills} of PostgreSQL");
        var random = new Random(seed);
        await using var server = await KillableServer.StartAsync(directory);
        await Scenario.RunAsync(server.ConnectionString, "migrate");
        await using var scenario = await Scenario.CreateAsync(server.ConnectionString);
        for (var number = 0; number < Hosts; number++) scenario.Fleet.Begin(number, server.ConnectionString);
        scenario.Load.Start(TimeSpan.FromMilliseconds(150), 3, random);
        await scenario.ProgressAsync(LeastProgress, ProgressTime, "the start");

        // Each kill of PostgreSQL among those of the hosts, somewhere.
        var victims = Enumerable.Repeat(true, databaseKills).Concat(Enumerable.Repeat(false, kills)).ToArray();
        random.Shuffle(victims);
        for (var kill = 0; kill < victims.Length; kill++)
        {
            await Task.Delay(random.Next(500), TestContext.Current.CancellationToken);
            var what = victims[kill] ? await KillDatabaseAsync(server, random) : await KillHostsAsync(scenario, random);
            await scenario.ProgressAsync(LeastProgress, ProgressTime, $"kill {kill + 1}, of {what}");
            Assert.All(scenario.Fleet.Hosts, h => Assert.False(h.Value.HasExited, $"Host {h.Key} ended by itself.\n{scenario.Fleet.Output}"));
        }

        foreach (var host in scenario.Fleet.Hosts.Values) await host.ReadyAsync();
        await scenario.FinishAsync();
    }

    public void Dispose() => TestDirectories.Remove(directory);

    private static async Task<string> KillDatabaseAsync(KillableServer server, Random random)
    {
        if (random.Next(3) == 0 && await server.KillSessionAsync(random)) return "a process of PostgreSQL";
        await server.KillAsync();
        await Task.Delay(random.Next(2000), TestContext.Current.CancellationToken);
        await server.RestartAsync();
        return "PostgreSQL";
    }

    /// <summary>Mostly one; sometimes all of them at once; now and then one is stopped as it should be.</summary>
    private static async Task<string> KillHostsAsync(Scenario scenario, Random random)
    {
        if (random.Next(8) == 0)
        {
            var stopped = random.Next(Hosts);
            await scenario.Fleet.Hosts[stopped].ReadyAsync();
            Assert.True(await scenario.Fleet.StopAsync(stopped) == 0, scenario.Fleet.Output);
            scenario.Fleet.Begin(stopped, scenario.ConnectionString);
        }

        int[] victims = random.Next(5) == 0 ? [.. Enumerable.Range(0, Hosts)] : [random.Next(Hosts)];
        foreach (var victim in victims) await scenario.Fleet.KillAsync(victim);
        foreach (var victim in victims) scenario.Fleet.Begin(victim, scenario.ConnectionString);
        return victims.Length == 1 ? $"host {victims[0]}" : "all hosts";
    }
}
