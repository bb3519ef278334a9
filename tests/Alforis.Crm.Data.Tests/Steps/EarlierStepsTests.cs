using System.Text.Json.Nodes;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Steps;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Crm.Data.Tests.Steps;

/// <summary>What later actions see of the answers to earlier calls.</summary>
public sealed class EarlierStepsTests
{
    private const string First = """{"id": "devis", "type": "call_webhook", "config": {"url": "https://hooks.example/devis"}}""";
    private const string Second = """{"id": "suite", "type": "call_webhook", "config": {"url": "https://hooks.example/suite", "body": {"numero": "{{ steps.devis.response.body.numero }}"}}}""";
    private const string Task = """{"id": "task", "type": "create_task", "config": {"title": "{{ steps.devis.response.body.client.nom }} {{ steps.devis.response.status }} {{ steps.suite.response.body }}"}}""";
    private const string When = """{"id": "mark", "type": "add_tag", "when": {"rules": [{"field": "steps.devis.response.body.montant", "operator": ">=", "value": 1000}]}, "config": {"tag": "grand"}}""";

    [Theory]
    [InlineData("""{"numero": 42, "montant": 1500, "client": {"nom": "Été"}}""", "Été 200 reçu", "42", "success")]
    [InlineData("""{"numero": "A-7", "montant": 10, "client": {"nom": "Zoé"}}""", "Zoé 200 reçu", "\"A-7\"", "skipped")]
    public async Task Continue_ActionsAfterCalls_SeeTheirAnswers(string body, string title, string numero, string mark)
    {
        await using var host = await StepHost.CreateAsync();
        await host.Crm.AddWorkflowAsync("w", "deal_stage_changed", $"[{First}, {Second}, {When}, {Task}]");
        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();
        var settings = new List<string>();

        await host.FinishAsync(call =>
        {
            settings.Add(call.Settings.ToJsonString());
            return StepResult.Success(new JsonObject { ["status"] = 200, ["body"] = call.ActionId == "devis" ? JsonNode.Parse(body) : "reçu" });
        });

        var execution = Assert.Single(await host.Crm.ExecutionsAsync());
        Assert.Equal($"devis:success suite:success mark:{mark} task:success", await host.StatusesAsync(execution.Id));
        Assert.Equal(title, await host.Crm.Database.ScalarAsync<string>("SELECT title FROM tasks"));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(numero), JsonNode.Parse(settings[1])!["body"]!["numero"]), settings[1]);
    }

    [Fact]
    public async Task Continue_CallThatFailedAndIsContinued_GivesNullOrWhatWasAnswered()
    {
        await using var host = await StepHost.CreateAsync();
        await host.Crm.AddWorkflowAsync(
            "w", "deal_stage_changed",
            """
            [{"id": "devis", "type": "call_webhook", "on_error": "continue", "config": {"url": "https://hooks.example/devis"}},
             {"id": "task", "type": "create_task", "config": {"title": "Devis : {{ steps.devis.response.body.numero ?? 'aucun' }}, {{ steps.devis.response.status }}"}}]
            """);
        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();

        await host.FinishAsync(_ => StepResult.Permanent(FailureCode.WebhookRefused, "Refusé.", new JsonObject { ["status"] = 422 }));

        Assert.Equal("Devis : aucun, 422", await host.Crm.Database.ScalarAsync<string>("SELECT title FROM tasks"));
    }

    [Fact]
    public async Task Retry_LaterCallFailed_SeesTheAnswersOfBefore()
    {
        await using var host = await StepHost.CreateAsync();
        await host.Crm.AddWorkflowAsync("w", "deal_stage_changed", $"[{First}, {Second}, {When}, {Task}]");
        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();
        var settings = new List<string>();
        await host.FinishAsync(call => call.ActionId == "devis" ? Answer("""{"numero": 42, "montant": 1500, "client": {"nom": "Été"}}""") : StepResult.Permanent(FailureCode.WebhookRefused, "Refusé."));
        var failed = Assert.Single(await host.Crm.ExecutionsAsync());
        Assert.Equal(("failed", "devis:success suite:failed mark:not_run task:not_run"), (failed.Status, await host.StatusesAsync(failed.Id)));

        Assert.Equal(RetryAnswer.Retried, await new ExecutionRetry(host.Crm.Database.DataSource).RetryAsync(failed.Id, Alforis.Crm.Data.Audit.Actor.CommandLine, TestContext.Current.CancellationToken));
        await host.FinishAsync(call =>
        {
            settings.Add($"{call.ActionId} {call.Settings["body"]!.ToJsonString()}");
            return Answer("\"reçu\"");
        });

        // The call that succeeded is not made again.
        Assert.Equal("""suite {"numero":42}""", Assert.Single(settings));
        Assert.Equal("devis:success suite:success mark:success task:success", await host.StatusesAsync(failed.Id));
        Assert.Equal("Été 200 reçu", await host.Crm.Database.ScalarAsync<string>("SELECT title FROM tasks"));
    }

    [Fact]
    public async Task Retry_DatabaseActionFailed_SeesTheAnswersOfBefore()
    {
        await using var host = await StepHost.CreateAsync();
        await host.Crm.AddWorkflowAsync(
            "w", "deal_stage_changed",
            $$$"""[{{{First}}}, {"id": "task", "type": "create_task", "config": {"title": "Devis {{ steps.devis.response.body.numero }}", "assigned_to": "{{ steps.devis.response.body.responsable }}"}}]""");
        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();
        await host.FinishAsync(_ => Answer("""{"numero": 42, "responsable": 999999}"""));
        var failed = Assert.Single(await host.Crm.ExecutionsAsync());
        Assert.Equal(("failed", "devis:success task:failed"), (failed.Status, await host.StatusesAsync(failed.Id)));
        await host.Crm.Database.ExecuteAsync("INSERT INTO users (id, email, password_hash, first_name, last_name) OVERRIDING SYSTEM VALUE VALUES (999999, 'new@example.com', 'x', 'A', 'B')");

        Assert.Equal(RetryAnswer.Retried, await new ExecutionRetry(host.Crm.Database.DataSource).RetryAsync(failed.Id, Alforis.Crm.Data.Audit.Actor.CommandLine, TestContext.Current.CancellationToken));
        await host.FinishAsync(_ => throw new InvalidOperationException("Nothing is called again."));

        Assert.Equal("devis:success task:success", await host.StatusesAsync(failed.Id));
        Assert.Equal("Devis 42/999999", await host.Crm.Database.ScalarAsync<string>("SELECT title || '/' || assigned_to FROM tasks"));
    }

    [Fact]
    public async Task Continue_WhenOnAnAnswer_IsExplainedByWhatWasAnswered()
    {
        await using var host = await StepHost.CreateAsync();
        await host.Crm.AddWorkflowAsync("w", "deal_stage_changed", $"[{First}, {When}]");
        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();

        await host.FinishAsync(_ => Answer("""{"montant": 10}"""));

        var skipped = await host.ActionAsync(Assert.Single(await host.Crm.ExecutionsAsync()).Id, 1);
        Assert.Equal("skipped", (string?)skipped["status"]);
        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse("""[{"path": "steps.devis.response.body.montant", "operator": ">=", "expected": 1000, "actual": 10, "holds": false}]"""), skipped["when"]),
            skipped["when"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""[{"type": "add_tag", "config": {"tag": "{{ steps.devis.response.body }}"}}, FIRST]""", "/actions/0/config/tag")]
    [InlineData("""[FIRST, {"type": "add_tag", "config": {"tag": "{{ steps.devi.response.body }}"}}]""", "/actions/1/config/tag")]
    [InlineData("""[FIRST, {"type": "add_tag", "config": {"tag": "{{ steps.devis.reponse.body }}"}}]""", "/actions/1/config/tag")]
    [InlineData("""[FIRST, {"type": "add_tag", "config": {"tag": "{{ steps.devis.response.corps }}"}}]""", "/actions/1/config/tag")]
    [InlineData("""[{"id": "x", "type": "add_tag", "config": {"tag": "y"}}, FIRST, {"type": "add_tag", "config": {"tag": "{{ steps.x.response }}"}}]""", "/actions/2/config/tag")]
    public void Compile_ResultThatIsNotThere_IsAnErrorWhereItStands(string actions, string pointer)
    {
        var json = $$"""{"name": "w", "trigger_type": "deal_stage_changed", "actions": {{actions.Replace("FIRST", First, StringComparison.Ordinal)}}}""";

        var result = new WorkflowCompiler<CrmContext>(CrmSchema.Instance).Compile(json);

        var found = Assert.Single(result.Diagnostics);
        Assert.Equal(("WF1402", pointer), (found.Code, found.Pointer));
    }

    private static StepResult Answer(string body) => StepResult.Success(new JsonObject { ["status"] = 200, ["body"] = JsonNode.Parse(body) });

    [Fact]
    public void Compile_ConditionsOfTheWorkflow_SeeNoResults()
    {
        var json = $$"""{"name": "w", "trigger_type": "deal_stage_changed", "conditions": {"rules": [{"field": "steps.devis.response.status", "operator": "==", "value": 200}]}, "actions": [{{First}}]}""";

        var result = new WorkflowCompiler<CrmContext>(CrmSchema.Instance).Compile(json);

        Assert.Equal("/conditions/rules/0/field", Assert.Single(result.Diagnostics).Pointer);
    }
}
