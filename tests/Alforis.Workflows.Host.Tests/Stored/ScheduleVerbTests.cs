using System.Text.Json;
using Alforis.Workflows.Host.Tests.Scheduling;

namespace Alforis.Workflows.Host.Tests.Stored;

public sealed class ScheduleVerbTests
{
    private static readonly TimeProvider EveOfSummerTime = new StandingClock(new DateTimeOffset(2027, 3, 27, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Schedule_ActiveWorkflows_AreListedByTheirOwnClocks()
    {
        await using var crm = await ScheduledCrm.CreateAsync();
        var (paris, york) = (await crm.AddAsync("""{"schedule": "daily", "time": "02:30"}"""), await crm.AddAsync("""{"schedule": "monthly", "day_of_month": 31}""", "\"time_zone\": \"America/New_York\","));
        var idle = await crm.AddAsync("""{"schedule": "weekly"}""");
        await crm.ExecuteAsync("UPDATE workflows SET status = 'inactive' WHERE id = @idle", new { idle });
        await crm.ExecuteAsync("INSERT INTO workflow.ticks (workflow_id, fire_time) VALUES (@paris, '2027-03-26 01:30Z'), (@paris, '2027-03-27 01:30Z')", new { paris });

        var console = Console(crm);
        Assert.True(await console.RunAsync("workflows", "schedule") == 0, console.Error);

        var lines = console.Output.Split('\n').Select(l => l.TrimEnd()).ToList();
        Assert.Matches($"^ *{paris}  W0 +daily at 02:30 +Europe/Paris +2027-03-27 02:30 \\+01:00 +2027-03-28 03:00 \\+02:00$", lines[1]);
        Assert.Matches("^ +2027-03-29 02:30 \\+02:00$", lines[2]);
        Assert.Matches("^ +2027-03-30 02:30 \\+02:00$", lines[3]);
        Assert.Matches($"^ *{york}  W1 +monthly on 31 or last.* +America/New_York +- +2027-03-31 09:00 -04:00$", lines[4]);
        Assert.Matches("^ +2027-04-30 09:00 -04:00$", lines[5]);
        Assert.DoesNotContain("W2", console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ScheduleJson_WorkflowThatIsNotActive_SaysWhenItWould()
    {
        await using var crm = await ScheduledCrm.CreateAsync();
        var id = await crm.AddAsync("""{"cron": "0 9 * * 1"}""");
        await crm.ExecuteAsync("UPDATE workflows SET status = 'draft'");

        var console = Console(crm);
        Assert.True(await console.RunAsync("workflows", "schedule", $"{id}", "--json") == 0, console.Error);

        var schedule = Assert.Single(JsonDocument.Parse(console.Output).RootElement.EnumerateArray());
        Assert.Equal(("draft", "cron 0 9 * * 1", "Europe/Paris"), (Text("status"), Text("schedule"), Text("time_zone")));
        Assert.Equal(JsonValueKind.Null, schedule.GetProperty("last_firing").ValueKind);
        Assert.Equal(
            ["2027-03-29T09:00:00+02:00", "2027-04-05T09:00:00+02:00", "2027-04-12T09:00:00+02:00"],
            schedule.GetProperty("next_firings").EnumerateArray().Select(m => m.GetString()));

        var table = Console(crm);
        Assert.Equal(0, await table.RunAsync("workflows", "schedule", $"{id}"));
        Assert.Contains("It does not fire: its status is draft.", table.Output, StringComparison.Ordinal);

        string? Text(string name) => schedule.GetProperty(name).GetString();
    }

    [Fact]
    public async Task Schedule_NoneOrAnotherTriggerOrUnknown_SaysSo()
    {
        await using var crm = await ScheduledCrm.CreateAsync();
        var none = Console(crm);
        Assert.Equal(0, await none.RunAsync("workflows", "schedule"));
        Assert.Contains("No active workflow has a schedule.", none.Error, StringComparison.Ordinal);

        var id = await crm.AddAsync("""{"schedule": "daily"}""");
        await crm.ExecuteAsync(
            """
            UPDATE workflows SET trigger_type = 'deal_created';
            UPDATE workflow_versions
            SET definition = '{"name": "W0", "trigger_type": "deal_created", "actions": [{"type": "add_tag", "config": {"tag": "t"}}]}'
            """);
        var other = Console(crm);
        Assert.Equal(1, await other.RunAsync("workflows", "schedule", $"{id}"));
        Assert.Contains($"Workflow {id} 'W0' has no schedule: its trigger is deal_created.", other.Error, StringComparison.Ordinal);

        var unknown = Console(crm);
        Assert.Equal(1, await unknown.RunAsync("workflows", "schedule", "999"));
        Assert.Contains("There is no workflow 999", unknown.Error, StringComparison.Ordinal);
    }

    private static TestConsole Console(ScheduledCrm crm) =>
        new() { TimeProvider = EveOfSummerTime, Variables = { ["ConnectionStrings__Crm"] = crm.ConnectionString } };

    private sealed class StandingClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
