using Alforis.Testing;
using Npgsql;

namespace Alforis.Workflows.EndToEnd.Crashes;

/// <summary>What lies between hosts and PostgreSQL breaks.</summary>
[Trait("Category", "Crash")]
[Trait("Category", "Slow")]
public sealed class ConnectionTests
{
    private const string BatchesUnderWaySql = """
        SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a USING (pid)
        WHERE a.state = 'idle in transaction' AND a.application_name <> 'load' AND l.relation = 'workflow.event_queue'::regclass AND l.mode = 'RowExclusiveLock'
        """;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(90);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static ITestOutputHelper Output => TestContext.Current.TestOutputHelper!;

    [Fact]
    public async Task ConnectionsBreakAndCommitsAreNotAcknowledged_NothingIsLostOrTwice()
    {
        Output.WriteLine($"seed {CrashSettings.Seed}");
        var random = new Random(CrashSettings.Seed);
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, Cancellation);
        await using var wire = WireTo(database, random);
        await using var scenario = await Scenario.CreateAsync(database.ConnectionString);
        scenario.Load.Start(TimeSpan.FromMilliseconds(150), 3, random);
        foreach (var number in new[] { 0, 1 }) await scenario.Fleet.StartAsync(number, Through(wire, database));

        (wire.LostCommitsInHundred, wire.ResetsInThousand) = (10, 2);
        await scenario.ProgressAsync(CrashSettings.IsLong ? 3000 : 200, Soon * (CrashSettings.IsLong ? 10 : 1), "the first fault");
        // A host that starts meanwhile gets there, too.
        await scenario.Fleet.StartAsync(2, Through(wire, database));
        await Until.TrueAsync(() => Task.FromResult(wire.CommitsLost >= 20 && wire.AnswersLost >= 5), Soon, () => $"{wire.CommitsLost} commits, {wire.AnswersLost} answers.");
        (wire.LostCommitsInHundred, wire.ResetsInThousand) = (0, 0);

        Output.WriteLine($"{wire.CommitsLost} commits were not acknowledged, {wire.AnswersLost} other answers were lost");
        Assert.All(scenario.Fleet.Hosts.Values, h => Assert.False(h.HasExited, scenario.Fleet.Output));
        await scenario.FinishAsync();
    }

    /// <summary>Its transaction stays open at the server, with all that it has locked: nobody has told the server that the host is gone.</summary>
    [Fact]
    public async Task HostFallsSilentInTheMidstOfATransaction_AnotherGoesOnWithItsWork()
    {
        var random = new Random(CrashSettings.Seed);
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, Cancellation);
        await using var wire = WireTo(database, random);
        await using var scenario = await Scenario.CreateAsync(database.ConnectionString);
        scenario.Load.Start(TimeSpan.FromMilliseconds(150), 3, random);
        await scenario.Fleet.StartAsync(0, Through(wire, database));
        await scenario.ProgressAsync(10, Soon, "the start");

        // Not any commit: that of a batch of events.
        await wire.HoldNextCommitAsync().WaitAsync(Soon, Cancellation);
        while (await scenario.CountAsync(BatchesUnderWaySql) == 0)
        {
            wire.LetGo();
            await wire.HoldNextCommitAsync().WaitAsync(Soon, Cancellation);
        }

        wire.FallSilent();
        await scenario.Fleet.StartAsync(1, scenario.ConnectionString);
        await scenario.ProgressAsync(10, Soon, "silence");
        await scenario.FinishAsync();
    }

    private static FaultyWire WireTo(TestDatabase database, Random random) =>
        new(new NpgsqlConnectionStringBuilder(database.ConnectionString).Port, random);

    private static string Through(FaultyWire wire, TestDatabase database) =>
        new NpgsqlConnectionStringBuilder(database.ConnectionString) { Port = wire.Port }.ConnectionString;
}
