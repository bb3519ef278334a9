namespace Alforis.Workflows.EndToEnd.Samples;

/// <summary>Samples that fire when a field changes.</summary>
internal static class ChangeSamples
{
    public static async Task ClotureRepousseeAsync(SampleService service)
    {
        var organisation = await service.OrganisationAsync("Banque des Alpes");
        var deal = await service.DealAsync(
            organisation, "Mandat monétaire",
            "montant = 20000", "stage = 'negociation'", "probabilite = 40", "date_cloture_prevue = '2031-03-31'", "tags = '{mandat}'", "manager_id = " + CrmRows.User(Staff.Marc));

        await service.Crm.ExecuteAsync($"UPDATE deals SET date_cloture_prevue = '2031-06-30' WHERE id = {deal}");

        var run = await service.SucceedsAsync("workflows/cloture-repoussee", $"deal {deal}");
        Assert.Equal("mandat, cloture-repoussee", await service.Crm.ScalarAsync<string>($"SELECT array_to_string(tags, ', ') FROM deals WHERE id = {deal}"));
        Assert.Equal(
            [$"note | deal {deal} | Clôture repoussée au 2031-06-30 | Date précédente : 2031-03-31. Probabilité inchangée ou en baisse : 40 %."], await run.ActivitiesAsync());
        Assert.Equal(
            [$"{Staff.Marc} | warning | pipeline | Clôture repoussée : Mandat monétaire | Claire Fontaine a repoussé la clôture du 2031-03-31 au 2031-06-30 (Banque des Alpes, 20000 €)."],
            await run.NotificationsAsync());
    }

    public static async Task SeuilEncoursFranchiAsync(SampleService service)
    {
        var organisation = await service.OrganisationAsync("Caisse du Littoral", "type = 'client'", "aum = 90000000", "aum_date = '2030-01-31'");

        await service.Crm.ExecuteAsync($"UPDATE organisations SET aum = 120000000, aum_date = '2030-02-28' WHERE id = {organisation}");

        var run = await service.SucceedsAsync("workflows/seuil-encours-franchi", $"organisation {organisation}");
        Assert.Equal("grand-compte", await service.Crm.ScalarAsync<string>($"SELECT array_to_string(tags, ', ') FROM organisations WHERE id = {organisation}"));
        Assert.Equal(
            [$"note | organisation {organisation} | Passage en grand compte | Encours portés de 90000000 € à 120000000 €, valeur du 2030-02-28."], await run.ActivitiesAsync());
        Assert.Equal(
            [
                $"Préparer l'offre grand compte de Caisse du Littoral | high | +10 | {Staff.Claire} | organisation {organisation} | "
                + "Revoir la grille tarifaire, proposer un reporting trimestriel en comité et l'accès aux parts institutionnelles.",
            ],
            await run.TasksAsync());
        Assert.Equal(
            Staff.Managers.Select(m =>
                $"{m} | success | grand_compte | Caisse du Littoral dépasse 100 M€ d'encours | De 90000000 € à 120000000 €. Commercial : Claire Fontaine."),
            await run.NotificationsAsync());
    }
}
