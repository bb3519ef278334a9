using System.Net;
using System.Text.Json;

namespace Alforis.Workflows.Host.Tests.Api.Workflows;

/// <summary>Who may call something is shown no more by it than they may read.</summary>
public sealed class GuardTests
{
    [Theory]
    [InlineData("deals", "deals:read")]
    [InlineData("organisations", "organisations:read")]
    [InlineData("people", "people:read")]
    public async Task ExplainAndPreview_ForAnEntityThatOneMayNotRead_AreRefused(string resource, string permission)
    {
        await using var host = await ApiHost.StartAsync();
        var (manager, viewer) = (await host.AsAsync("manager"), await host.AsAsync("viewer"));
        var deal = await DealAsync(host);
        var id = (await manager.CreateAsync(Calls.Definition("Grand"))).Id();
        await TakeAsync(host, resource);
        var explain = $$"""{"trigger_entity_type": "deal", "trigger_entity_id": {{deal}}}""";

        var refused = await viewer.SendAsync("POST", $"/workflows/{id}/explain", explain).JsonAsync(HttpStatusCode.Forbidden);
        var missing = await viewer.SendAsync("POST", $"/workflows/{id}/explain", """{"trigger_entity_type": "deal", "trigger_entity_id": 999999999}""").JsonAsync(HttpStatusCode.Forbidden);
        var preview = await viewer.SendAsync("POST", "/email_templates/preview", $$$"""{"subject": "{{ deal.montant }}", "html": "h", "text": "t", "deal_id": {{{deal}}}}""").JsonAsync(HttpStatusCode.Forbidden);

        Assert.All([refused, missing, preview], problem => Assert.Contains($"'{permission}'", problem.Text("detail"), StringComparison.Ordinal));
        Assert.DoesNotContain("123456", refused.ToString(), StringComparison.Ordinal);
        await manager.SendAsync("POST", $"/workflows/{id}/explain", explain).JsonAsync();
    }

    [Fact]
    public async Task Explain_ForNoEntity_NeedsWorkflowsAlone()
    {
        await using var host = await ApiHost.StartAsync();
        var (manager, viewer) = (await host.AsAsync("manager"), await host.AsAsync("viewer"));
        var id = (await manager.CreateAsync(
            """{"name": "Quotidien", "trigger_type": "scheduled", "trigger_config": {"schedule": "daily"}, "actions": [{"type": "create_task", "config": {"title": "Trier"}}]}""")).Id();
        foreach (var resource in new[] { "deals", "organisations", "people" }) await TakeAsync(host, resource);

        await viewer.SendAsync("POST", $"/workflows/{id}/explain", "{}").JsonAsync();
    }

    [Fact]
    public async Task Tasks_AboutWhatOneMayNotRead_AreNotNamed()
    {
        await using var host = await ApiHost.StartAsync();
        var (manager, viewer) = (await host.AsAsync("manager"), await host.AsAsync("viewer"));
        var deal = await DealAsync(host);
        var task = (await manager.SendAsync("POST", "/tasks", $$"""{"title": "Appeler", "deal_id": {{deal}}, "due_date": "2020-01-01"}""").JsonAsync(HttpStatusCode.Created)).Id();

        var whole = await ReadAsync();
        await TakeAsync(host, "organisations");
        var withDeals = await ReadAsync();
        await TakeAsync(host, "deals");
        var bare = await ReadAsync();

        Assert.Equal([$"Discrète|Secret", "|Secret", "|"], [whole, withDeals, bare]);

        async Task<string> ReadAsync()
        {
            JsonElement[] read =
            [
                await viewer.SendAsync("GET", $"/tasks/{task}").JsonAsync(),
                (await viewer.SendAsync("GET", $"/tasks?deal_id={deal}").JsonAsync()).GetProperty("items")[0],
                (await viewer.SendAsync("GET", $"/tasks/overdue?deal_id={deal}").JsonAsync()).GetProperty("items")[0],
            ];
            Assert.All(read, t => Assert.Equal(deal, t.GetProperty("deal_id").GetInt64()));
            return Assert.Single(read.Select(t => $"{t.Text("organisation_nom")}|{t.Text("deal_nom")}").Distinct());
        }
    }

    [Fact]
    public async Task Deals_OfAnOrganisationThatOneMayNotRead_AreNeitherNamedNorFoundByIt()
    {
        await using var host = await ApiHost.StartAsync();
        var viewer = await host.AsAsync("viewer");
        var deal = await DealAsync(host);

        var whole = (await viewer.SendAsync("GET", "/deals?search=discrete").JsonAsync()).GetProperty("items")[0];
        await TakeAsync(host, "organisations");
        var byName = await viewer.SendAsync("GET", "/deals?search=discrete").JsonAsync();
        var listed = (await viewer.SendAsync("GET", "/deals?search=secret").JsonAsync()).GetProperty("items")[0];
        var read = await viewer.SendAsync("GET", $"/deals/{deal}").JsonAsync();

        Assert.Equal((deal, "Discrète"), (whole.Id(), whole.Text("organisation_nom")));
        Assert.Empty(byName.GetProperty("items").EnumerateArray());
        Assert.All([listed, read], d => Assert.Equal((deal, JsonValueKind.Null), (d.Id(), d.GetProperty("organisation_nom").ValueKind)));
    }

    [Fact]
    public async Task Story_OfAWebhook_ShowsWhatItBroughtToWhoMayReadEvents()
    {
        await using var host = await ApiHost.StartAsync();
        var (manager, viewer) = (await host.AsAsync("manager"), await host.AsAsync("viewer"));
        var workflow = (await manager.CreateAsync(Calls.Definition("Reçu"))).Id();
        var id = await host.ScalarAsync<long>(
            """
            WITH event AS (INSERT INTO workflow.events (types, payload, actor) VALUES (ARRAY['webhook_received'], '{"webhook": {"ville": "Trifouillis"}}', 'site') RETURNING event_id)
            INSERT INTO workflow_executions (workflow_id, workflow_version, event_id, trigger_type, status, conditions, actions)
            SELECT @workflow, 1, event_id, 'webhook_received', 'success', '[{"path": "webhook.ville", "operator": "!=", "expected": "Albi", "actual": "Trifouillis", "holds": true}]',
              '[{"id": "a", "type": "add_tag", "status": "skipped", "when": [{"path": "webhook.ville", "operator": "==", "expected": "Albi", "actual": "Trifouillis", "holds": false}]}]' FROM event
            RETURNING id
            """, new { workflow });

        var whole = await manager.SendAsync("GET", $"/executions/{id}").JsonAsync();
        await TakeAsync(host, "events");
        var bare = await viewer.SendAsync("GET", $"/executions/{id}").JsonAsync();
        var ofWorkflow = await viewer.SendAsync("GET", $"/workflows/{workflow}/executions/{id}").JsonAsync();
        var refused = await viewer.SendAsync("GET", $"/executions/{id}/payloads/webhook").JsonAsync(HttpStatusCode.Forbidden);
        var actual = await viewer.SendAsync("GET", $"/executions/{id}/payloads/conditions.0.actual").JsonAsync();
        var when = await viewer.SendAsync("GET", $"/executions/{id}/payloads/actions.0.when").JsonAsync();

        Assert.Equal(("Trifouillis", "False"), (whole.GetProperty("event").GetProperty("webhook").Text("ville"), whole.Text("payload_withheld")));
        await manager.SendAsync("GET", $"/executions/{id}/payloads/webhook").JsonAsync();
        Assert.All([bare, ofWorkflow, refused, actual, when], answer => Assert.DoesNotContain("Trifouillis", answer.ToString(), StringComparison.Ordinal));
        Assert.Equal(("True", "site"), (bare.Text("payload_withheld"), bare.GetProperty("event").Text("actor")));
        Assert.True(bare.GetProperty("conditions")[0].GetProperty("withheld").GetBoolean());
        Assert.Equal(("Albi", "True"), (bare.GetProperty("conditions")[0].Text("expected"), bare.GetProperty("conditions")[0].Text("holds")));
        Assert.Contains("'events:read'", refused.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_WrittenIntoACall_AreWarnedOfAndShownNowhereButInTheDefinition()
    {
        await using var host = await ApiHost.StartAsync();
        var manager = await host.AsAsync("manager");
        const string Definition =
            """
            {"name": "Appel", "trigger_type": "deal_created", "actions": [
              {"id": "call", "type": "call_webhook", "config": {"url": "https://u:s3cret@erp.example/in?token=s3cret", "headers": {"Authorization": "Bearer s3cret", "X-Team": "ventes"}}}]}
            """;
        var workflow = (await manager.CreateAsync(Definition)).Id();
        var deal = await DealAsync(host);
        var id = await host.ScalarAsync<long>(
            """
            INSERT INTO workflow_executions (workflow_id, workflow_version, trigger_type, status, actions) VALUES (@workflow, 1, 'deal_created', 'success',
              '[{"id": "call", "type": "call_webhook", "status": "success", "settings": {"url": "https://u:s3cret@erp.example/in?token=s3cret", "headers": {"Authorization": "Bearer s3cret", "X-Team": "ventes"}}}]')
            RETURNING id
            """, new { workflow });

        var checkedOnly = await manager.SendAsync("POST", "/workflows/validate", Definition).JsonAsync();
        var story = await manager.SendAsync("GET", $"/executions/{id}").JsonAsync();
        var settings = await manager.SendAsync("GET", $"/executions/{id}/payloads/actions.0.settings").JsonAsync();
        var explained = await manager.SendAsync("POST", $"/workflows/{workflow}/explain", $$"""{"trigger_entity_type": "deal", "trigger_entity_id": {{deal}}}""").JsonAsync();
        var stored = await manager.SendAsync("GET", $"/workflows/{workflow}").JsonAsync();

        Assert.Equal(2, checkedOnly.GetProperty("diagnostics").EnumerateArray().Count(d => d.Text("code") == "WF2011" && d.Text("severity") == "warning"));
        Assert.All([story, settings, explained], answer => Assert.DoesNotContain("s3cret", answer.ToString(), StringComparison.Ordinal));
        Assert.All(
            [story.GetProperty("actions")[0].GetProperty("settings"), settings, explained.GetProperty("actions")[0].GetProperty("settings")],
            shown => Assert.Equal(
                "https://•••@erp.example/in?token=••• ••• ventes", $"{shown.Text("url")} {shown.GetProperty("headers").Text("Authorization")} {shown.GetProperty("headers").Text("X-Team")}"));
        Assert.Contains("s3cret", stored.ToString(), StringComparison.Ordinal);
        Assert.Contains("s3cret", await host.ScalarAsync<string>("SELECT actions::text FROM workflow_executions WHERE id = @id", new { id }), StringComparison.Ordinal);
    }

    private static Task<long> DealAsync(ApiHost host) => host.ScalarAsync<long>(
        "WITH o AS (INSERT INTO organisations (nom) VALUES ('Discrète') RETURNING id) INSERT INTO deals (organisation_id, nom, montant) SELECT id, 'Secret', 123456 FROM o RETURNING id");

    private static Task TakeAsync(ApiHost host, string resource) => host.ExecuteAsync(
        "DELETE FROM role_permissions USING permissions p, roles r WHERE permission_id = p.id AND role_id = r.id AND r.name = 'viewer' AND p.resource = @resource AND p.action = 'read'", new { resource });
}
