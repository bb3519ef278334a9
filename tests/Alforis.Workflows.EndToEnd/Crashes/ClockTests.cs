using Alforis.Testing;

namespace Alforis.Workflows.EndToEnd.Crashes;

/// <summary>The clock of one host is wrong.</summary>
[Trait("Category", "Crash")]
[Trait("Category", "Slow")]
public sealed class ClockTests
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task HostWhoseClockIsAhead_AloneAndAmongOthers_NothingIsLostOrTwiceOrLate()
    {
        var clock = await FakeClock.AheadAsync(Ahead);
        Assert.SkipWhen(clock is null, "libfaketime is not installed, and cannot be fetched with apt-get.");
        var random = new Random(CrashSettings.Seed);
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, TestContext.Current.CancellationToken);
        await using var scenario = await Scenario.CreateAsync(database.ConnectionString);
        scenario.Load.Start(TimeSpan.FromMilliseconds(150), 3, random);

        // First it does everything, so that nothing that it may do wrong is done by another.
        await scenario.Fleet.StartAsync(0, scenario.ConnectionString, clock!);
        await scenario.ProgressAsync(100, Soon, "the start of a host whose clock is ahead");
        foreach (var number in new[] { 1, 2 }) await scenario.Fleet.StartAsync(number, scenario.ConnectionString);
        await scenario.ProgressAsync(100, Soon, "the start of two others");
        // Far less than it is ahead: what it lets wait must not wait by its clock.
        await scenario.FinishAsync();

        Assert.Equal(0, await scenario.CountAsync("SELECT count(*) FROM workflow_executions WHERE completed_at < started_at"));
        // Nobody died, so nothing was leased and forgotten: a machine that is busy may lose a lease, but it brings its result late.
        await Until.TrueAsync(
            async () => await scenario.CountAsync("SELECT count(*) FROM workflow.step_attempts WHERE outcome = 'lease_lost' AND completed_at IS NULL") == 0,
            Soon, () => "Steps were leased and never begun.\n" + scenario.Fleet.Output);
    }
}
