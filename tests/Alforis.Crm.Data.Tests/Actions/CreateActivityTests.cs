using Alforis.Crm.Data.Tests.Dispatching;

namespace Alforis.Crm.Data.Tests.Actions;

public sealed class CreateActivityTests
{
    [Theory]
    [InlineData("deal", true)]
    [InlineData("organisation", false)]
    public async Task RunAsync_Target_ActivityIsOfItsOrganisationAndEndsNoSilence(string entity, bool hasDeal)
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Trace", "deal_stage_changed", $$$"""
            [{"type": "create_activity", "config": {"entity_type": "{{{entity}}}", "activity_type": "changement_stage",
              "title": "Signé : {{ deal.nom }}", "description": "Avant : {{ previous.stage }}"}}]
            """);

        await host.SignAsync();
        await host.DrainAsync();

        var execution = Assert.Single(await host.ExecutionsAsync());
        var (id, organisation, deal, type, title, description, executionId) = Assert.Single(
            await host.Database.QueryAsync<(long, long, long?, string, string, string, long)>(
                "SELECT id, organisation_id, deal_id, type, title, description, execution_id FROM organisation_activities"));
        Assert.Equal(
            (host.Organisation, hasDeal ? host.Deal : (long?)null, "changement_stage", "Signé : Mandat obligataire", "Avant : proposition", execution.Id),
            (organisation, deal, type, title, description, executionId));
        Assert.Equal(id, (await host.ActionsOfAsync(execution.Id))[0]!["result"]!["activity_id"]!.GetValue<long>());
        Assert.Equal(0, await host.CountAsync("workflow.entity_activity"));
    }

    [Fact]
    public async Task RunAsync_NoType_IsANote()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Trace", "organisation_updated", """[{"type": "create_activity", "config": {"title": "Vu"}}]""");

        await host.Database.ExecuteAsync("UPDATE organisations SET ville = 'Lyon'");
        await host.DrainAsync();

        Assert.Equal("note", await host.Database.ScalarAsync<string>("SELECT type FROM organisation_activities"));
    }

    [Theory]
    [InlineData("{{ organisation.ville }}", "The activity's title is empty.")]
    [InlineData("{{ organisation.notes }}", "'title' comes out with more than 500 characters.")]
    public async Task RunAsync_TitleDoesNotFit_Fails(string title, string error)
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.Database.ExecuteAsync("UPDATE organisations SET notes = repeat('x', 501)");
        await host.DrainAsync();
        await host.AddWorkflowAsync("Trace", "deal_stage_changed", $$$"""[{"type": "create_activity", "config": {"title": "{{{title}}}"}}]""");

        await host.SignAsync();
        await host.DrainAsync();

        Assert.Equal($"action_1 (create_activity): {error}", Assert.Single(await host.ExecutionsAsync()).Error);
        Assert.Equal(0, await host.CountAsync("organisation_activities"));
    }

    [Fact]
    public async Task RunAsync_EntityVanished_FailsWithAClearMessage()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Trace", "deal_stage_changed", """[{"type": "create_activity", "config": {"title": "x"}}]""");

        await host.SignAsync();
        await host.Database.ExecuteAsync("DELETE FROM deals");
        await host.DrainAsync();

        Assert.Equal($"action_1 (create_activity): The deal {host.Deal} no longer exists.", Assert.Single(await host.ExecutionsAsync()).Error);
    }
}
