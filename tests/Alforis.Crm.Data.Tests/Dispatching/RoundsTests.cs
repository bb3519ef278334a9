namespace Alforis.Crm.Data.Tests.Dispatching;

public sealed class RoundsTests
{
    private const string Causes = """
        SELECT (cause -> -1 ->> 'execution_id')::bigint, array_to_string(changed_fields, ',') FROM workflow.events WHERE depth > 0 ORDER BY event_id
        """;

    [Fact]
    public async Task RunAsync_TwoWorkflowsWriteDifferentColumns_BothAreWrittenAndEachEventNamesItsCause()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Un", "deal_stage_changed", """[{"type": "update_field", "config": {"field": "probabilite", "value": 100}}]""");
        await host.AddWorkflowAsync("Deux", "deal_stage_changed", """[{"type": "update_field", "config": {"field": "description", "value": "Signé"}}]""");

        await host.SignAsync();
        await host.DrainAsync();

        Assert.Equal((100, "Signé"), Assert.Single(await host.Database.QueryAsync<(int, string)>("SELECT probabilite, description FROM deals")));
        var executions = await host.ExecutionsAsync();
        Assert.Equal([(executions[0].Id, "probabilite"), (executions[1].Id, "description")], await host.Database.QueryAsync<(long, string)>(Causes));
    }

    [Fact]
    public async Task RunAsync_TwoWorkflowsWriteOneColumn_TheSecondCountsOnTheFirst()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Un", "deal_stage_changed", """[{"type": "update_field", "config": {"field": "montant", "value": "+10 %"}}]""");
        await host.AddWorkflowAsync("Deux", "deal_stage_changed", """[{"type": "update_field", "config": {"field": "montant", "value": "+10 %"}}]""");

        await host.SignAsync();
        await host.DrainAsync();

        Assert.Equal(90_750m, await host.Database.ScalarAsync<decimal>("SELECT montant FROM deals"));
        Assert.Equal(
            (await host.ExecutionsAsync()).Select(e => (e.Id, "montant")), await host.Database.QueryAsync<(long, string)>(Causes));
        Assert.Equal(
            [(75_000m, 82_500m), (82_500m, 90_750m)],
            await host.Database.QueryAsync<(decimal, decimal)>(
                "SELECT (actions -> 0 -> 'result' ->> 'before')::numeric, (actions -> 0 -> 'result' ->> 'after')::numeric FROM workflow_executions ORDER BY id"));
    }

    [Fact]
    public async Task RunAsync_KindsMixedOnOneRow_AreWrittenInTheOrderOfTheDefinition()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Mélange", "deal_stage_changed", """
            [{"type": "add_tag", "config": {"tag": "perdu"}},
             {"type": "update_field", "config": {"field": "tags", "value": ["Remplacé"]}},
             {"type": "add_tag", "config": {"tags": ["remplacé", "après"]}},
             {"type": "assign_user", "config": {"user": "manager@example.com"}},
             {"type": "update_field", "config": {"field": "montant", "value": "+500"}},
             {"type": "update_field", "config": {"field": "montant", "value": "-10 %"}}]
            """);

        await host.SignAsync();
        await host.DrainAsync();

        Assert.Equal(["Remplacé", "après"], await host.Database.ScalarAsync<string[]>("SELECT tags FROM deals"));
        Assert.Equal((67_950m, host.Manager), Assert.Single(await host.Database.QueryAsync<(decimal, long)>("SELECT montant, assigned_to FROM deals")));
        Assert.Equal(
            ["tags", "tags", "tags", "assigned_to", "montant", "montant"],
            (await host.Database.QueryAsync<(long, string)>(Causes)).Select(e => e.Item2));
    }

    [Fact]
    public async Task RunAsync_FirstExecutionFails_TheSecondSeesNothingOfIt()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Échec", "deal_stage_changed", """
            [{"type": "update_field", "config": {"field": "montant", "value": "+1000"}},
             {"type": "add_tag", "config": {"tag": "jamais"}},
             {"type": "update_field", "config": {"field": "probabilite", "value": "+10 %"}}]
            """);
        await host.AddWorkflowAsync("Bon", "deal_stage_changed", """
            [{"type": "update_field", "config": {"field": "montant", "value": "+1"}},
             {"type": "update_field", "on_error": "continue", "config": {"field": "probabilite", "value": "+10 %"}},
             {"type": "add_tag", "config": {"tag": "bon"}}]
            """);

        await host.SignAsync();
        await host.DrainAsync();

        Assert.Equal(["failed", "success"], (await host.ExecutionsAsync()).Select(e => e.Status));
        Assert.Equal((75_001m, "{bon}"), Assert.Single(await host.Database.QueryAsync<(decimal, string)>("SELECT montant, tags::text FROM deals")));
    }

    [Fact]
    public async Task RunAsync_WorkflowSetsOffAnother_TheChainNamesBoth()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Un", "deal_stage_changed", """[{"type": "update_field", "config": {"field": "probabilite", "value": 100}}]""");
        await host.AddWorkflowAsync(
            "Deux", "deal_updated", """[{"type": "update_field", "config": {"entity_type": "organisation", "field": "pipeline_stage", "value": "signe"}}]""",
            config: """{"fields": ["probabilite"]}""");

        await host.SignAsync();
        await host.DrainAsync();

        var executions = await host.ExecutionsAsync();
        Assert.Equal(2, executions.Count);
        Assert.Equal(
            [(executions[0].Id, executions[1].Id, "organisation")],
            await host.Database.QueryAsync<(long, long, string)>(
                "SELECT (cause -> 0 ->> 'execution_id')::bigint, (cause -> 1 ->> 'execution_id')::bigint, entity_type FROM workflow.events WHERE depth = 2"));
    }
}
