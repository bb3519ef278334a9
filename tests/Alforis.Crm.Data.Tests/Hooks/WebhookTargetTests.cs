using System.Text;
using Alforis.Crm.Data.Hooks;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Tests.Dispatching;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Crm.Data.Tests.Hooks;

/// <summary>Workflows that run for the organisation or deal that a payload names.</summary>
public sealed class WebhookTargetTests
{
    private const string Tag = """[{"type": "add_tag", "config": {"tag": "{{ webhook.etiquette }}"}}]""";
    private const string OfOrganisation = """{"event": "e", "entity_type": "organisation", "entity_id": "webhook.client.id"}""";
    private const string OfDeal = """{"entity_type": "deal", "entity_id": "webhook.affaire"}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dispatch_PayloadThatNamesAnOrganisation_RunsForItOnceAndActsOnIt()
    {
        await using var host = await DispatchHost.CreateAsync();
        var targeted = await host.AddWorkflowAsync("Facture", "webhook_received", Tag, """{"field": "organisation.nom", "operator": "==", "value": "ACME"}""", OfOrganisation);
        var notMeeting = await host.AddWorkflowAsync("Autre", "webhook_received", Tag, """{"field": "nom", "operator": "==", "value": "Autre"}""", OfOrganisation);
        var plain = await host.AddWorkflowAsync("Sans", "webhook_received", """[{"type": "create_task", "config": {"title": "{{ webhook.etiquette }}"}}]""");
        var otherEvent = await host.AddWorkflowAsync("Ailleurs", "webhook_received", Tag, config: OfOrganisation.Replace("\"e\"", "\"f\"", StringComparison.Ordinal));

        var source = await ReceiveAsync(host, $$"""{"client": {"id": {{host.Organisation}}}, "etiquette": "payé"}""");
        await host.DrainAsync();

        Assert.Equal([(plain, "success"), (targeted, "success")], (await host.ExecutionsAsync()).Select(e => (e.WorkflowId, e.Status)).OrderByDescending(e => e.WorkflowId));
        Assert.Equal(["payé"], await host.Database.ScalarAsync<string[]>("SELECT tags FROM organisations"));
        Assert.Equal("payé", await host.Database.ScalarAsync<string>("SELECT title FROM tasks"));
        Assert.Equal(
            [(source, null), (targeted, host.Organisation), (notMeeting, host.Organisation)],
            await host.Database.QueryAsync<(long, long?)>(
                "SELECT coalesce(workflow_id, event_id), entity_id FROM workflow.events WHERE types = ARRAY['webhook_received'] AND actor = 'hook:erp' ORDER BY event_id"));
        Assert.Equal([notMeeting], await host.Database.ScalarAsync<long[]>("SELECT workflow_ids FROM workflow.skips WHERE event_id > @source", new { source }));
        Assert.Equal(0, await host.Database.ScalarAsync<int>("SELECT count(*) FROM workflow_executions WHERE workflow_id = @otherEvent", new { otherEvent }));
        Assert.Equal(
            ("organisation", host.Organisation),
            Assert.Single(await host.Database.QueryAsync<(string, long)>("SELECT entity_type, entity_id FROM workflow_executions WHERE workflow_id = @targeted", new { targeted })));
    }

    [Fact]
    public async Task Dispatch_PayloadThatNamesADeal_SeesDealAndOrganisation()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync(
            "Devis", "webhook_received", """[{"type": "add_tag", "config": {"tag": "{{ organisation.nom }} {{ deal.nom }} {{ trigger.entity_id }}"}}]""", config: OfDeal);

        // What forms send: a number as text.
        await ReceiveAsync(host, $$"""{"affaire": "{{host.Deal}}"}""");
        await host.DrainAsync();

        Assert.Equal([$"ACME Mandat obligataire {host.Deal}"], await host.Database.ScalarAsync<string[]>("SELECT tags FROM deals"));
    }

    /// <summary>What the entity was when the call came to its turn, and in order with what else happens to it.</summary>
    [Fact]
    public async Task Dispatch_Targeted_WaitsInTheLaneOfItsEntity()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Devis", "webhook_received", Tag, config: OfDeal);
        for (var i = 0; i < 5; i++) await ReceiveAsync(host, $$"""{"affaire": {{host.Deal}}, "etiquette": "n{{i}}"}""");

        await host.Pass.RunAsync(Cancellation);

        Assert.Equal(
            5, await host.Database.ScalarAsync<int>(
                "SELECT count(*) FROM workflow.event_queue WHERE lane = workflow.lane_of('deal', @Deal) AND entity_type = 'deal' AND entity_id = @Deal AND size > 0", new { host.Deal }));
        await host.DrainAsync();
        Assert.Equal(["n0", "n1", "n2", "n3", "n4"], await host.Database.ScalarAsync<string[]>("SELECT tags FROM deals"));
    }

    /// <summary>A batch takes no more events than fit into memory: what counts is the text that it reads, not how small the database keeps it.</summary>
    [Fact]
    public async Task Dispatch_PayloadThatIsStoredSmall_CountsByItsText()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Devis", "webhook_received", Tag, config: OfDeal);
        var tiny = string.Join(',', Enumerable.Repeat("1e-399", 30_000));
        foreach (var more in new[] { tiny, $"\"{new string('x', 200_000)}\"" })
        {
            await ReceiveAsync(host, $$"""{"affaire": {{host.Deal}}, "plus": [{{more}}]}""");
            await AssertSizesAsync();
            await host.Pass.RunAsync(Cancellation);
            Assert.Equal(1, await AssertSizesAsync());
            await host.Database.ExecuteAsync("DELETE FROM workflow.event_queue");
        }

        async Task<int> AssertSizesAsync()
        {
            var sizes = await host.Database.QueryAsync<(int Size, int Text)>("SELECT q.size, octet_length(e.payload::text) FROM workflow.event_queue q JOIN workflow.events e USING (event_id)");
            Assert.All(sizes, s => Assert.InRange(s.Size, s.Text, s.Text + 10_000));
            return sizes.Count(s => s.Text > 200_000);
        }
    }

    [Theory]
    [InlineData("{}", "webhook.affaire is missing")]
    [InlineData("""{"affaire": null}""", "webhook.affaire is missing")]
    [InlineData("[]", "webhook.affaire is missing")]
    [InlineData("""{"affaire": 4711}""", "There is no deal 4711, which the payload names.")]
    [InlineData("""{"affaire": 9223372036854775807}""", "There is no deal 9223372036854775807, which the payload names.")]
    [InlineData("""{"affaire": 9223372036854775808}""", "webhook.affaire is 9223372036854775808; it must be the number of a deal.")]
    [InlineData("""{"affaire": 1.5}""", "webhook.affaire is 1.5; it must be")]
    [InlineData("""{"affaire": 0}""", "webhook.affaire is 0; it must be")]
    [InlineData("""{"affaire": "-1"}""", "webhook.affaire is \"-1\"; it must be")]
    [InlineData("""{"affaire": "1 OR 1=1"}""", "webhook.affaire is \"1 OR 1=1\"; it must be")]
    [InlineData("""{"affaire": {"id": 1}}""", "it must be")]
    [InlineData("""{"affaire": true}""", "webhook.affaire is true; it must be")]
    public async Task Dispatch_NoEntity_RecordsASkippedExecutionThatSaysWhy(string payload, string reason)
    {
        await using var host = await DispatchHost.CreateAsync();
        var workflow = await host.AddWorkflowAsync("Devis", "webhook_received", Tag, config: OfDeal);
        await InsertAsync(host, payload);

        await host.DrainAsync();

        var execution = Assert.Single(await host.ExecutionsAsync());
        Assert.Equal((workflow, "skipped"), (execution.WorkflowId, execution.Status));
        Assert.Contains(reason, execution.Error, StringComparison.Ordinal);
        Assert.Equal(0, await host.CountAsync("workflow.event_queue"));
        Assert.Equal(1, await host.Database.ScalarAsync<int>("SELECT sum(skipped) FROM workflow.statistics_deltas"));
    }

    [Theory]
    [InlineData("""{"entity_type": "organisation"}""", "add \"entity_id\": \"webhook.client.id\"")]
    [InlineData("""{"entity_id": "webhook.id"}""", "add \"entity_type\": \"organisation\" or \"deal\"")]
    [InlineData("""{"entity_type": "person", "entity_id": "webhook.id"}""", "person")]
    [InlineData("""{"entity_type": "deal", "entity_id": "deal.id"}""", "Write a path into the payload, such as \"webhook.client.id\".")]
    [InlineData("""{"entity_type": "deal", "entity_id": "webhook"}""", "Write a path into the payload")]
    [InlineData("""{"entity_type": "deal", "entity_id": "webhook..id"}""", "Write a path into the payload")]
    [InlineData("""{"entity_type": "deal", "entity_id": 12}""", "text")]
    public void Compile_TargetThatMeansNothing_IsADiagnostic(string config, string message)
    {
        var result = Compile(config, "[]");

        Assert.False(result.Succeeded);
        Assert.Contains(result.Diagnostics, d => (d.Message + d.Suggestion).Contains(message, StringComparison.Ordinal) && d.Pointer.StartsWith("/trigger_config", StringComparison.Ordinal));
    }

    [Fact]
    public void Compile_ActionWithATarget_NeedsTheEntity()
    {
        Assert.True(Compile(OfDeal, Tag).Succeeded);
        Assert.Contains(Compile("{}", Tag).Diagnostics, d => d.Code == "WF1303");
    }

    private static CompilationResult<CrmContext> Compile(string config, string actions) => new WorkflowCompiler<CrmContext>(CrmSchema.Instance).Compile(
        $$"""{"name": "x", "trigger_type": "webhook_received", "trigger_config": {{config}}, "actions": {{(actions == "[]" ? """[{"type": "create_task", "config": {"title": "t"}}]""" : actions)}}}""");

    /// <summary>Receives a call as the service does.</summary>
    private static async Task<long> ReceiveAsync(DispatchHost host, string payload)
    {
        await host.Database.ExecuteAsync(
            """
            WITH h AS (INSERT INTO incoming_hooks (slug, name, kind, event) VALUES ('erp', 'erp', 'bearer', 'e') ON CONFLICT DO NOTHING RETURNING id)
            INSERT INTO incoming_hook_secrets (hook_id, token_hash) SELECT id, sha256('x') FROM h
            """);
        var (hook, secret) = (await host.Database.QueryAsync<(long, long)>("SELECT hook_id, id FROM incoming_hook_secrets"))[0];
        var (read, problem) = HookPayload.Read(Encoding.UTF8.GetBytes(payload), "e");
        Assert.Null(problem);
        var received = await new HookReceipt(host.Database.DataSource).ReceiveAsync(new HookCall(hook, secret, "erp", null, read!), Cancellation);
        return received!.EventId;
    }

    private static Task InsertAsync(DispatchHost host, string payload) => host.Database.ExecuteAsync(
        """
        WITH e AS (INSERT INTO workflow.events (types, payload, actor) VALUES ('{webhook_received}', jsonb_build_object('webhook', @payload::jsonb), 'hook:erp') RETURNING event_id)
        INSERT INTO workflow.event_queue (event_id, lane) SELECT event_id, workflow.lane_of(NULL, NULL) FROM e
        """,
        new { payload });
}
