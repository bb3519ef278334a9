using System.Text.Json.Nodes;
using Alforis.Testing;
using Alforis.Workflows.Host.Tests.Actions.CallWebhook;
using Alforis.Workflows.Host.Tests.Actions.SendEmail;
using Alforis.Workflows.Host.Tests.Serving;
using Dapper;

namespace Alforis.Workflows.Host.Tests.Actions;

/// <summary>A service, a mail server and a webhook receiver, all real: from a change of a row to what the others get.</summary>
public sealed class OutsideActionsTests
{
    private const string Secret = "tr3s-secret";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Serve_ActiveWorkflow_CallsAndWritesAndKeepsWhatCameOfIt()
    {
        await using var mail = await MailServer.StartAsync();
        await using var receiver = await WebhookReceiver.AnsweringAsync("""{"id":7}"""u8.ToArray(), "application/json");
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.WithDemoData, Cancellation);
        await using var service = await StartAsync(database, receiver, new() { ["ALFORIS_SMTP"] = $"smtp://127.0.0.1:{mail.Port}", ["ALFORIS_MAIL_FROM"] = "Équipe <crm@alforis.example>" });
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancellation);

        var organisation = await connection.ExecuteScalarAsync<long>(
            "INSERT INTO organisations (nom, email) VALUES ('Société d’Été', 'zoe@client.example') RETURNING id");

        var actions = await FinishedAsync(service, connection, organisation, "success");
        var request = Assert.Single(receiver.Requests);
        Assert.Equal($$"""{"nom":"Société d’Été","id":{{organisation}}}""", request.Body);
        var email = await mail.NextAsync();
        Assert.Equal("Bonjour Société d’Été", email.Header("Subject"));
        Assert.Equal("""{"status":200,"body":{"id":7}}""", actions[0]!["result"]!.ToJsonString());
        Assert.Equal(email.Header("Message-ID"), actions[1]!["result"]!["message_id"]!.GetValue<string>());
        Assert.NotEqual(request.Headers["Idempotency-Key"], email.Header("Message-ID").Trim('<', '>').Split('@')[0]);
        Assert.DoesNotContain(Secret, service.Console.Output + service.Console.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_NoMailServer_FailsTheActionAndSaysWhatToSet()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(204);
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.WithDemoData, Cancellation);
        await using var service = await StartAsync(database, receiver, []);
        Assert.DoesNotContain("ALFORIS_SMTP", service.Console.Output + service.Console.Error, StringComparison.Ordinal);
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancellation);

        var organisation = await connection.ExecuteScalarAsync<long>("INSERT INTO organisations (nom, email) VALUES ('Été', 'zoe@client.example') RETURNING id");

        var actions = await FinishedAsync(service, connection, organisation, "failed");
        Assert.Contains("Set ALFORIS_SMTP (such as smtp://mail.example:25) and ALFORIS_MAIL_FROM", actions[1]!["error"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static async Task<RunningService> StartAsync(TestDatabase database, WebhookReceiver receiver, Dictionary<string, string> variables)
    {
        var console = new TestConsole
        {
            Input = $$$$"""
                {
                  "name": "Dehors", "trigger_type": "organisation_created",
                  "actions": [
                    { "type": "call_webhook", "config": { "url": "{{{{receiver.Address}}}}/{{{{Secret}}}}", "headers": { "Authorization": "Bearer {{{{Secret}}}}" },
                      "body": { "nom": "{{ organisation.nom }}", "id": "{{ organisation.id }}" } } },
                    { "type": "send_email", "config": { "to": "{{ organisation.email }}", "subject": "Bonjour {{ organisation.nom }}", "body": "À bientôt" } }
                  ]
                }
                """,
        };
        console.Variables["ConnectionStrings__Crm"] = database.ConnectionString;
        foreach (var (name, value) in variables) console.Variables[name] = value;
        Assert.Equal(0, await console.RunAsync("import", "--activate", "-"));
        return await RunningService.StartAsync(console);
    }

    private static async Task<JsonArray> FinishedAsync(RunningService service, Npgsql.NpgsqlConnection connection, long organisation, string status)
    {
        (string Status, string Actions)? found = null;
        await Eventually.TrueAsync(
            async () =>
            {
                found = (await connection.QueryAsync<(string, string)>(
                    "SELECT status, actions::text FROM workflow_executions WHERE entity_type = 'organisation' AND entity_id = @organisation", new { organisation }))
                    .Cast<(string, string)?>().SingleOrDefault();
                return found is not null;
            },
            () => service.Console.Error);
        Assert.True(found!.Value.Status == status, found.Value.Actions);
        return JsonNode.Parse(found.Value.Actions)!.AsArray();
    }
}
