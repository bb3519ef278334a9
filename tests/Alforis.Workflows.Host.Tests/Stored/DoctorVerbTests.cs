using System.Text.Json;
using Alforis.Testing;
using Alforis.Workflows.Host.Tests.Serving;

namespace Alforis.Workflows.Host.Tests.Stored;

public sealed class DoctorVerbTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Doctor_ServiceRuns_EndsWith0AndSaysSoOfEachCheck()
    {
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, Cancellation);
        await using var service = await RunningService.StartAsync(NamedDatabaseTests.On(database));
        var console = NamedDatabaseTests.On(database);

        // A host checks in within some seconds of its start.
        await Eventually.TrueAsync(
            async () =>
            {
                console = NamedDatabaseTests.On(database);
                return await console.RunAsync("doctor") == 0;
            },
            () => console.Output);

        var lines = console.Output.ReplaceLineEndings("\n").TrimEnd().Split('\n');
        Assert.Contains("ok  schedule    1 host at work, 6 triggers.", lines);
        Assert.Equal("0 problems, 0 warnings.", lines[^1]);
    }

    [Fact]
    public async Task Doctor_Problem_EndsWith1AndSaysWhatToDoWithinTheWidth()
    {
        await using var crm = await StoredCrm.CreateAsync();
        await crm.ExecuteAsync(
            """
            UPDATE deals SET nom = nom || ' bis' WHERE id = 1;
            UPDATE workflow.event_queue SET parked_at = now();
            INSERT INTO workflows (name, status, trigger_type, suspended_at) VALUES (E'Mal\u001b[2J', 'active', 'deal_created', now());
            """);
        var console = crm.Console();

        Assert.Equal(1, await console.RunAsync("doctor"));

        Assert.DoesNotContain('\u001b', console.Output);
        var lines = console.Output.ReplaceLineEndings("\n").TrimEnd().Split('\n');
        Assert.All(lines, line => Assert.True(line.Length <= 100, line));
        var parked = Array.FindIndex(lines, l => l.StartsWith("problem  parked      ", StringComparison.Ordinal));
        Assert.StartsWith("                     → Read why with ./run.sh events list --parked", lines[parked + 1], StringComparison.Ordinal);
        Assert.Contains("""                     - workflow 1 'Mal\u001b[2J'""", lines);
        Assert.Equal("3 problems, 0 warnings.", lines[^1]);
    }

    [Fact]
    public async Task Doctor_Json_HasStateAndFigures()
    {
        await using var crm = await StoredCrm.CreateAsync();
        await crm.ExecuteAsync("UPDATE deals SET nom = nom || ' bis' WHERE id = 1; UPDATE workflow.event_queue SET occurred_at = now() - interval '10 seconds'");
        var console = crm.Console();

        Assert.Equal(1, await console.RunAsync("doctor", "--json", "--queue-age-limit", "5"));

        var report = JsonDocument.Parse(console.Output).RootElement;
        Assert.Equal("problem", report.GetProperty("state").GetString());
        var queue = report.GetProperty("findings").EnumerateArray().Single(f => f.GetProperty("check").GetString() == "queue");
        Assert.Equal("problem", queue.GetProperty("state").GetString());
        Assert.InRange(queue.GetProperty("figures").GetProperty("oldest_due_seconds").GetDouble(), 10, 600);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("soon")]
    [InlineData("86401")]
    public async Task Doctor_UnusableLimit_EndsWithUsage(string limit)
    {
        var console = new TestConsole();

        Assert.Equal(2, await console.RunAsync("doctor", "--queue-age-limit", limit));

        Assert.Contains($"--queue-age-limit is '{limit}'; it must be a whole number of seconds from 1 to 86400.", console.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_UnusableVariable_SaysSo()
    {
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, Cancellation);
        var console = NamedDatabaseTests.On(database);
        console.Variables["ALFORIS_QUEUE_AGE_LIMIT"] = "1h";

        Assert.Equal(1, await console.RunAsync("doctor"));

        Assert.StartsWith("ALFORIS_QUEUE_AGE_LIMIT is '1h'; it must be", console.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_DatabaseUnreachable_EndsWith3()
    {
        var console = new TestConsole { Variables = { ["ConnectionStrings__Crm"] = "Host=127.0.0.1;Port=1;Database=crm;Username=alforis;Password=x" } };

        Assert.Equal(3, await console.RunAsync("doctor", "--database-timeout", "0"));
    }
}
