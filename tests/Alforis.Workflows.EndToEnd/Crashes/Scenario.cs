using System.Diagnostics;
using Npgsql;

namespace Alforis.Workflows.EndToEnd.Crashes;

/// <summary>A database with the numbered workflows, clients that change it, hosts that work on it, and a receiver that they call.</summary>
internal sealed class Scenario : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private const int ProblemsShown = 40;

    private Scenario(string connectionString, Receiver receiver, Fleet fleet, Load load)
    {
        ConnectionString = connectionString;
        Receiver = receiver;
        Fleet = fleet;
        Load = load;
    }

    /// <summary>How the clients connect, and the hosts unless a test says otherwise.</summary>
    public string ConnectionString { get; }

    public Receiver Receiver { get; }

    public Fleet Fleet { get; }

    public Load Load { get; }

    private static ITestOutputHelper Output => TestContext.Current.TestOutputHelper!;

    /// <summary>Prepares a database.</summary>
    /// <param name="connectionString">The database, with this version's schema.</param>
    /// <param name="slow">How late the receiver's late answers are; longer than a lease when <see langword="null"/>.</param>
    public static async Task<Scenario> CreateAsync(string connectionString, TimeSpan? slow = null)
    {
        var receiver = await Receiver.StartAsync(slow ?? (Fleet.Lease * 1.5));
        var fleet = new Fleet();
        List<string> import = ["import", "--activate"];
        foreach (var workflow in NumberedWorkflow.All)
        {
            var file = Path.Combine(fleet.DataPath, workflow.Name + ".json");
            await File.WriteAllTextAsync(file, workflow.Definition(receiver.Address), TestContext.Current.CancellationToken);
            import.Add(file);
        }

        await RunAsync(connectionString, [.. import]);
        return new Scenario(connectionString, receiver, fleet, await Load.PrepareAsync(connectionString));
    }

    /// <summary>Waits until so many more executions have ended than there are now: work goes on.</summary>
    /// <param name="more">How many more.</param>
    /// <param name="within">The most that they may take.</param>
    /// <param name="when">What has just been done, for the message.</param>
    public async Task ProgressAsync(int more, TimeSpan within, string when)
    {
        var began = Stopwatch.StartNew();
        long? before = null;
        var now = 0L;
        await Until.TrueAsync(
            async () =>
            {
                try
                {
                    now = await CountAsync("SELECT count(*) FROM workflow_executions");
                }
                catch (NpgsqlException)
                {
                    return false;
                }

                return now - (before ??= now) >= more;
            },
            within,
            () => $"Only {now - (before ?? now)} of {more} executions have ended since {when}.\n{Fleet.Output}");
        Output.WriteLine($"{when}: {more} more executions within {began.Elapsed.TotalSeconds:0.0} s, {now} in all");
    }

    /// <summary>Lets everything come to its end and holds it against what happened.</summary>
    public async Task FinishAsync()
    {
        await Load.StopAsync();
        var began = Stopwatch.StartNew();
        await Until.TrueAsync(
            async () =>
            {
                try
                {
                    return await CountAsync("SELECT (SELECT count(*) FROM workflow.event_queue) + (SELECT count(*) FROM workflow.live_executions)") == 0;
                }
                catch (NpgsqlException)
                {
                    return false;
                }
            },
            Patience,
            () => "Something is stuck.\n" + StuckThings.Describe(ConnectionString) + Fleet.Output);
        var rows = await LedgerRows.ReadAsync(ConnectionString);
        Output.WriteLine(
            $"quiet after {began.Elapsed.TotalSeconds:0.0} s: {Load.Tried} changes tried, {rows.Events.Count} events, {rows.Executions.Count} executions, {rows.Tasks.Count} tasks, "
            + $"{Receiver.Arrivals.Count} calls, attempts: {string.Join(", ", rows.Attempts.CountBy(a => a.Outcome).OrderBy(o => o.Key).Select(o => $"{o.Value} {o.Key}"))}");
        var problems = Ledger.Examine(rows, Receiver.Arrivals, Load.Committed, Load.Undone);
        Assert.True(problems.Count == 0, $"{problems.Count} entries do not add up:\n{string.Join('\n', problems.Take(ProblemsShown))}\n{Fleet.Output}");
        Assert.All(NumberedWorkflow.All, w => Assert.Contains(rows.Executions, x => x.Workflow == w.Name));
    }

    /// <summary>Asks the database for a number.</summary>
    public async Task<long> CountAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken), System.Globalization.CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await Load.DisposeAsync();
        await Fleet.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    /// <summary>Runs a verb, which must succeed.</summary>
    public static async Task RunAsync(string connectionString, params string[] arguments)
    {
        var (exitCode, output, error) = await HostProcess.RunAsync(arguments, Fleet.Environment(connectionString));
        Assert.True(exitCode == 0, output + error);
    }
}
