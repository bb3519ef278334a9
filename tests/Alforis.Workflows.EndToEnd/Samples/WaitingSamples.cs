namespace Alforis.Workflows.EndToEnd.Samples;

/// <summary>Samples that wait for days.</summary>
internal static class WaitingSamples
{
    public static async Task EnqueteApresSignatureAsync(SampleService service)
    {
        var organisation = await service.OrganisationAsync("Fondation Garance");
        await service.ContactAsync(organisation, "Léa", "Brun", "lea.brun@garance.example", "+33 1 42 00 22 22");
        var deal = await service.DealAsync(organisation, "Dotation", "montant = 30000", "stage = 'negociation'");

        await service.Crm.ExecuteAsync($"UPDATE deals SET stage = 'signe' WHERE id = {deal}");

        var run = await service.SleepsAsync("workflows/enquete-apres-signature", $"deal {deal}", days: 14);
        Assert.Equal(
            [$"{Staff.Claire} | info | enquete | Enquête programmée | Fondation Garance recevra le questionnaire de satisfaction dans deux semaines."], await run.NotificationsAsync());
        Assert.DoesNotContain(await service.Mail.ReadAsync(), m => m.Recipients.Contains("lea.brun@garance.example"));

        await run.WakeAsync();

        var ended = await service.SucceedsAsync("workflows/enquete-apres-signature", $"deal {deal}");
        Assert.Equal(run.Id, ended.Id);
        (await ended.MailAsync("questionnaire")).AssertSays(
            "lea.brun@garance.example", null, Staff.Claire, "Votre avis sur nos premiers échanges",
            """
            Bonjour Léa,

            Voilà deux semaines que nous travaillons ensemble. Qu'avons-nous bien fait, que pouvons-nous mieux faire ? Répondez simplement à ce message.

            Claire Fontaine
            """,
            "<p>Bonjour Léa,</p><p>Voilà deux semaines que nous travaillons ensemble. <strong>Qu'avons-nous bien fait, que pouvons-nous mieux faire ?</strong> "
            + "Répondez simplement à ce message.</p><p>Claire Fontaine</p>");
        Assert.Equal([$"email | deal {deal} | Questionnaire de satisfaction envoyé"], await ended.ActivitiesAsync());
    }

    public static async Task RelancePropositionSansReponseAsync(SampleService service)
    {
        var organisation = await service.OrganisationAsync("Groupe Solène");
        var deal = await service.DealAsync(organisation, "Épargne salariale", "montant = 30000", "stage = 'qualification'");

        await service.Crm.ExecuteAsync($"UPDATE deals SET stage = 'proposition' WHERE id = {deal}");

        var run = await service.SleepsAsync("workflows/relance-proposition-sans-reponse", $"deal {deal}", days: 7);
        Assert.Empty(await run.TasksAsync());

        await run.WakeAsync();

        var ended = await service.SucceedsAsync("workflows/relance-proposition-sans-reponse", $"deal {deal}");
        Assert.Equal(run.Id, ended.Id);
        Assert.Equal(
            [
                $"Relancer Groupe Solène sur « Épargne salariale » | high | +{await ended.DaysToNextBusinessDayAsync()} | {Staff.Claire} | deal {deal} | "
                + "La proposition est partie il y a sept jours. Appeler, lever les objections, convenir de la suite.",
            ],
            await ended.TasksAsync());
        Assert.Equal(
            [$"{Staff.Claire} | warning | relance | Proposition sans réponse | « Épargne salariale » (Groupe Solène) est en proposition depuis sept jours."],
            await ended.NotificationsAsync());
    }
}
