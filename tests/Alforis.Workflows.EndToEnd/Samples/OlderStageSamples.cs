namespace Alforis.Workflows.EndToEnd.Samples;

/// <summary>Samples of an older system that fire when a deal goes to another stage.</summary>
internal static class OlderStageSamples
{
    public static async Task RelancePropositionAsync(SampleService service)
    {
        var organisation = await service.OrganisationAsync("Holding Cassiopée");
        var deal = await service.DealAsync(organisation, "Fonds de fonds", "montant = 80000", "stage = 'qualification'");

        await service.Crm.ExecuteAsync($"UPDATE deals SET stage = 'proposition' WHERE id = {deal}");

        var run = await service.SucceedsAsync("older/relance-proposition", $"deal {deal}");
        Assert.Equal([$"Relancer Holding Cassiopée | high | +3 | {Staff.Claire} | deal {deal}"], await run.TasksAsync());
        Assert.Equal("relance-proposition", await service.Crm.ScalarAsync<string>($"SELECT array_to_string(tags, ', ') FROM deals WHERE id = {deal}"));
    }
}
