using Alforis.Crm.Data;
using Alforis.Testing;

namespace Alforis.Workflows.EndToEnd.Crashes;

/// <summary>The host dies before and after each commit and each call outside.</summary>
[Trait("Category", "Crash")]
[Trait("Category", "Slow")]
public sealed class FailpointTests
{
    /// <summary>A host killed while it dies counts as dead by the same signal.</summary>
    private const int ByKill = 128 + 9;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task EachFailpoint_HostDiesThereAndStartsAgain_NothingIsLostOrTwice()
    {
        var seed = CrashSettings.Seed;
        var random = new Random(seed);
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, TestContext.Current.CancellationToken);
        await using var scenario = await Scenario.CreateAsync(database.ConnectionString, slow: TimeSpan.FromMilliseconds(500));
        scenario.Load.Start(TimeSpan.FromMilliseconds(100), 2, random);
        for (var round = 0; round < (CrashSettings.IsLong ? 5 : 1); round++)
        {
            var places = Failpoints.OfEvents.ToArray();
            random.Shuffle(places);
            foreach (var place in places)
            {
                var armed = $"{place}:{random.Next(1, 10)}";
                var host = scenario.Fleet.Begin(1, scenario.ConnectionString, ("ALFORIS_FAILPOINT", armed));
                await Until.TrueAsync(() => Task.FromResult(host.HasExited), Soon, () => $"The host has not reached {armed}.\n{scenario.Fleet.Output}");
                Assert.Equal(ByKill, await host.WaitAsync());
                await scenario.Fleet.KillAsync(1);
            }
        }

        await scenario.Fleet.StartAsync(1, scenario.ConnectionString);
        await scenario.ProgressAsync(20, Soon, "all deaths");
        await scenario.FinishAsync();
    }
}
