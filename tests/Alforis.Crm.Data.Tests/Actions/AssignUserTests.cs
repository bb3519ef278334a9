using Alforis.Crm.Data.Tests.Dispatching;

namespace Alforis.Crm.Data.Tests.Actions;

public sealed class AssignUserTests
{
    [Theory]
    [InlineData("deal", "\"manager@example.com\"")]
    [InlineData("organisation", "\"MANAGER@example.com\"")]
    [InlineData("deal", "\"{{ deal.manager_id }}\"")]
    [InlineData("organisation", "\"{{ deal.manager.email }}\"")]
    public async Task RunAsync_UserNamed_IsPutInCharge(string entity, string user)
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.Database.ExecuteAsync("UPDATE deals SET manager_id = @Manager", new { host.Manager });
        await host.AddWorkflowAsync("Chargé", "deal_stage_changed", Assign($"\"entity_type\": \"{entity}\", \"user\": {user}"));

        await host.SignAsync();
        await host.DrainAsync();

        Assert.Equal(host.Manager, await host.Database.ScalarAsync<long>($"SELECT assigned_to FROM {entity}s"));
        var result = (await host.ActionsOfAsync(Assert.Single(await host.ExecutionsAsync()).Id))[0]!["result"]!;
        Assert.Equal((host.Manager, host.Seller, true), (result["user_id"]!.GetValue<long>(), result["previous_user_id"]!.GetValue<long>(), result["changed"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task RunAsync_UserByNumber_IsPutInCharge()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Chargé", "deal_stage_changed", Assign($"\"user\": {host.Manager}"));

        await host.SignAsync();
        await host.DrainAsync();

        Assert.Equal(host.Manager, await host.Database.ScalarAsync<long>("SELECT assigned_to FROM deals"));
    }

    [Theory]
    [InlineData("\"user\": \"nobody@example.com\"", "There is no user nobody@example.com.")]
    [InlineData("\"user\": 4711", "There is no user 4711.")]
    [InlineData("\"user\": \"seller@example.com\"", "The user seller@example.com is disabled.")]
    [InlineData("\"user\": \"{{ deal.manager_id }}\"", "There is nobody to assign: 'user' is empty.")]
    [InlineData("\"user\": \"{{ deal.nom }}\"", "'Mandat obligataire' is no user's number or e-mail address.")]
    [InlineData("\"role\": \"viewer\"", "Nobody who is active has the role viewer.")]
    [InlineData("\"role\": \"commercial\", \"strategy\": \"least_busy\"", "Nobody who is active has the role commercial.")]
    public async Task RunAsync_NobodyToAssign_FailsAndChangesNothing(string config, string error)
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.Database.ExecuteAsync("UPDATE users SET is_active = false WHERE id = @Seller", new { host.Seller });
        await host.AddWorkflowAsync("Chargé", "deal_stage_changed", Assign(config));

        await host.SignAsync();
        await host.DrainAsync();

        Assert.Equal($"action_1 (assign_user): {error}", Assert.Single(await host.ExecutionsAsync()).Error);
        Assert.Equal(host.Seller, await host.Database.ScalarAsync<long>("SELECT assigned_to FROM deals"));
    }

    [Theory]
    [InlineData("\"user\": \"seller@example.com\"")]
    [InlineData("\"role\": \"commercial\"")]
    [InlineData("\"role\": \"commercial\", \"strategy\": \"least_busy\"")]
    public async Task RunAsync_AlreadyInCharge_Stays(string config)
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddUserAsync("second@example.com", "", "", "commercial");
        await host.AddWorkflowAsync("Chargé", "deal_stage_changed", Assign(config));

        await host.SignAsync();
        await host.DrainAsync();

        Assert.Equal(host.Seller, await host.Database.ScalarAsync<long>("SELECT assigned_to FROM deals"));
        Assert.Equal(0, await host.CountAsync("workflow.events WHERE depth > 0"));
        Assert.False((await host.ActionsOfAsync(Assert.Single(await host.ExecutionsAsync()).Id))[0]!["result"]!["changed"]!.GetValue<bool>());
    }

    [Fact]
    public async Task RunAsync_InChargeButDisabled_IsReplaced()
    {
        await using var host = await DispatchHost.CreateAsync();
        var second = await host.AddUserAsync("second@example.com", "", "", "commercial");
        await host.Database.ExecuteAsync("UPDATE users SET is_active = false WHERE id = @Seller", new { host.Seller });
        await host.AddWorkflowAsync("Chargé", "deal_stage_changed", Assign("\"role\": \"commercial\""));

        await host.SignAsync();
        await host.DrainAsync();

        Assert.Equal(second, await host.Database.ScalarAsync<long>("SELECT assigned_to FROM deals"));
    }

    [Theory]
    [InlineData("round_robin")]
    [InlineData("least_busy")]
    public async Task RunAsync_ManyEventsInManyBatches_AreSharedEvenly(string strategy)
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.Database.ExecuteAsync("DELETE FROM deals; DELETE FROM organisations; DELETE FROM workflow.event_queue");
        for (var i = 0; i < 3; i++) await host.AddUserAsync($"seller{i}@example.com", "", "", "commercial");
        await host.AddWorkflowAsync("Chargé", "organisation_created", Assign($"\"role\": \"commercial\", \"strategy\": \"{strategy}\""));

        await host.Database.ExecuteAsync("INSERT INTO organisations (nom) SELECT 'O' || n FROM generate_series(1, 1000) n");
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Poll.UntilAsync(async () =>
        {
            await host.NewPass().RunAsync(TestContext.Current.CancellationToken);
            return await host.CountAsync("workflow.event_queue") == 0;
        })));

        Assert.Equal([250L, 250, 250, 250], await host.Database.QueryAsync<long>("SELECT count(*) FROM organisations GROUP BY assigned_to"));
    }

    [Fact]
    public async Task RunAsync_LeastBusy_CountsTasksDealsAndOrganisations()
    {
        await using var host = await DispatchHost.CreateAsync();
        var idle = await host.AddUserAsync("idle@example.com", "", "", "commercial");
        await host.Database.ExecuteAsync(
            """
            UPDATE users SET is_active = false WHERE id NOT IN (@idle, @Seller);
            UPDATE deals SET assigned_to = @Manager;
            INSERT INTO tasks (title, assigned_to, status) VALUES ('a', @idle, 'done'), ('b', @idle, 'cancelled'), ('c', @Seller, 'todo');
            INSERT INTO deals (organisation_id, nom, stage, assigned_to) VALUES (@Organisation, 'x', 'perdu', @idle);
            INSERT INTO organisations (nom, assigned_to, is_active) VALUES ('y', @idle, false);
            """,
            new { idle, host.Seller, host.Manager, host.Organisation });
        await host.DrainAsync();
        await host.AddWorkflowAsync("Chargé", "deal_stage_changed", Assign("\"role\": \"commercial\", \"strategy\": \"least_busy\""));

        await host.SignAsync();
        await host.DrainAsync();

        Assert.Equal(idle, await host.Database.ScalarAsync<long>("SELECT assigned_to FROM deals WHERE id = @Deal", new { host.Deal }));
    }

    [Fact]
    public async Task RunAsync_ExecutionFails_TakesNobodysTurn()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.Database.ExecuteAsync("UPDATE deals SET assigned_to = NULL; UPDATE organisations SET assigned_to = NULL");
        await host.DrainAsync();
        var second = await host.AddUserAsync("second@example.com", "", "", "commercial");
        await host.AddWorkflowAsync("Échec", "deal_stage_changed", """
            [{"type": "assign_user", "config": {"role": "commercial"}},
             {"type": "update_field", "config": {"field": "montant", "value": "-75001"}}]
            """);
        await host.AddWorkflowAsync("Bon", "deal_stage_changed", """
            [{"type": "assign_user", "config": {"role": "commercial"}},
             {"type": "assign_user", "config": {"role": "commercial", "entity_type": "organisation"}}]
            """);

        await host.SignAsync();
        await host.DrainAsync();

        Assert.Equal(["failed", "success"], (await host.ExecutionsAsync()).Select(e => e.Status));
        Assert.Equal((host.Seller, second), Assert.Single(await host.Database.QueryAsync<(long, long)>(
            "SELECT d.assigned_to, o.assigned_to FROM deals d JOIN organisations o ON o.id = d.organisation_id")));
    }

    private static string Assign(string config) => """[{"type": "assign_user", "config": {""" + config + "}}]";
}
