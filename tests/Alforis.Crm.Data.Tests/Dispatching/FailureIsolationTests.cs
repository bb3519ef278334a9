namespace Alforis.Crm.Data.Tests.Dispatching;

public sealed class FailureIsolationTests
{
    private const string BadCountry = """{"type": "update_field", "config": {"entity_type": "organisation", "field": "country_code", "value": "France"}}""";

    [Fact]
    public async Task RunAsync_ConstraintRefusesAValue_OnlyThatExecutionFails()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Avant", "deal_stage_changed", """[{"type": "create_task", "config": {"title": "Avant"}}]""");
        await host.AddWorkflowAsync("Mauvais", "deal_stage_changed", $$$"""
            [{"type": "create_task", "config": {"title": "Jamais"}}, {"type": "add_tag", "config": {"tag": "jamais"}}, {{{BadCountry}}},
             {"type": "update_field", "config": {"field": "montant", "value": "+10 %"}}]
            """);
        await host.AddWorkflowAsync("Après", "deal_stage_changed", """
            [{"type": "update_field", "config": {"field": "montant", "value": "+1"}}, {"type": "add_tag", "config": {"tag": "après"}}]
            """);

        await host.SignAsync();
        var report = await host.DrainAsync();

        Assert.Equal(0, report.Failed);
        var executions = await host.ExecutionsAsync();
        Assert.Equal(["success", "failed", "success"], executions.Select(e => e.Status));
        Assert.Equal(
            "action_3 (update_field): The database refuses \"France\" as organisations.country_code (constraint organisations_country_code_check).",
            executions[1].Error);
        Assert.Equal(["not_run", "not_run", "failed", "not_run"], (await host.ActionsOfAsync(executions[1].Id)).Select(a => a!["status"]!.GetValue<string>()));
        Assert.Equal(["Avant"], await host.Database.QueryAsync<string>("SELECT title FROM tasks"));
        Assert.Equal((75_001m, "{après}"), Assert.Single(await host.Database.QueryAsync<(decimal, string)>("SELECT montant, tags::text FROM deals")));
        Assert.Equal(0, await host.CountAsync("workflow.event_queue"));
    }

    [Fact]
    public async Task RunAsync_TemplateGrowsTooLong_OnlyThatActionFails()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.Database.ExecuteAsync("UPDATE deals SET description = repeat('x', 60000)");
        await host.DrainAsync();
        await host.AddWorkflowAsync("Long", "deal_stage_changed", """
            [{"type": "create_task", "config": {"title": "Fait"}},
             {"type": "create_task", "on_error": "continue", "config": {"title": "Jamais", "description": "{{ deal.description }}{{ deal.description }}"}}]
            """);

        await host.SignAsync();
        var report = await host.DrainAsync();

        Assert.Equal(0, report.Failed);
        var execution = Assert.Single(await host.ExecutionsAsync());
        var actions = await host.ActionsOfAsync(execution.Id);
        Assert.Equal(["success", "failed"], actions.Select(a => a!["status"]!.GetValue<string>()));
        Assert.Equal("'description' comes out with more than 100000 characters.", actions[1]!["error"]!.GetValue<string>());
        Assert.Equal(["Fait"], await host.Database.QueryAsync<string>("SELECT title FROM tasks"));
    }

    [Fact]
    public async Task RunAsync_RefusedActionMayContinue_OthersArePerformedAndTheFailureShows()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Continuer", "deal_stage_changed", $$$"""
            [{"type": "update_field", "config": {"field": "montant", "value": "+1"}},
             {{{BadCountry.Replace("\"config\"", "\"on_error\": \"continue\", \"config\"", StringComparison.Ordinal)}}},
             {"type": "update_field", "config": {"field": "montant", "value": "+1"}}]
            """);

        await host.SignAsync();
        await host.DrainAsync();

        var execution = Assert.Single(await host.ExecutionsAsync());
        Assert.Equal("success", execution.Status);
        Assert.Equal(["success", "failed", "success"], (await host.ActionsOfAsync(execution.Id)).Select(a => a!["status"]!.GetValue<string>()));
        Assert.Equal(75_002m, await host.Database.ScalarAsync<decimal>("SELECT montant FROM deals"));
    }

    [Fact]
    public async Task RunAsync_OneOfManyEventsInABatch_TheOthersAreHandledInOrderAndOnce()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Pays", "organisation_created", """
            [{"type": "create_task", "config": {"title": "{{ organisation.nom }}"}},
             {"type": "update_field", "config": {"field": "country_code", "value": "{{ organisation.notes }}"}},
             {"type": "assign_user", "config": {"role": "commercial"}}]
            """);

        await host.Database.ExecuteAsync(
            "INSERT INTO organisations (nom, notes) SELECT 'O' || n, CASE WHEN n % 37 = 0 THEN 'Nulle part' ELSE 'FR' END FROM generate_series(1, 150) n");
        await host.DrainAsync();

        Assert.Equal((146L, 4L), Assert.Single(await host.Database.QueryAsync<(long, long)>(
            "SELECT count(*) FILTER (WHERE status = 'success'), count(*) FILTER (WHERE error LIKE '%\"Nulle part\" as organisations.country_code%') FROM workflow_executions")));
        Assert.Equal(146, await host.CountAsync("organisations WHERE country_code = 'FR' AND assigned_to IS NOT NULL AND notes = 'FR'"));
        Assert.Equal((146L, 146L), Assert.Single(await host.Database.QueryAsync<(long, long)>("SELECT count(*), count(DISTINCT title) FROM tasks")));
    }
}
