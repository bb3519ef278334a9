using Npgsql;

namespace Alforis.Workflows.EndToEnd.Crashes;

/// <summary>PostgreSQL's disk is full, for its tables and for its write-ahead log.</summary>
[Trait("Category", "Crash")]
[Trait("Category", "Slow")]
public sealed class FullDiskTests
{
    private const int Megabytes = 200;
    private const string DiskFull = PostgresErrorCodes.DiskFull;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task DiskFullAndEmptiedAgain_NothingIsLostOrHalfDone()
    {
        using var disk = SmallDisk.Mount(Megabytes);
        Assert.SkipWhen(disk is null, "A small disk can only be mounted by root on Linux.");
        var random = new Random(CrashSettings.Seed);
        await using var server = await KillableServer.StartAsync(Path.Combine(disk!.Path, "postgres"));
        await Scenario.RunAsync(server.ConnectionString, "migrate");
        await using var scenario = await Scenario.CreateAsync(server.ConnectionString);
        scenario.Load.Start(TimeSpan.FromMilliseconds(100), 3, random);
        foreach (var number in new[] { 0, 1 }) await scenario.Fleet.StartAsync(number, scenario.ConnectionString);
        await scenario.ProgressAsync(20, Soon, "the start");

        disk.Fill();
        await Until.TrueAsync(
            () => Task.FromResult(scenario.Load.Errors.Count(e => e == DiskFull) >= 5 || server.Exited.IsCompleted), Soon,
            () => $"Nobody notices that the disk is full; {disk.Free} bytes are free.");
        await GoOnAsync(disk, server, scenario, "room for tables");

        disk.Fill();
        await FillLogAsync(scenario.ConnectionString);
        await Until.TrueAsync(
            () => Task.FromResult(server.Exited.IsCompleted || scenario.Load.Errors.Contains(PostgresErrorCodes.CannotConnectNow) || scenario.Load.Errors.Contains("")), Soon,
            () => $"The log has room; {disk.Free} bytes are free.");
        await GoOnAsync(disk, server, scenario, "room for the log");

        await scenario.FinishAsync();
    }

    private static async Task GoOnAsync(SmallDisk disk, KillableServer server, Scenario scenario, string what)
    {
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"full: {string.Join(", ", scenario.Load.Errors.CountBy(e => e).Select(e => $"{e.Value} × '{e.Key}'"))}{(server.Exited.IsCompleted ? ", PostgreSQL has ended" : "")}");
        Assert.All(scenario.Fleet.Hosts.Values, h => Assert.False(h.HasExited, scenario.Fleet.Output));
        disk.Empty();
        // Without room for its log it ends for good, as it does on any disk; whoever runs it starts it again.
        await Until.TrueAsync(
            async () =>
            {
                if (server.Exited.IsCompleted) await server.RestartAsync();
                return await AnswersAsync(scenario);
            },
            Soon, () => "PostgreSQL does not come back.");
        await scenario.ProgressAsync(20, Soon, what);
    }

    private static async Task<bool> AnswersAsync(Scenario scenario)
    {
        try
        {
            return await scenario.CountAsync("SELECT 1") == 1;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    /// <summary>Messages that nobody reads, larger than a file of the log.</summary>
    private static async Task FillLogAsync(string connectionString)
    {
        try
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            for (var i = 0; i < 80; i++)
            {
                await using var command = new NpgsqlCommand("SELECT pg_logical_emit_message(false, 'crash', repeat('x', 1000000))", connection);
                await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            }
        }
        catch (NpgsqlException)
        {
            // That is the purpose.
        }
    }
}
