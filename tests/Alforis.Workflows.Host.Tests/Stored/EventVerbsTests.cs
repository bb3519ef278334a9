using System.Text.Json;

namespace Alforis.Workflows.Host.Tests.Stored;

public sealed class EventVerbsTests
{
    [Fact]
    public async Task Replay_ParkedEvent_IsHandledByTheNextPassAndNotAgain()
    {
        await using var crm = await StoredCrm.CreateAsync();
        await crm.ImportAsync("Essai", "vu");
        var id = await ParkAsync(crm, 1);
        await crm.DispatchAsync();
        Assert.Equal(0, await crm.ScalarAsync<long>("SELECT count(*) FROM workflow_executions"));

        var list = crm.Console();
        Assert.Equal(0, await list.RunAsync("events", "list", "--parked"));
        var row = Assert.Single(list.Output.Split('\n'), l => l.Contains("deal:1", StringComparison.Ordinal));
        Assert.Contains("parked", row, StringComparison.Ordinal);
        Assert.Contains(@"\u001b[2J", row, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', list.Output);

        var replay = crm.Console();
        Assert.Equal(0, await replay.RunAsync("events", "replay", $"{id}"));
        Assert.Equal($"Event {id} is tried again.", replay.Output.TrimEnd());
        Assert.True(await crm.ScalarAsync<bool>(
            "SELECT parked_at IS NULL AND not_before <= now() AND attempts = 0 AND last_error IS NULL FROM workflow.event_queue WHERE event_id = @id", new { id }));
        await AssertRefusedAsync(crm, id, "is not parked");

        await crm.DispatchAsync();
        Assert.Equal(1, await crm.ScalarAsync<long>("SELECT count(*) FROM workflow_executions WHERE event_id = @id AND status = 'success'", new { id }));
        await AssertRefusedAsync(crm, id, "is handled already and is not handled again");
        await crm.DispatchAsync();
        Assert.Equal(1, await crm.ScalarAsync<long>("SELECT count(*) FROM workflow_executions WHERE event_id = @id", new { id }));
    }

    [Fact]
    public async Task Replay_UnknownAndLost_SaysSoAndReplaysTheOthers()
    {
        await using var crm = await StoredCrm.CreateAsync();
        var id = await ParkAsync(crm, 1);
        await crm.ExecuteAsync("INSERT INTO workflow.event_queue (event_id, lane, parked_at) VALUES (999998, 1, now())");

        var console = crm.Console();
        Assert.Equal(1, await console.RunAsync("events", "replay", "999999", "999998", $"{id}"));

        Assert.Equal($"Event {id} is tried again.", console.Output.TrimEnd());
        Assert.Contains("Event 999999 is not known", console.Error, StringComparison.Ordinal);
        Assert.Contains("Event 999998 is parked, but the log has it no more", console.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_AllParked_TakesAllOfThem()
    {
        await using var crm = await StoredCrm.CreateAsync();
        var first = await ParkAsync(crm, 1);
        var second = await ParkAsync(crm, 2);

        var console = crm.Console();
        Assert.Equal(0, await console.RunAsync("events", "replay", "--all-parked"));

        Assert.Equal([$"Event {first} is tried again.", $"Event {second} is tried again."], console.Output.ReplaceLineEndings("\n").TrimEnd().Split('\n'));
        var again = crm.Console();
        Assert.Equal(0, await again.RunAsync("events", "replay", "--all-parked"));
        Assert.Contains("No event is parked.", again.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("replay")]
    [InlineData("replay", "1", "--all-parked")]
    [InlineData("replay", "x")]
    public async Task Replay_UnusableArguments_EndsWithUsage(params string[] arguments)
    {
        var console = new TestConsole();

        Assert.Equal(2, await console.RunAsync(["events", .. arguments]));

        Assert.Contains("See: ./run.sh events replay --help", console.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_Entity_ShowsItsEventsNewestFirstWithTheirState()
    {
        await using var crm = await StoredCrm.CreateAsync();
        await crm.DispatchAsync();
        await crm.ExecuteAsync("UPDATE deals SET nom = nom || ' bis' WHERE id = 1");
        await crm.DispatchAsync();
        var handled = await crm.ScalarAsync<long>("SELECT max(event_id) FROM workflow.events WHERE entity_type = 'deal' AND entity_id = 1");
        await crm.ExecuteAsync("UPDATE deals SET nom = nom || ' ter' WHERE id IN (1, 2)");

        var console = crm.Console();
        Assert.Equal(0, await console.RunAsync("events", "list", "--entity", "deal:1", "--json"));

        var events = JsonDocument.Parse(console.Output).RootElement.GetProperty("events").EnumerateArray().ToList();
        Assert.All(events, e => Assert.Equal(1, e.GetProperty("entity_id").GetInt64()));
        Assert.Equal("waiting", events[0].GetProperty("state").GetString());
        Assert.Equal("deal_updated", events[0].GetProperty("types")[0].GetString());
        Assert.Equal((handled, "handled"), (events[1].GetProperty("id").GetInt64(), events[1].GetProperty("state").GetString()));

        var all = crm.Console();
        Assert.Equal(0, await all.RunAsync("events", "list", "--limit", "2"));
        Assert.Contains("deal:2", all.Output, StringComparison.Ordinal);
        Assert.All(all.Output.Split('\n'), l => Assert.True(l.TrimEnd('\r').Length <= 100, l));
    }

    [Theory]
    [InlineData()]
    [InlineData("--entity", "deal:1")]
    [InlineData("--parked")]
    [InlineData("--parked", "--entity", "deal:1")]
    public async Task List_PageByPage_ComesToEachOnce(params string[] filter)
    {
        await using var crm = await StoredCrm.CreateAsync();
        await crm.ExecuteAsync("DELETE FROM workflow.event_queue; DELETE FROM workflow.events");
        // Four updates in one transaction are of one moment.
        for (var i = 1; i <= 3; i++)
        {
            await crm.ExecuteAsync(string.Concat(Enumerable.Repeat("UPDATE deals SET nom = nom || 'x' WHERE id = 1;", 4)));
        }

        await crm.ExecuteAsync("UPDATE deals SET nom = nom || 'x' WHERE id = 1; UPDATE workflow.event_queue SET parked_at = now()");

        var ids = new List<long>();
        string? next = null;
        do
        {
            var console = crm.Console();
            string[] from = next is null ? [] : ["--before", next];
            Assert.Equal(0, await console.RunAsync(["events", "list", "--json", "--limit", "3", .. filter, .. from]));
            var page = JsonDocument.Parse(console.Output).RootElement;
            ids.AddRange(page.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("id").GetInt64()));
            next = page.GetProperty("next").GetString();
        }
        while (next is not null && ids.Count < 100);

        Assert.Equal(13, ids.Count);
        Assert.Equal(ids.Distinct().OrderDescending(), ids);
    }

    [Fact]
    public async Task List_MoreThanWanted_SaysHowToGoOn()
    {
        await using var crm = await StoredCrm.CreateAsync();
        await crm.ExecuteAsync("UPDATE deals SET nom = nom || ' bis'");

        var console = crm.Console();
        Assert.Equal(0, await console.RunAsync("events", "list", "--limit", "1"));
        Assert.Matches(@"There are more; go on with --before \d{8}T\d{6}\.\d{6}Z-\d+", console.Error);

        var wrong = new TestConsole();
        Assert.Equal(2, await wrong.RunAsync("events", "list", "--before", "yesterday"));
        Assert.Contains("--before is 'yesterday'", wrong.Error, StringComparison.Ordinal);
    }

    /// <summary>Changes a deal and gives up its event, as the dispatcher does after five attempts.</summary>
    private static async Task<long> ParkAsync(StoredCrm crm, int deal)
    {
        await crm.ExecuteAsync("DELETE FROM workflow.event_queue WHERE parked_at IS NULL; UPDATE deals SET nom = nom || ' bis' WHERE id = @deal", new { deal });
        return await crm.ScalarAsync<long>(
            """
            UPDATE workflow.event_queue SET attempts = 5, parked_at = now(), not_before = now() + interval '1 hour', last_error = E'no\u001b[2J'
            WHERE parked_at IS NULL RETURNING event_id
            """);
    }

    private static async Task AssertRefusedAsync(StoredCrm crm, long id, string why)
    {
        var console = crm.Console();
        Assert.Equal(1, await console.RunAsync("events", "replay", $"{id}"));
        Assert.Equal("", console.Output);
        Assert.Contains($"Event {id} {why}", console.Error, StringComparison.Ordinal);
    }
}
