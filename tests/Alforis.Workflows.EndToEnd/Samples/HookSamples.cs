using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Alforis.Workflows.EndToEnd.Samples;

/// <summary>Samples that another system's call fires.</summary>
internal static class HookSamples
{
    private const string Request = """
        {"prenom": "Thomas", "nom": "Perrin", "email": "thomas.perrin@perrin.example", "telephone": "+33 6 00 00 45 12", "societe": "Perrin & Associés", "profil": "cgpi",
         "montant_envisage": 250000, "consentement": true, "message": "Bonjour, la documentation de vos fonds « obligataires » ?\nMerci 🙂"}
        """;

    public static async Task DemandeFormulaireWebAsync(SampleService service)
    {
        const string sample = "workflows/demande-formulaire-web";
        await service.BusyAllButAsync(Staff.Ines, Staff.Commercials);

        // The website did not see the first answer, and says it again.
        Assert.Equal(await PostAsync(service), await PostAsync(service));

        var run = await service.SucceedsAsync(sample, entity: null);
        var mail = await run.MailAsync("accuse");
        mail.AssertSays(
            "thomas.perrin@perrin.example", null, null, "Nous avons bien reçu votre demande",
            """
            Bonjour Thomas Perrin,

            Nous vous remercions de votre intérêt pour nos fonds. Un membre de notre équipe vous rappellera sous un jour ouvré au +33 6 00 00 45 12.

            Pour mémoire, votre message :
            Bonjour, la documentation de vos fonds « obligataires » ?
            Merci 🙂

            Bien cordialement,
            L'équipe Alforis
            """,
            null);
        Assert.Equal(["thomas.perrin@perrin.example", "contact@alforis.example"], mail.Recipients);
        Assert.Equal(
            [
                $"Rappeler Thomas Perrin (Perrin & Associés) | urgent | +{await run.DaysToNextBusinessDayAsync()} | {Staff.Ines} | "
                + "Téléphone : +33 6 00 00 45 12\nE-mail : thomas.perrin@perrin.example\nMontant envisagé : 250000 €\n\n"
                + "Bonjour, la documentation de vos fonds « obligataires » ?\nMerci 🙂",
            ],
            await run.TasksAsync());
        Assert.Equal(
            Staff.Commercials.Select(c => $"{c} | info | demande_web | Demande web de Perrin & Associés | Thomas Perrin attend un appel sous un jour ouvré."), await run.NotificationsAsync());
        var call = await run.CallAsync("canal");
        call.AssertIs(
            "POST", "/canaux/ventes", """{ "text": "Nouvelle demande web : Perrin & Associés", "montant_envisage": 250000, "etiquettes": ["site", "cgpi"] }""");
        call.AssertIsSigned(service.SecretOf("canal_ventes"));
    }

    /// <summary>Posts the request, signed as the specification of Standard Webhooks says.</summary>
    /// <returns>The number of the event.</returns>
    private static async Task<long> PostAsync(SampleService service)
    {
        const string id = "msg_demande_1";
        var time = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var key = Convert.FromBase64String(service.SecretOf("site-web")["whsec_".Length..]);
        var signature = "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{time}.{Request}")));
        using var client = new HttpClient { BaseAddress = service.Host.Address };
        using var call = new HttpRequestMessage(HttpMethod.Post, "/api/v1/hooks/site-web") { Content = new StringContent(Request, Encoding.UTF8, "application/json") };
        call.Headers.Add("webhook-id", id);
        call.Headers.Add("webhook-timestamp", time);
        call.Headers.TryAddWithoutValidation("webhook-signature", signature);
        using var answer = await client.SendAsync(call, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).GetProperty("event_id").GetInt64();
    }
}
