namespace Alforis.Workflows.EndToEnd.Samples;

/// <summary>Samples that a clock fires.</summary>
internal static class ClockSamples
{
    public static async Task RappelEncoursMensuelAsync(SampleService service)
    {
        const string sample = "workflows/rappel-encours-mensuel";

        await OweAsync(service, sample);

        var run = await service.SucceedsAsync(sample, entity: null);
        Assert.Matches("^3 [|] [1-7] [|] 09:00$", await run.DueAsync());
        var today = (await run.DayAsync()).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(
            Staff.Commercials.Select(c =>
                $"{c} | info | reporting | Encours de fin de mois à saisir | Rappel du {today} : merci de reporter les encours communiqués par vos clients avant le 8, date de clôture du reporting."),
            await run.NotificationsAsync());
    }

    public static async Task RevueHebdoDealsEnRetardAsync(SampleService service)
    {
        const string sample = "workflows/revue-hebdo-deals-en-retard";
        var organisation = await service.OrganisationAsync("Assurances Boréales");
        var deal = await service.DealAsync(organisation, "Poche verte", "montant = 42000", "stage = 'proposition'", "date_cloture_prevue = '2025-01-31'");

        await OweAsync(service, sample);

        var run = await service.SucceedsAsync(sample, $"deal {deal}");
        Assert.Matches("^[0-9]+ [|] 1 [|] 08:30$", await run.DueAsync());
        Assert.Equal(
            [
                $"Mettre à jour « Poche verte » : clôture dépassée | high | +2 | {Staff.Claire} | deal {deal} | "
                + "La clôture était prévue le 2025-01-31. Fixer une nouvelle date crédible, ou passer le deal en « signé » ou « perdu ».",
            ],
            await run.TasksAsync());
        Assert.Equal(
            [$"{Staff.Claire} | warning | pipeline | Deal en retard : Poche verte | Assurances Boréales, 42000 € : clôture prévue le 2025-01-31, étape proposition."],
            await run.NotificationsAsync());
    }

    // Its last firing may be half a year ago, and only those of the last 60 days are made up for: somebody runs it by hand.
    public static async Task RevueKycSemestrielleAsync(SampleService service)
    {
        const string sample = "workflows/revue-kyc-semestrielle";
        var organisation = await service.OrganisationAsync("Distribution \"Nord\" & Cie", "type = 'distributeur'", "country_code = 'BE'", "aum = 5000000.25");

        await service.VerbAsync("workflows", "execute", CrmRows.Text(await service.NumberOfAsync(sample)), "--entity", $"organisation:{organisation}");

        var run = await service.SucceedsAsync(sample, $"organisation {organisation}");
        var today = (await run.DayAsync()).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var call = await run.CallAsync("conformite");
        call.AssertIs(
            "POST", "/api/revues-kyc",
            $$"""
            {
              "organisation": { "id": {{organisation}}, "nom": "Distribution \"Nord\" & Cie", "pays": "BE", "encours": 5000000.25 },
              "responsable": "claire.fontaine@alforis.example", "motif": "revue semestrielle", "ouverte_le": "{{today}}"
            }
            """);
        call.AssertIsSigned(service.SecretOf("conformite"));
        Assert.Equal("alforis-crm", call.Header("x-source"));
        Assert.Equal(
            [
                $"Renouveler le dossier KYC de Distribution \"Nord\" & Cie | high | +30 | {Staff.Claire} | organisation {organisation} | "
                + "Contrôler les bénéficiaires effectifs, le représentant légal, l'origine des fonds et la date de validité de chaque pièce.",
            ],
            await run.TasksAsync());
        Assert.Equal("kyc-en-cours", await service.Crm.ScalarAsync<string>($"SELECT array_to_string(tags, ', ') FROM organisations WHERE id = {organisation}"));
        Assert.Equal(
            [$"autre | organisation {organisation} | Revue KYC ouverte | Revue semestrielle ouverte le {today}, confiée à Claire Fontaine."], await run.ActivitiesAsync());
    }

    public static async Task PointHebdomadaireAsync(SampleService service)
    {
        const string sample = "older/point-hebdomadaire";
        var organisation = await service.OrganisationAsync("Union Minérale");
        var deal = await service.DealAsync(organisation, "Fonds fermé", "montant = 150000", "stage = 'perdu'", "probabilite = 35");

        await OweAsync(service, sample);

        var run = await service.SucceedsAsync(sample, $"deal {deal}");
        Assert.Matches("^[0-9]+ [|] 1 [|] 08:30$", await run.DueAsync());
        Assert.Equal(0, await service.Crm.ScalarAsync<int>($"SELECT probabilite FROM deals WHERE id = {deal}"));
        var today = (await run.DayAsync()).ToString("dd'/'MM'/'yyyy", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal([$"note | deal {deal} | Affaire perdue, revue du {today}"], await run.ActivitiesAsync());
        var call = await run.CallAsync("action_3");
        call.AssertIs("POST", "/crm/affaires-perdues", $$"""{ "deal": {{deal}} }""");
        Assert.Null(call.Header("webhook-signature"));
    }

    /// <summary>
    /// Nobody can wait for Monday, so the moment of the activation is moved in the database: the workflow has been active for forty days, and no service ran when it
    /// was last due. The scheduler makes up for that firing, as after any outage.
    /// </summary>
    private static async Task OweAsync(SampleService service, string sample) => await service.Crm.ExecuteAsync($"""
        BEGIN;
        ALTER TABLE workflows DISABLE TRIGGER workflows_updated_at;
        UPDATE workflow_versions SET created_at = now() - interval '41 days' WHERE workflow_id = {await service.NumberOfAsync(sample)};
        UPDATE workflows SET activated_at = now() - interval '40 days', updated_at = now() - interval '40 days' WHERE id = {await service.NumberOfAsync(sample)};
        ALTER TABLE workflows ENABLE TRIGGER workflows_updated_at;
        COMMIT
        """);
}
