using System.Text.Json;

namespace Alforis.Workflows.Host.Tests.Stored;

public sealed class WorkflowVerbsTests
{
    private const string Name = "Essai des verbes";

    // Needs a webhook, which this version does not perform.
    private const string Unbound = """
        {"name": "x", "trigger_type": "deal_updated", "actions": [{"type": "add_tag", "config": {"tag": "{{ deal.ancien }}"}}]}
        """;

    private const string WithoutTarget = """
        {"name": "x", "trigger_type": "deal_updated", "actions": [{"type": "call_webhook", "config": {"target": "erp"}}]}
        """;

    [Fact]
    public async Task List_AfterAnExecution_ShowsItsCounts()
    {
        await using var crm = await StoredCrm.CreateAsync();
        var id = await crm.ImportAsync(Name, "vu");
        await crm.ExecuteAsync("UPDATE deals SET nom = nom || ' bis' WHERE id = 1");
        await crm.DispatchAsync();

        var console = crm.Console();
        Assert.Equal(0, await console.RunAsync("workflows", "list", "--status", "active"));

        var line = Assert.Single(console.Output.Split('\n'), l => l.Contains(Name, StringComparison.Ordinal));
        Assert.Matches($@"^ *{id}  {Name} +active +deal_updated +1 +1 +100 % +\d{{4}}-\d\d-\d\d \d\d:\d\d [+-]\d\d:\d\d", line);
        Assert.All(console.Output.Split('\n'), l => Assert.True(l.TrimEnd('\r').Length <= 100, l));
    }

    [Fact]
    public async Task List_Status_LeavesOutTheOthers()
    {
        await using var crm = await StoredCrm.CreateAsync();
        await crm.ImportAsync(Name, "vu");

        var console = crm.Console();
        Assert.Equal(0, await console.RunAsync("workflows", "list", "--status", "inactive"));

        Assert.Equal("", console.Output);
        Assert.Contains("no such workflow", console.Error, StringComparison.Ordinal);
        Assert.Equal(2, await crm.Console().RunAsync("workflows", "list", "--status", "asleep"));
    }

    [Fact]
    public async Task StatsJson_OneWorkflow_HasCountsAndDurations()
    {
        await using var crm = await StoredCrm.CreateAsync();
        var id = await crm.ImportAsync(Name, "vu");
        await crm.ExecuteAsync("UPDATE deals SET nom = nom || ' bis' WHERE id IN (1, 2)");
        await crm.DispatchAsync();

        var console = crm.Console();
        Assert.Equal(0, await console.RunAsync("workflows", "stats", $"{id}", "--json"));

        var stats = Assert.Single(JsonDocument.Parse(console.Output).RootElement.EnumerateArray());
        Assert.Equal(id, stats.GetProperty("id").GetInt64());
        Assert.Equal(2, stats.GetProperty("executions").GetInt64());
        Assert.Equal(1m, stats.GetProperty("success_rate").GetDecimal());
        Assert.True(stats.GetProperty("average_duration_ms").GetDouble() > 0);
        Assert.True(stats.GetProperty("p95_duration_ms").GetDouble() > 0);

        var table = crm.Console();
        Assert.Equal(0, await table.RunAsync("workflows", "stats"));
        Assert.Contains(Name, table.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeactivateThenActivate_StopsAndStartsIt()
    {
        await using var crm = await StoredCrm.CreateAsync();
        var id = await crm.ImportAsync(Name, "vu");

        Assert.Equal($"Workflow {id} '{Name}' is inactive, was active.", await SaysAsync(crm, "deactivate", id));
        Assert.Equal($"Workflow {id} '{Name}' was inactive already.", await SaysAsync(crm, "deactivate", id));
        await crm.ExecuteAsync("UPDATE deals SET nom = nom || ' bis' WHERE id = 1");
        await crm.DispatchAsync();
        Assert.Equal(0, await crm.ScalarAsync<long>("SELECT count(*) FROM workflow_executions"));

        Assert.Equal($"Workflow {id} '{Name}' is active, was inactive.", await SaysAsync(crm, "activate", id));
        Assert.Equal($"Workflow {id} '{Name}' was active already.", await SaysAsync(crm, "activate", id));
        await crm.ExecuteAsync("UPDATE deals SET nom = nom || ' ter' WHERE id = 1");
        await crm.DispatchAsync();
        Assert.Equal(1, await crm.ScalarAsync<long>("SELECT count(*) FROM workflow_executions"));
    }

    [Fact]
    public async Task Activate_TargetThatIsNotThere_IsRefusedWithTheDiagnostic()
    {
        await using var crm = await StoredCrm.CreateAsync();
        var id = await crm.ImportAsync(Name, "vu", status: "draft");
        await crm.ExecuteAsync("UPDATE workflow_versions SET definition = @WithoutTarget::json WHERE workflow_id = @id", new { id, WithoutTarget });

        var console = crm.Console();
        Assert.Equal(1, await console.RunAsync("workflows", "activate", $"{id}"));

        var column = WithoutTarget.IndexOf("\"erp", StringComparison.Ordinal) + 1;
        Assert.Contains($"workflow {id}, version 1:1:{column}: error WF2008 /actions/0/config/target: There is no webhook target 'erp'. There is none at all.", console.Error, StringComparison.Ordinal);
        Assert.Contains("it is still draft", console.Error, StringComparison.Ordinal);
        Assert.Equal("", console.Output);
        Assert.Equal("draft", await crm.ScalarAsync<string>("SELECT status FROM workflows WHERE id = @id", new { id }));
    }

    [Fact]
    public async Task Activate_Suspended_LiftsItOnceTheCauseIsGone()
    {
        await using var crm = await StoredCrm.CreateAsync();
        var id = await crm.ImportAsync(Name, "vu");
        var good = await crm.ScalarAsync<string>("SELECT definition::text FROM workflow_versions WHERE workflow_id = @id", new { id });
        await crm.ExecuteAsync("UPDATE workflow_versions SET definition = @Unbound::json WHERE workflow_id = @id", new { id, Unbound });
        await crm.ExecuteAsync("UPDATE deals SET nom = nom || ' bis' WHERE id = 1");
        await crm.DispatchAsync();

        var list = crm.Console();
        Assert.Equal(0, await list.RunAsync("workflows", "list"));
        Assert.Contains($"Workflow {id} is suspended: WF1402 /actions/0/config/tag: ", list.Output, StringComparison.Ordinal);
        Assert.Equal(1, await crm.Console().RunAsync("workflows", "activate", $"{id}"));
        Assert.True(await crm.ScalarAsync<bool>("SELECT suspended_at IS NOT NULL FROM workflows WHERE id = @id", new { id }));

        await crm.ExecuteAsync("UPDATE workflow_versions SET definition = @good::json WHERE workflow_id = @id", new { id, good });
        Assert.Equal($"Workflow {id} '{Name}' is active again; its suspension is lifted.", await SaysAsync(crm, "activate", id));
        Assert.True(await crm.ScalarAsync<bool>("SELECT suspended_at IS NULL AND suspended_reason IS NULL FROM workflows WHERE id = @id", new { id }));
    }

    [Fact]
    public async Task Delete_KeepsTheHistoryAndFreesTheName()
    {
        await using var crm = await StoredCrm.CreateAsync();
        var id = await crm.ImportAsync(Name, "vu");
        await crm.ExecuteAsync("UPDATE deals SET nom = nom || ' bis' WHERE id = 1");
        await crm.DispatchAsync();

        Assert.Contains("Its history stays", await SaysAsync(crm, "delete", id), StringComparison.Ordinal);

        Assert.Equal(1, await crm.Console().RunAsync("workflows", "delete", $"{id}"));
        var history = crm.Console();
        Assert.Equal(0, await history.RunAsync("executions", "list", "--workflow", $"{id}"));
        Assert.Contains($"{id} '{Name}'", history.Output, StringComparison.Ordinal);
        Assert.NotEqual(id, await crm.ImportAsync(Name, "vu"));
    }

    [Theory]
    [InlineData("activate")]
    [InlineData("deactivate")]
    [InlineData("stats")]
    [InlineData("delete")]
    public async Task Verb_UnknownNumber_SaysSo(string verb)
    {
        await using var crm = await StoredCrm.CreateAsync();
        var console = crm.Console();

        Assert.Equal(1, await console.RunAsync("workflows", verb, "4711"));

        Assert.StartsWith("There is no workflow 4711", console.Error, StringComparison.Ordinal);
        Assert.Equal("", console.Output);
    }

    [Fact]
    public async Task List_HostileName_IsShownEscaped()
    {
        await using var crm = await StoredCrm.CreateAsync();
        var id = await crm.ImportAsync(Name, "vu");
        await crm.ExecuteAsync("UPDATE workflows SET name = E'x\\u001b[2J\\ny' WHERE id = @id", new { id });

        var list = crm.Console();
        Assert.Equal(0, await list.RunAsync("workflows", "list"));
        Assert.Contains(@"x\u001b[2J\u000ay", list.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', list.Output);
        Assert.Contains(@"x\u001b[2J\u000ay", await SaysAsync(crm, "deactivate", id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verb_WithoutAnEmbeddedDatabase_MakesNone()
    {
        var directory = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var console = new TestConsole();

        Assert.Equal(1, await console.RunAsync("workflows", "list", "--data", directory));

        Assert.Contains("There is no embedded database in", console.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(directory));
    }

    [Fact]
    public async Task Verb_NotANumber_SaysWhereToLook()
    {
        var console = new TestConsole();

        Assert.Equal(2, await console.RunAsync("workflows", "activate", "abc"));

        Assert.Contains("ID is 'abc'; it must be a number from 1 on.", console.Error, StringComparison.Ordinal);
        Assert.Contains("See: ./run.sh workflows activate --help", console.Error, StringComparison.Ordinal);
    }

    private static async Task<string> SaysAsync(StoredCrm crm, string verb, long id)
    {
        var console = crm.Console();
        Assert.True(await console.RunAsync("workflows", verb, $"{id}") == 0, console.Error);
        return console.Output.TrimEnd();
    }
}
