using System.Text.Json;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Tests.Dispatching;

namespace Alforis.Crm.Data.Tests.Executions;

public sealed class ManualExecutionTests
{
    private const string Task = """[{"type": "create_task", "config": {"title": "{{ trigger.type }} {{ deal.nom }}"}}]""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("active")]
    [InlineData("inactive")]
    [InlineData("draft")]
    public async Task RequestAsync_WhateverStatusAndFilter_MakesExactlyOneExecution(string status)
    {
        await using var host = await DispatchHost.CreateAsync();
        // The filter would not let the deal through, and no stage has changed.
        var workflow = await host.AddWorkflowAsync("Essai", "deal_stage_changed", Task, """{"field": "deal.nom", "operator": "==", "value": "Mandat obligataire"}""", """{"to_stage": "perdu"}""");
        await host.Database.ExecuteAsync("UPDATE workflows SET status = @status WHERE id = @workflow", new { status, workflow });
        await host.AddWorkflowAsync("Autre", "deal_stage_changed", Task);

        var answer = await RequestAsync(host, new(workflow) { EntityType = "deal", EntityId = host.Deal }, "ana@example.com");
        Assert.Null(await ResultAsync(host, workflow, answer));
        await host.DrainAsync();

        Assert.Equal((ManualOutcome.Accepted, "Essai", 1), (answer.Outcome, answer.Name, answer.Version));
        var execution = Assert.Single(await host.ExecutionsAsync());
        Assert.Equal(answer.ExecutionId, execution.Id);
        Assert.Equal((workflow, "success"), (execution.WorkflowId, execution.Status));
        Assert.Equal("manual Mandat obligataire", await host.Database.ScalarAsync<string>("SELECT title FROM tasks"));
        Assert.Equal(new ManualResult(execution.Id, "success", null), await ResultAsync(host, workflow, answer));
        Assert.Equal("ana@example.com", await host.Database.ScalarAsync<string>("SELECT actor FROM workflow.events WHERE types = ARRAY['manual']"));
    }

    [Fact]
    public async Task RequestAsync_ConditionsDoNotHold_MakesASkippedExecutionThatSaysWhy()
    {
        await using var host = await DispatchHost.CreateAsync();
        var workflow = await host.AddWorkflowAsync("Essai", "deal_created", Task, """{"field": "deal.montant", "operator": ">", "value": 1000000}""");

        var answer = await RequestAsync(host, new(workflow) { EntityType = "deal", EntityId = host.Deal });
        await host.DrainAsync();

        var execution = Assert.Single(await host.ExecutionsAsync());
        Assert.Equal(("skipped", null), (execution.Status, execution.Error));
        Assert.Equal(new ManualResult(execution.Id, "skipped", null), await ResultAsync(host, workflow, answer));
        Assert.Equal("not_run", Assert.Single(await host.ActionsOfAsync(execution.Id))!["status"]!.GetValue<string>());
        Assert.Contains("\"holds\":false", await host.Database.ScalarAsync<string>("SELECT conditions::text FROM workflow_executions"), StringComparison.Ordinal);
        Assert.Equal(0, await host.CountAsync("tasks"));
        Assert.Equal((0, 0, 1), Assert.Single(await host.Database.QueryAsync<(long, long, long)>("SELECT sum(success), sum(failed), sum(skipped) FROM workflow.statistics_deltas")));
    }

    [Fact]
    public async Task RequestAsync_PayloadThatIsNotAsItShouldBe_IsSkippedAndSaysWhy()
    {
        await using var host = await DispatchHost.CreateAsync();
        var workflow = await host.AddWorkflowAsync(
            "Facture", "webhook_received", """[{"type": "create_task", "config": {"title": "t"}}]""",
            config: """{"payload_schema": {"type": "object", "properties": {"n": {"type": "number"}}, "required": ["n"]}}""");
        using var payload = JsonDocument.Parse("{}");

        var answer = await RequestAsync(host, new(workflow) { Payload = payload.RootElement });
        Assert.True(await host.Database.ScalarAsync<int>("SELECT size FROM workflow.event_queue") > 0);
        await host.DrainAsync();

        var execution = Assert.Single(await host.ExecutionsAsync());
        Assert.Equal(
            new ManualResult(execution.Id, "skipped", "The payload is not as 'payload_schema' wants it, at its root: 'n' is missing."),
            await ResultAsync(host, workflow, answer));
    }

    [Theory]
    [InlineData("\"texte\"")]
    [InlineData("[1]")]
    [InlineData("null")]
    public async Task RequestAsync_PayloadThatIsNoObject_IsToldAsJson(string json)
    {
        await using var host = await DispatchHost.CreateAsync();
        var workflow = await host.AddWorkflowAsync("Appel", "webhook_received", """[{"type": "create_task", "config": {"title": "{{ webhook.n ?? 'rien' }}"}}]""");
        using var payload = JsonDocument.Parse(json);

        await RequestAsync(host, new(workflow) { Payload = payload.RootElement });
        await host.DrainAsync();

        var execution = Assert.Single(await host.ExecutionsAsync());
        Assert.Equal("success", execution.Status);
        Assert.Equal("rien", await host.Database.ScalarAsync<string>("SELECT title FROM tasks"));
        var story = await new ExecutionStoryQuery(host.Database.DataSource).FindAsync(execution.Id, Cancellation);
        Assert.Equal(json, story!.Event!.Webhook);
    }

    [Fact]
    public async Task RequestAsync_NoEntity_RunsAsNobodyInParticular()
    {
        await using var host = await DispatchHost.CreateAsync();
        var workflow = await host.AddWorkflowAsync(
            "Point", "scheduled", """[{"type": "send_notification", "config": {"user_id": "seller@example.com", "message": "Point {{ trigger.entity_id ?? 'de la semaine' }}"}}]""", config: """{"schedule": "weekly"}""");

        await RequestAsync(host, new(workflow));
        await host.DrainAsync();

        Assert.Equal("success", Assert.Single(await host.ExecutionsAsync()).Status);
        Assert.Equal("Point de la semaine", await host.Database.ScalarAsync<string>("SELECT message FROM notifications"));
    }

    [Fact]
    public async Task RequestAsync_WebhookWorkflow_SeesThePayload()
    {
        await using var host = await DispatchHost.CreateAsync();
        var workflow = await host.AddWorkflowAsync(
            "Formulaire", "webhook_received", """[{"type": "send_notification", "config": {"user_id": "seller@example.com", "message": "{{ webhook.nom }} ({{ webhook.scheduled_at ?? '-' }})"}}]""",
            """{"field": "webhook.montant", "operator": ">=", "value": 5}""", """{"event": "form.submitted"}""");
        using var payload = JsonDocument.Parse("""{"nom": "Zoé 🎉", "montant": 5}""");

        await RequestAsync(host, new(workflow) { Payload = payload.RootElement });
        await RequestAsync(host, new(workflow));
        await host.DrainAsync();

        Assert.Equal(["success", "skipped"], (await host.ExecutionsAsync()).Select(e => e.Status));
        Assert.Equal("Zoé 🎉 (-)", await host.Database.ScalarAsync<string>("SELECT message FROM notifications"));
    }

    [Fact]
    public async Task RequestAsync_CannotBe_SaysWhyAndLeavesNothing()
    {
        await using var host = await DispatchHost.CreateAsync();
        var forDeals = await host.AddWorkflowAsync("Affaires", "deal_created", Task);
        var forNone = await host.AddWorkflowAsync("Rien", "webhook_received", """[{"type": "send_notification", "config": {"user_id": "seller@example.com", "message": "a"}}]""");
        var broken = await host.AddWorkflowAsync("Cassé", "deal_created", """[{"type": "create_task", "config": {}}]""");
        var events = await host.CountAsync("workflow.events");
        using var payload = JsonDocument.Parse("{}");

        ManualAnswer[] answers =
        [
            await RequestAsync(host, new(999) { EntityType = "deal", EntityId = host.Deal }),
            await RequestAsync(host, new(forDeals) { EntityType = "deal", EntityId = 999 }),
            await RequestAsync(host, new(forDeals) { EntityType = "organisation", EntityId = host.Organisation }),
            await RequestAsync(host, new(forDeals)),
            await RequestAsync(host, new(forNone) { EntityType = "deal", EntityId = host.Deal }),
            await RequestAsync(host, new(forDeals) { EntityType = "deal", EntityId = host.Deal, Payload = payload.RootElement }),
            await RequestAsync(host, new(broken) { EntityType = "deal", EntityId = host.Deal }),
        ];
        await host.Database.ExecuteAsync("UPDATE workflows SET is_template = true, status = 'draft' WHERE id = @forDeals", new { forDeals });
        var ofTemplate = await RequestAsync(host, new(forDeals) { EntityType = "deal", EntityId = host.Deal });
        await host.Database.ExecuteAsync("UPDATE workflows SET deleted_at = now() WHERE id = @forDeals", new { forDeals });
        var ofDeleted = await RequestAsync(host, new(forDeals) { EntityType = "deal", EntityId = host.Deal });

        Assert.Equal(
            [ManualOutcome.UnknownWorkflow, ManualOutcome.UnknownEntity, ManualOutcome.WrongEntity, ManualOutcome.WrongEntity, ManualOutcome.WrongEntity,
             ManualOutcome.NoPayloadWanted, ManualOutcome.CannotRun],
            answers.Select(a => a.Outcome));
        Assert.Equal((ManualOutcome.Template, ManualOutcome.UnknownWorkflow), (ofTemplate.Outcome, ofDeleted.Outcome));
        Assert.Contains("title", answers[^1].Detail, StringComparison.Ordinal);
        Assert.All(answers, a => Assert.Null(a.EventId));
        Assert.Equal(events, await host.CountAsync("workflow.events"));
    }

    [Fact]
    public async Task RequestAsync_DeletedBeforeItsTurn_IsNotRunAndSaysSo()
    {
        await using var host = await DispatchHost.CreateAsync();
        var workflow = await host.AddWorkflowAsync("Essai", "deal_created", Task);

        var answer = await RequestAsync(host, new(workflow) { EntityType = "deal", EntityId = host.Deal });
        await host.Database.ExecuteAsync("UPDATE workflows SET deleted_at = now() WHERE id = @workflow", new { workflow });
        await host.DrainAsync();

        Assert.Equal(new ManualResult(answer.ExecutionId!.Value, "skipped", "Its workflow was deleted before its turn came."), await ResultAsync(host, workflow, answer));
        Assert.Equal(0, await host.CountAsync("workflow.skips"));
    }

    private static Task<ManualAnswer> RequestAsync(DispatchHost host, ManualRequest request, string? actor = null) =>
        new ManualExecution(host.Database.DataSource).RequestAsync(request, Actor.CommandLine with { Name = actor }, Cancellation);

    private static Task<ManualResult?> ResultAsync(DispatchHost host, long workflow, ManualAnswer answer) =>
        new ManualResultQuery(host.Database.DataSource).FindAsync(workflow, answer.EventId!.Value, Cancellation);
}
