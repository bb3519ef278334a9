namespace Alforis.Workflows.EndToEnd.Samples;

/// <summary>Samples that fire when nothing happens.</summary>
internal static class SilenceSamples
{
    public static async Task ClientSansContactAsync(SampleService service)
    {
        const string sample = "workflows/client-sans-contact";
        var organisation = await service.OrganisationAsync(
            "Banque Privée du Rhône", "type = 'client'", "pipeline_stage = 'signe'", "aum = 12000000", "created_at = '2023-05-02'");
        await service.ContactAsync(organisation, "Élise", "Favre", "elise.favre@rhone.example", "+41 22 000 11 32");
        await service.CallLongAgoAsync(organisation);

        await SweepAsync(service, sample);

        var run = await service.SucceedsAsync(sample, $"organisation {organisation}");
        Assert.Equal(
            [
                $"Appeler Élise Favre (Banque Privée du Rhône) | high | +5 | {Staff.Claire} | organisation {organisation} | "
                + "Aucun échange depuis le 15/01/2024. Faire le point sur la performance, les besoins de liquidité et les projets de l'année.\nTéléphone : +41 22 000 11 32",
            ],
            await run.TasksAsync());
        (await run.MailAsync("rappel")).AssertSays(
            Staff.Claire, null, null, "Banque Privée du Rhône : aucun contact depuis trois mois",
            """
            Bonjour Claire,

            Banque Privée du Rhône n'a eu aucun échange avec nous depuis le 15/01/2024.

            Encours : 12000000 €
            Contact principal : Élise Favre

            Un appel de suivi a été ajouté à vos tâches.

            Alforis
            """,
            null);
    }

    public static async Task RelanceDealInactifAsync(SampleService service)
    {
        const string sample = "workflows/relance-deal-inactif";
        var organisation = await service.OrganisationAsync("Mutuelle des Rives");
        var deal = await service.DealAsync(
            organisation, "Dette privée 2032",
            "montant = 42000", "stage = 'negociation'", "date_cloture_prevue = '2032-04-30'", "created_at = '2023-11-18'");
        await service.CallLongAgoAsync(organisation, CrmRows.Text(deal));

        await SweepAsync(service, sample);

        var run = await service.SucceedsAsync(sample, $"deal {deal}");
        (await run.MailAsync("action_1")).AssertSays(
            Staff.Claire, null, null, "À relancer : Dette privée 2032 (Mutuelle des Rives)",
            """
            Bonjour Claire,

            Aucun échange récent n'est enregistré sur le deal « Dette privée 2032 » avec Mutuelle des Rives.

            Étape : negociation
            Montant : 42 000 €
            Clôture prévue : 30/04/2032

            Si le deal n'a plus de suite, pensez à le passer en « perdu ».

            Alforis
            """.Replace("42 000", "42\u202F000", StringComparison.Ordinal),
            """
            <p>Bonjour Claire,</p>
            <p>Aucun échange récent n'est enregistré sur le deal <strong>Dette privée 2032</strong> avec Mutuelle des Rives.</p>
            <ul>
            <li>Étape : negociation</li>
            <li>Montant : 42 000 €</li>
            <li>Clôture prévue : 30/04/2032</li>
            </ul>
            <p>Si le deal n'a plus de suite, pensez à le passer en « perdu ».</p>
            <p>Alforis</p>
            """.Replace("42 000", "42\u202F000", StringComparison.Ordinal));
        Assert.Equal(
            [
                $"Relancer Mutuelle des Rives au sujet de « Dette privée 2032 » | high | +3 | {Staff.Claire} | deal {deal} | "
                + "Dernier échange enregistré : 15/01/2024. Reprendre contact, puis mettre à jour l'étape, la probabilité et la date de clôture prévue.",
            ],
            await run.TasksAsync());
        Assert.Equal(
            [$"{Staff.Claire} | warning | relance | Deal sans activité depuis 30 jours | « Dette privée 2032 » (Mutuelle des Rives) attend une relance."], await run.NotificationsAsync());
    }

    public static async Task ClientGagneSilencieuxAsync(SampleService service)
    {
        const string sample = "older/client-gagne-silencieux";
        var organisation = await service.OrganisationAsync(
            "Cabinet Aurore", "type = 'client'", "pipeline_stage = 'negociation'", "montant_potentiel = 10000", "email = 'contact@aurore.example'", "created_at = '2023-05-02'");
        await service.CallLongAgoAsync(organisation);

        await SweepAsync(service, sample);

        var run = await service.SucceedsAsync(sample, $"organisation {organisation}");
        (await run.MailAsync("action_1")).AssertSays(
            "contact@aurore.example", null, null, "Des nouvelles, Cabinet Aurore ?",
            "Bonjour,\n\nNous n'avons pas échangé depuis deux mois. Quand pourrions-nous faire le point ?", null);
        // Whole days of 24 hours.
        var days = await service.Crm.ScalarAsync<int>(
            $"SELECT floor(extract(epoch FROM created_at - '{CrmRows.LongAgo}') / 86400) FROM notifications WHERE execution_id = {run.Id}");
        Assert.Equal(
            [$"{Staff.Claire} | warning | Client gagné sans nouvelles (copie) | Cabinet Aurore : aucun échange depuis {days} jours."], await run.NotificationsAsync());
    }

    private static async Task SweepAsync(SampleService service, string sample) =>
        await service.VerbAsync("workflows", "sweep", CrmRows.Text(await service.NumberOfAsync(sample)));
}
