using System.Globalization;
using System.Text.Json;

namespace Alforis.Workflows.Host.Tests.Stored;

public sealed class ExecuteVerbTests
{
    [Fact]
    public async Task Execute_Draft_RunsOnceAndSaysWhatCameOfIt()
    {
        await using var crm = await StoredCrm.CreateAsync();
        var id = await crm.ImportAsync("Essai", "vu", status: "draft");

        var (exitCode, output, error) = await RunAsync(crm, "workflows", "execute", Text(id), "--entity", "deal:1");

        var execution = await crm.ScalarAsync<long>("SELECT id FROM workflow_executions");
        Assert.Equal((0, $"Workflow {id} 'Essai', version 1, ran: execution {execution}.", ""), (exitCode, output.Trim(), error));
        Assert.True(await crm.ScalarAsync<bool>("SELECT 'vu' = ANY (tags) FROM deals WHERE id = 1"));
    }

    [Fact]
    public async Task Execute_ConditionsDoNotHold_SaysSoAndWhereToLook()
    {
        await using var crm = await StoredCrm.CreateAsync();
        var id = await crm.ImportAsync("Essai", "vu", conditions: """{"field": "deal.nom", "operator": "==", "value": "Une autre"}""");

        var (exitCode, output, _) = await RunAsync(crm, "workflows", "execute", Text(id), "--entity", "deal:1");

        var execution = await crm.ScalarAsync<long>("SELECT id FROM workflow_executions WHERE status = 'skipped'");
        Assert.Equal((0, $"Workflow {id} 'Essai', version 1, does nothing: its conditions do not hold. Why: ./run.sh executions show {execution}"), (exitCode, output.Trim()));
        var story = crm.Console();
        Assert.Equal(0, await story.RunAsync("executions", "show", Text(execution)));
        Assert.Contains("skipped", story.Output, StringComparison.Ordinal);
        Assert.Contains("manual", story.Output, StringComparison.Ordinal);
        Assert.Contains("deal.nom", story.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExecuteJson_Payload_IsForScripts()
    {
        await using var crm = await StoredCrm.CreateAsync();
        var import = crm.Console("""{"name": "Crochet", "trigger_type": "webhook_received", "actions": [{"type": "send_notification", "config": {"user_id": "user@alforis.com", "message": "{{ webhook.nom }}"}}]}""");
        Assert.True(await import.RunAsync("import", "-") == 0, import.Error);
        var id = await crm.ScalarAsync<long>("SELECT id FROM workflows WHERE name = 'Crochet'");

        var (exitCode, output, _) = await RunAsync(crm, """{"nom": "Zoé 🎉"}""", "workflows", "execute", Text(id), "--payload", "-", "--json");

        var report = JsonDocument.Parse(output).RootElement;
        Assert.Equal((0, id, 1, "success"), (exitCode, report.GetProperty("workflow_id").GetInt64(), report.GetProperty("version").GetInt32(), report.GetProperty("status").GetString()));
        Assert.Equal(await crm.ScalarAsync<long>("SELECT id FROM workflow_executions"), report.GetProperty("execution_id").GetInt64());
        var story = crm.Console();
        Assert.Equal(0, await story.RunAsync("executions", "show", report.GetProperty("execution_id").GetRawText()));
        Assert.Contains("  brought   {\"nom\":\"Zoé 🎉\"}", story.Output, StringComparison.Ordinal);
        var json = crm.Console();
        Assert.Equal(0, await json.RunAsync("executions", "show", report.GetProperty("execution_id").GetRawText(), "--json"));
        Assert.Equal("Zoé 🎉", JsonDocument.Parse(json.Output).RootElement.GetProperty("event").GetProperty("webhook").GetProperty("nom").GetString());
        Assert.Equal("Zoé 🎉", await crm.ScalarAsync<string>("SELECT message FROM notifications ORDER BY id DESC LIMIT 1"));
    }

    [Theory]
    [InlineData("There is no workflow 999", "999", "--entity", "deal:1")]
    [InlineData("There is no deal 999.", "ID", "--entity", "deal:999")]
    [InlineData("runs for a deal: say which, for example --entity deal:12.", "ID")]
    [InlineData("runs for a deal: say which", "ID", "--entity", "organisation:1")]
    [InlineData("does not wait for a webhook: leave out --payload.", "ID", "--entity", "deal:1", "--payload", "-")]
    public async Task Execute_CannotBe_SaysWhyAndLeavesNothing(string message, params string[] arguments)
    {
        await using var crm = await StoredCrm.CreateAsync();
        var id = await crm.ImportAsync("Essai", "vu");
        var events = await crm.ScalarAsync<long>("SELECT count(*) FROM workflow.events");

        var console = crm.Console("{}");
        Assert.Equal(1, await console.RunAsync(["workflows", "execute", .. arguments.Select(a => a == "ID" ? Text(id) : a)]));

        Assert.Contains(message, console.Error, StringComparison.Ordinal);
        Assert.Equal(events, await crm.ScalarAsync<long>("SELECT count(*) FROM workflow.events"));
    }

    [Theory]
    [InlineData("[]", "The payload is a list; it must be an object.")]
    [InlineData("{\"a\":1,\"a\":2}", "The member 'a' stands twice")]
    [InlineData("{", "1:2: error WF2201: This is not JSON")]
    [InlineData("", "The file is empty.")]
    [InlineData("{\"a\":\"\\u0000\"}", "NUL")]
    public async Task Execute_BadPayload_IsRefused(string payload, string message)
    {
        await using var crm = await StoredCrm.CreateAsync();
        var console = crm.Console(payload);

        Assert.Equal(1, await console.RunAsync("workflows", "execute", "1", "--payload", "-"));

        Assert.Contains(message, console.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sweep_ActiveWorkflows_AreToldToLook()
    {
        await using var crm = await StoredCrm.CreateAsync();
        await crm.ExecuteAsync("UPDATE workflows SET status = 'draft' WHERE trigger_type = 'inactivity_delay'");
        var none = crm.Console();
        Assert.Equal(0, await none.RunAsync("workflows", "sweep"));
        Assert.Equal("No active workflow waits for silence.", none.Output.Trim());

        var import = crm.Console("""{"name": "Silence", "status": "active", "trigger_type": "inactivity_delay", "trigger_config": {"inactivity_days": 30}, "actions": [{"type": "add_tag", "config": {"tag": "muet"}}]}""");
        Assert.True(await import.RunAsync("import", "-") == 0, import.Error);
        var id = await crm.ScalarAsync<long>("SELECT id FROM workflows WHERE name = 'Silence'");
        var sweep = crm.Console();
        Assert.Equal(0, await sweep.RunAsync("workflows", "sweep", Text(id), "--whole"));
        Assert.StartsWith($"Workflow {id} will look for silence", sweep.Output, StringComparison.Ordinal);
        Assert.True(await crm.ScalarAsync<bool>("SELECT whole FROM workflow.ticks WHERE workflow_id = @id", new { id }));

        var unknown = crm.Console();
        Assert.Equal(1, await unknown.RunAsync("workflows", "sweep", "999"));
        Assert.Contains("There is no active workflow 999 that waits for silence.", unknown.Error, StringComparison.Ordinal);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static Task<(int ExitCode, string Output, string Error)> RunAsync(StoredCrm crm, params string[] arguments) =>
        arguments[0] == "workflows" ? RunWithAsync(crm, "", arguments) : RunWithAsync(crm, arguments[0], arguments[1..]);

    /// <summary>Runs the verb while a dispatcher works.</summary>
    private static async Task<(int ExitCode, string Output, string Error)> RunWithAsync(StoredCrm crm, string input, string[] arguments)
    {
        var console = crm.Console(input);
        var verb = console.RunAsync(arguments);
        await Eventually.TrueAsync(
            async () =>
            {
                await crm.DispatchAsync();
                return verb.IsCompleted;
            },
            () => console.Output + console.Error);
        return (await verb, console.Output, console.Error);
    }
}
