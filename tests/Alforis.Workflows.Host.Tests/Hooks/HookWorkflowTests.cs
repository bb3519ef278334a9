using System.Net;
using Alforis.Testing;
using Alforis.Workflows.Host.Tests.Actions.SendEmail;
using Alforis.Workflows.Host.Tests.Serving;
using Dapper;

namespace Alforis.Workflows.Host.Tests.Hooks;

/// <summary>From the call to what the workflow does.</summary>
public sealed class HookWorkflowTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_ThePayloadOfTheSample_FiresItsWorkflowOnce()
    {
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.WithDemoData, Cancellation);
        await using var mail = new ScriptedSmtpServer();
        var keys = TestDirectories.Create("keys");
        TestConsole Console() => new()
        {
            Variables =
            {
                ["ConnectionStrings__Crm"] = database.ConnectionString, ["ALFORIS_KEYS"] = keys,
                ["ALFORIS_SMTP"] = $"smtp://127.0.0.1:{mail.Port}", ["ALFORIS_MAIL_FROM"] = "crm@alforis.example",
            },
        };
        try
        {
            Assert.Equal(0, await Console().RunAsync("targets", "create", "canal_ventes", "https://messagerie.example.com/canaux/ventes"));
            Assert.Equal(0, await Console().RunAsync("import", "--activate", SampleFiles.Workflow("demande-formulaire-web")));
            var create = Console();
            Assert.Equal(0, await create.RunAsync("hooks", "create", "site-web", "--event", "formulaire_contact", "--json"));
            var secret = System.Text.Json.JsonDocument.Parse(create.Output).RootElement.GetProperty("secret").GetString()!;
            await using var service = await RunningService.StartAsync(Console());
            await using var connection = await database.DataSource.OpenConnectionAsync(Cancellation);

            // As the form sends it: which event it is says the hook.
            var call = new SignedCall("site-web", secret)
            {
                Body = """
                    {"prenom": "Thomas", "nom": "Perrin", "email": "thomas.perrin@perrin-associes.example", "telephone": "+33 6 00 00 45 12", "societe": "Perrin & Associés",
                     "profil": "cgpi", "montant_envisage": 250000, "consentement": true, "message": "Bonjour, la documentation de vos fonds obligataires ?"}
                    """u8.ToArray(),
            };
            for (var i = 0; i < 3; i++)
            {
                using var answer = await service.Http.SendAsync(call.Request(), Cancellation);
                Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            }

            // One that the workflow does not want, and one of another event.
            using var refused = await service.Http.SendAsync((call with { Id = "msg_2", Body = """{"consentement": false}"""u8.ToArray() }).Request(), Cancellation);
            using var other = await service.Http.SendAsync((call with { Id = "msg_3", Body = [.. """{"type": "autre", """u8, .. call.Body[1..]] }).Request(), Cancellation);

            await Eventually.TrueAsync(
                () => connection.ExecuteScalarAsync<bool>(
                    "SELECT count(*) > 0 AND NOT EXISTS (SELECT FROM workflow.event_queue) FROM workflow.steps WHERE action_id = 'canal'"),
                () => service.Console.Error);
            Assert.Equal(
                "Rappeler Thomas Perrin (Perrin & Associés)",
                await connection.QuerySingleAsync<string>("SELECT title FROM tasks WHERE execution_id IS NOT NULL"));
            Assert.Equal(
                ["Demande web de Perrin & Associés"], await connection.QueryAsync<string>("SELECT DISTINCT title FROM notifications WHERE execution_id IS NOT NULL"));
            Assert.Contains(mail.Commands, c => c.Contains("thomas.perrin@perrin-associes.example", StringComparison.Ordinal));
            Assert.Equal(1, await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM workflow.live_executions"));
            Assert.Equal("hook:site-web", await connection.QuerySingleAsync<string>("SELECT event ->> 'actor' FROM workflow.live_executions"));
            Assert.Equal(0, await service.StopAsync());
        }
        finally
        {
            TestDirectories.Remove(keys);
        }
    }
}
