using Alforis.Crm.Data.Dispatching;

namespace Alforis.Crm.Data.Tests.Dispatching;

/// <summary>What others get wrong ends in a failed execution or a parked event that says why; never in half of an execution.</summary>
public sealed class BadInputTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"type": "create_task", "config": {"title": "x", "assigned_to": "{{ deal.description }}"}}""", "'gagné' is no user's number or e-mail address.")]
    [InlineData("""{"type": "create_task", "config": {"title": "x", "assigned_to": 4711}}""", "There is no user 4711.")]
    [InlineData("""{"type": "create_task", "config": {"title": "x", "due_date": "{{ deal.description }}"}}""", "'gagné' is no due date.")]
    [InlineData("""{"type": "send_notification", "config": {"user_id": "nobody@example.com", "message": "x"}}""", "There is no user nobody@example.com.")]
    [InlineData("""{"type": "send_notification", "config": {"recipients": ["role:{{ deal.description }}"], "message": "x"}}""", "There is no role gagné.")]
    [InlineData("""{"type": "assign_user", "config": {"user": "nobody@example.com"}}""", "There is no user nobody@example.com.")]
    [InlineData("""{"type": "assign_user", "config": {"role": "viewer"}}""", "Nobody who is active has the role viewer.")]
    [InlineData("""{"type": "update_field", "config": {"entity_type": "organisation", "field": "country_code", "value": "{{ deal.description }}"}}""", "The database refuses \"gagné\" as organisations.country_code")]
    [InlineData("""{"type": "update_field", "config": {"field": "probabilite", "value": "{{ deal.montant }}"}}""", "'probabilite'")]
    public async Task RunAsync_OneActionCannotBePerformed_NothingOfItsExecutionIsDoneAndTheMessageSaysWhy(string action, string why)
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.Database.ExecuteAsync("UPDATE deals SET description = 'gagné'");
        await host.Database.ExecuteAsync("DELETE FROM workflow.event_queue");
        var bad = await host.AddWorkflowAsync("Mauvais", "deal_stage_changed", $$$"""
            [{"type": "create_task", "config": {"title": "Jamais"}},
             {"type": "send_notification", "config": {"user_id": "seller@example.com", "message": "Jamais"}},
             {"type": "add_tag", "config": {"tag": "jamais"}},
             {{{action}}},
             {"type": "create_activity", "config": {"activity_type": "note", "title": "Jamais"}}]
            """);
        var good = await host.AddWorkflowAsync("Bon", "deal_stage_changed", """[{"type": "create_task", "config": {"title": "Bon"}}]""");

        await host.SignAsync();
        var report = await host.DrainAsync();

        Assert.Equal((2, 0), (report.Executions, report.Failed));
        var executions = await host.ExecutionsAsync();
        Assert.Equal([(bad, "failed"), (good, "success")], executions.Select(e => (e.WorkflowId, e.Status)));
        Assert.StartsWith("action_4 (", executions[0].Error, StringComparison.Ordinal);
        Assert.Contains(why, executions[0].Error, StringComparison.Ordinal);
        Assert.Equal(
            ["not_run", "not_run", "not_run", "failed", "not_run"],
            (await host.ActionsOfAsync(executions[0].Id)).Select(a => a!["status"]!.GetValue<string>()));
        Assert.Equal(["Bon"], await host.Database.QueryAsync<string>("SELECT title FROM tasks"));
        Assert.Equal(0, await host.CountAsync("notifications") + await host.CountAsync("organisation_activities"));
        Assert.Equal((0, "signe"), Assert.Single(await host.Database.QueryAsync<(int, string)>("SELECT cardinality(tags), stage FROM deals")));
        Assert.Equal(0, await host.CountAsync("workflow.event_queue"));
    }

    [Fact]
    public async Task RunAsync_EnumerationLostAValue_WhatNamesItIsSuspendedAndOldEventsAreHandled()
    {
        await using var host = await DispatchHost.CreateAsync();
        var condition = await host.AddWorkflowAsync(
            "Condition", "deal_updated", """[{"type": "create_task", "config": {"title": "x"}}]""",
            """{"operator": "AND", "rules": [{"field": "stage", "operator": "==", "value": "archive"}]}""");
        var action = await host.AddWorkflowAsync("Action", "deal_updated", """[{"type": "update_field", "config": {"field": "stage", "value": "archive"}}]""");
        await host.AddWorkflowAsync("Bon", "deal_updated", """[{"type": "create_task", "config": {"title": "{{ deal.stage }}"}}]""");

        var copy = await host.AddWorkflowAsync("Copie", "deal_updated", """
            [{"type": "create_task", "config": {"title": "Jamais"}},
             {"type": "update_field", "config": {"entity_type": "organisation", "field": "pipeline_stage", "value": "{{ deal.stage }}"}}]
            """);

        // An event from before the upgrade: its image still has the value.
        await host.Database.ExecuteAsync("UPDATE deals SET montant = 1");
        await host.Database.ExecuteAsync("UPDATE workflow.events SET after = jsonb_set(after, '{stage}', '\"archive\"') WHERE entity_type = 'deal'");
        var report = await host.DrainAsync();

        Assert.Equal(0, report.Failed);
        Assert.Equal(
            [(condition, "/conditions/rules/0/value"), (action, "/actions/0/config/value")],
            await host.Database.QueryAsync<(long, string)>(
                "SELECT id, suspended_reason -> 0 ->> 'pointer' FROM workflows WHERE suspended_at IS NOT NULL ORDER BY id"));
        Assert.Equal(["archive"], await host.Database.QueryAsync<string>("SELECT title FROM tasks"));
        var executions = await host.ExecutionsAsync();
        Assert.Equal(["success", "failed"], executions.Select(e => e.Status));
        Assert.Equal(copy, executions[1].WorkflowId);
        Assert.StartsWith("action_2 (update_field): ", executions[1].Error, StringComparison.Ordinal);
        Assert.Contains("archive", executions[1].Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_WorkflowDeletedBeforeItsEvent_DoesNotRunAndTheEventIsHandled()
    {
        await using var host = await DispatchHost.CreateAsync();
        var deleted = await host.AddWorkflowAsync("Supprimé", "deal_stage_changed", """[{"type": "create_task", "config": {"title": "x"}}]""");
        var stopped = await host.AddWorkflowAsync("Arrêté", "deal_stage_changed", """[{"type": "create_task", "config": {"title": "x"}}]""");
        await host.Pass.RunAsync(Token);

        await host.SignAsync();
        await host.Database.ExecuteAsync("UPDATE workflows SET deleted_at = now() WHERE id = @deleted; UPDATE workflows SET status = 'inactive' WHERE id = @stopped", new { deleted, stopped });
        var report = await host.DrainAsync();

        Assert.Equal(new DispatchReport(1, 0, 0, 0), report);
        Assert.Equal(0, await host.CountAsync("tasks"));
    }
}
