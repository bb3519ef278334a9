namespace Alforis.Workflows.EndToEnd.Samples;

/// <summary>Samples that fire when a deal goes to another stage.</summary>
internal static class StageSamples
{
    public static async Task OnboardingClientAsync(SampleService service)
    {
        var organisation = await service.OrganisationAsync("Valmont & Associés");
        await service.ContactAsync(organisation, "Sophie", "Marchand", "sophie.marchand@valmont.example", "+33 1 42 00 11 11");
        var deal = await service.DealAsync(organisation, "Fonds obligataire 2032", "montant = 48000", "stage = 'proposition'");

        await service.Crm.ExecuteAsync($"UPDATE deals SET stage = 'signe' WHERE id = {deal}");

        var run = await service.SucceedsAsync("workflows/onboarding-client", $"deal {deal}");
        (await run.MailAsync("bienvenue")).AssertSays(
            "sophie.marchand@valmont.example", Staff.Claire, Staff.Claire, "Bienvenue chez Alforis",
            """
            Bonjour Sophie,

            Nous vous remercions de la confiance que Valmont & Associés nous accorde.

            Claire Fontaine vous contactera dans les prochains jours pour convenir d'une réunion de lancement et réunir les pièces nécessaires à l'ouverture de votre dossier.

            Bien cordialement,
            L'équipe Alforis
            """,
            """
            <p>Bonjour Sophie,</p>
            <p>Nous vous remercions de la confiance que <strong>Valmont &amp; Associés</strong> nous accorde.</p>
            <p>Claire Fontaine vous contactera dans les prochains jours pour convenir d'une réunion de lancement et réunir les pièces nécessaires à l'ouverture de votre dossier.</p>
            <p>Bien cordialement,<br>L'équipe Alforis</p>
            """);
        Assert.Equal(
            [
                $"Collecter les documents KYC de Valmont & Associés | high | +7 | {Staff.Claire} | deal {deal} | "
                + "Kbis de moins de trois mois, statuts, registre des bénéficiaires effectifs, pièce d'identité du représentant légal, RIB.",
                $"Organiser la réunion de lancement avec Valmont & Associés | normal | +14 | {Staff.Claire} | deal {deal} | "
                + "Présenter l'équipe, le calendrier des reportings et les contacts du service client.",
            ],
            await run.TasksAsync());
        Assert.Equal(
            [
                $"{Staff.Claire} | success | onboarding | Deal signé : Fonds obligataire 2032 | "
                + "Bravo ! Valmont & Associés a signé pour 48000 €. Deux tâches de mise en place vous attendent.",
            ],
            await run.NotificationsAsync());
    }

    public static async Task OnboardingInterneAsync(SampleService service)
    {
        var organisation = await service.OrganisationAsync("Mutuelle du Parc");
        var deal = await service.DealAsync(organisation, "Réserve de trésorerie", "montant = 12500.50", "stage = 'negociation'");

        await service.Crm.ExecuteAsync($"UPDATE deals SET stage = 'signe' WHERE id = {deal}");

        var run = await service.SucceedsAsync("workflows/onboarding-interne", $"deal {deal}");
        Assert.Equal(
            [
                $"Ouvrir le dossier de Mutuelle du Parc | high | +2 | {Staff.Claire} | deal {deal} | Vérifier la convention signée, créer le compte au back-office et transmettre "
                + "les coordonnées bancaires. Deal : « Réserve de trésorerie », 12500.5 €.",
                $"Passer le relais au service client pour Mutuelle du Parc | normal | +7 | {Staff.Claire} | deal {deal} | "
                + "Point de trente minutes : contexte de la signature, engagements pris, contacts à connaître, prochaines échéances.",
            ],
            await run.TasksAsync());
        Assert.Equal(
            [$"{Staff.Claire} | success | onboarding | Signature : Réserve de trésorerie | Mutuelle du Parc a signé. Deux tâches d'onboarding ont été ajoutées à votre liste."],
            await run.NotificationsAsync());
        Assert.Equal("onboarding", await service.Crm.ScalarAsync<string>($"SELECT array_to_string(tags, ', ') FROM deals WHERE id = {deal}"));
    }

    public static async Task GrosDealPerduAsync(SampleService service)
    {
        var organisation = await service.OrganisationAsync("Prévoyance de l'Ouest", "category = 'Institution'");
        var deal = await service.DealAsync(
            organisation, "Mandat dette privée", "montant = 180000", "stage = 'negociation'", "probabilite = 60", "manager_id = " + CrmRows.User(Staff.Marc));

        // As an application does, which says who of its users it is.
        await service.Crm.ExecuteAsync($"BEGIN; SET LOCAL alforis.actor = '{Staff.Claire}'; UPDATE deals SET stage = 'perdu' WHERE id = {deal}; COMMIT");

        var run = await service.SucceedsAsync("workflows/gros-deal-perdu", $"deal {deal}");
        Assert.Equal(0, await service.Crm.ScalarAsync<int>($"SELECT probabilite FROM deals WHERE id = {deal}"));
        Assert.Equal(
            [$"changement_stage | deal {deal} | Deal perdu : Mandat dette privée | Étape précédente : negociation. Montant perdu : 180000 €. Changement saisi par {Staff.Claire}."],
            await run.ActivitiesAsync());
        Assert.Equal(
            [
                $"Rédiger le bilan de la perte de « Mandat dette privée » | high | +5 | {Staff.Claire} | deal {deal} | "
                + "Concurrent retenu, prix, calendrier, interlocuteurs : ce que nous aurions pu faire autrement. À partager en réunion commerciale.",
            ],
            await run.TasksAsync());
        (await run.MailAsync("manager")).AssertSays(
            Staff.Marc, Staff.Claire, null, "Deal perdu : Mandat dette privée (180000 €)",
            """
            Bonjour Marc,

            Le deal « Mandat dette privée » avec Prévoyance de l'Ouest est passé de negociation à perdu.

            Montant : 180000 €
            Commercial : Claire Fontaine

            Un bilan lui a été demandé sous cinq jours.

            Alforis
            """,
            null);
    }
}
