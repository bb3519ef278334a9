namespace Alforis.Workflows.EndToEnd.Samples;

/// <summary>Samples that fire when something is created.</summary>
internal static class CreationSamples
{
    public static async Task AlerteManagerGrosDealAsync(SampleService service)
    {
        var organisation = await service.OrganisationAsync("Été & Fils", "category = 'Institution'");
        var deal = await service.DealAsync(
            organisation, "Poche actions monde",
            "montant = 75000", "stage = 'qualification'", "probabilite = 30", "date_cloture_prevue = '2031-06-30'", "manager_id = " + CrmRows.User(Staff.Marc));

        var run = await service.SucceedsAsync("workflows/alerte-manager-gros-deal", $"deal {deal}");

        // In France thousands are set apart by a narrow space that does not break.
        (await run.MailAsync("action_1")).AssertSays(
            Staff.Marc, null, null, "Nouveau deal important : Poche actions monde (75\u202F000 €)",
            """
            Bonjour Marc,

            Un deal de 75 000 € vient d'être créé.

            Deal : Poche actions monde
            Organisation : Été & Fils (Institution)
            Commercial : Claire Fontaine
            Étape : qualification
            Probabilité : 30 %
            Clôture prévue : 30/06/2031

            Alforis
            """.Replace("75 000", "75\u202F000", StringComparison.Ordinal),
            """
            <p>Bonjour Marc,</p>
            <p>Un deal de <strong>75 000 €</strong> vient d'être créé.</p>
            <ul>
            <li>Deal : Poche actions monde</li>
            <li>Organisation : Été &amp; Fils (Institution)</li>
            <li>Commercial : Claire Fontaine</li>
            <li>Étape : qualification</li>
            <li>Probabilité : 30 %</li>
            <li>Clôture prévue : 30/06/2031</li>
            </ul>
            <p>Alforis</p>
            """.Replace("75 000", "75\u202F000", StringComparison.Ordinal));
        Assert.Equal(
            Staff.Managers.Select(m => $"{m} | info | gros_deal | Nouveau deal de plus de 50 000 € | Été & Fils : « Poche actions monde », 75000 €, suivi par Claire Fontaine."),
            await run.NotificationsAsync());
    }

    public static async Task QualificationProspectCgpiAsync(SampleService service)
    {
        var organisation = await service.OrganisationAsync(
            "Cabinet Mistral Patrimoine",
            "assigned_to = NULL", "category = 'CGPI'", "pipeline_stage = 'prospect'", "montant_potentiel = 300000", "aum = 1500000.50", "country_code = 'FR'", "ville = 'Nice'", "tags = '{salon}'");

        var run = await service.SucceedsAsync("workflows/qualification-prospect-cgpi", $"organisation {organisation}");

        Assert.Equal(
            [$"{Staff.Camille} | qualification | salon, cgpi, a-qualifier"],
            await service.Crm.LinesAsync(
                $"SELECT concat_ws(' | ', u.email, o.pipeline_stage, array_to_string(o.tags, ', ')) FROM organisations o JOIN users u ON u.id = o.assigned_to WHERE o.id = {organisation}"));
        Assert.Equal(
            [
                $"note | organisation {organisation} | Prospect CGPI retenu pour qualification | Critères remplis à la création : potentiel 300000 €, encours 1500000.5 €. "
                + "À vérifier lors du premier appel : immatriculation ORIAS, statut CIF, plateformes utilisées.",
            ],
            await run.ActivitiesAsync());
        Assert.Equal(
            Staff.Managers.Concat(Staff.Commercials).Order(StringComparer.Ordinal).Select(u =>
                $"{u} | info | prospect | Nouveau prospect CGPI : Cabinet Mistral Patrimoine | Cabinet Mistral Patrimoine (Nice) vient d'être attribué. Premier appel attendu sous deux jours ouvrés."),
            await run.NotificationsAsync());
    }
}
