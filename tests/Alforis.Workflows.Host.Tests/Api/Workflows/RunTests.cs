using System.Net;
using System.Text.Json;
using Alforis.Crm.Data.Dispatching;
using Microsoft.Extensions.DependencyInjection;

namespace Alforis.Workflows.Host.Tests.Api.Workflows;

public sealed class RunTests(SharedApiHost shared) : IClassFixture<SharedApiHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Execute_Draft_PromisesTheOneExecutionThatIs()
    {
        await using var host = await ApiHost.StartAsync();
        var manager = await host.AsAsync("manager");
        var (id, deal) = await PrepareAsync(host, manager, 5000);

        var body = $$$"""{"trigger_entity_type": "deal", "trigger_entity_id": {{{deal}}}, "trigger_data": {}}""";
        using var accepted = await manager.SendAsync("POST", $"/workflows/{id}/execute", body);
        var promised = (await Task.FromResult(accepted).JsonAsync(HttpStatusCode.Accepted)).GetProperty("execution_id").GetInt64();
        var waiting = await manager.GetAsync(accepted.Headers.Location, Cancellation).JsonAsync();
        await manager.SendAsync("POST", $"/executions/{promised}/retry").JsonAsync(HttpStatusCode.Conflict);
        await DrainAsync(host);
        var done = await manager.GetAsync(accepted.Headers.Location, Cancellation).JsonAsync();
        var listed = await manager.SendAsync("GET", $"/workflows/{id}/executions?with_total=true").JsonAsync();

        Assert.Equal("pending", waiting.GetProperty("execution").Text("status"));
        Assert.Equal("success", done.GetProperty("execution").Text("status"));
        Assert.Equal("manager@test.example", done.GetProperty("event").Text("actor"));
        Assert.Equal("montant", done.GetProperty("conditions")[0].Text("path")!.Split('.')[^1]);
        Assert.Equal("success", done.GetProperty("actions")[0].Text("status"));
        Assert.Equal((promised, "1"), (Assert.Single(listed.GetProperty("items").EnumerateArray()).Id(), listed.Text("total_text")));
        Assert.Equal(1, await host.ScalarAsync<long>("SELECT count(*) FROM workflow_executions WHERE workflow_id = @id", new { id }));
        await manager.SendAsync("GET", $"/workflows/{id + 1000}/executions/{promised}").JsonAsync(HttpStatusCode.NotFound);
        await manager.SendAsync("POST", $"/executions/{promised}/cancel").JsonAsync(HttpStatusCode.Conflict);
        await manager.SendAsync("POST", $"/executions/{promised}/retry").JsonAsync(HttpStatusCode.Conflict);
        await manager.SendAsync("POST", "/executions/999999/cancel").JsonAsync(HttpStatusCode.NotFound);
        await manager.SendAsync("POST", "/executions/999999/retry").JsonAsync(HttpStatusCode.NotFound);
        var stats = await manager.SendAsync("GET", $"/workflows/{id}/stats").JsonAsync();
        Assert.Equal(("1", "1"), (stats.Text("execution_count"), stats.Text("success_count")));
        var overview = await manager.SendAsync("GET", "/stats/overview?days=7").JsonAsync();
        Assert.Equal(7, overview.GetProperty("days").GetArrayLength());
        Assert.Equal("1", overview.GetProperty("days")[6].Text("success_count"));
    }

    [Fact]
    public async Task Execute_SentAgainWithItsKey_RunsOnce()
    {
        await using var host = await ApiHost.StartAsync();
        var manager = await host.AsAsync("manager");
        var (id, deal) = await PrepareAsync(host, manager, 5000);
        var body = $$"""{"trigger_entity_type": "deal", "trigger_entity_id": {{deal}}}""";

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => manager.SendAsync("POST", $"/workflows/{id}/execute", body, key: "k-1").JsonAsync(HttpStatusCode.Accepted)));
        await manager.SendAsync("POST", $"/workflows/{id}/execute", body.Replace(deal.ToString(System.Globalization.CultureInfo.InvariantCulture), "1", StringComparison.Ordinal), key: "k-1").JsonAsync(HttpStatusCode.Conflict);
        await DrainAsync(host);

        Assert.Single(answers.Select(a => a.Text("execution_id")).Distinct());
        Assert.Equal(1, answers.Count(a => !a.GetProperty("repeated").GetBoolean()));
        Assert.Equal(1, await host.ScalarAsync<long>("SELECT count(*) FROM workflow_executions WHERE workflow_id = @id", new { id }));
    }

    [Theory]
    [InlineData("{}", 400, "/trigger_entity_type")]
    [InlineData("""{"trigger_entity_type": "deal"}""", 400, "/trigger_entity_id")]
    [InlineData("""{"trigger_entity_id": 1}""", 400, "/trigger_entity_type")]
    [InlineData("""{"trigger_entity_type": "person", "trigger_entity_id": 1}""", 400, "/trigger_entity_type")]
    [InlineData("""{"trigger_entity_type": "organisation", "trigger_entity_id": 1}""", 400, "/trigger_entity_type")]
    [InlineData("""{"trigger_entity_type": "deal", "trigger_entity_id": 999999}""", 400, "/trigger_entity_id")]
    [InlineData("""{"trigger_entity_type": "deal", "trigger_entity_id": 1, "trigger_data": {"a": 1}}""", 400, "/trigger_data")]
    [InlineData("""{"trigger_entity_type": "deal", "trigger_entity_id": 1, "trigger_data": 7}""", 400, "/trigger_data")]
    [InlineData("""{"trigger_entity_type": "deal", "trigger_entity_id": 1, "else": 7}""", 400, "/else")]
    public async Task ExecuteAndExplain_RequestThatCannotBe_SaysWhere(string body, int status, string pointer)
    {
        var host = shared.Host;
        var manager = await host.AsAsync("manager");
        var (id, _) = await PrepareAsync(host, manager, 1);
        var events = await host.ScalarAsync<long>("SELECT count(*) FROM workflow.event_queue");

        foreach (var verb in new[] { "execute", "explain" })
        {
            var problem = await manager.SendAsync("POST", $"/workflows/{id}/{verb}", body).JsonAsync((HttpStatusCode)status);
            Assert.Equal(pointer, problem.GetProperty("errors")[0].Text("pointer"));
        }

        Assert.Equal(events, await host.ScalarAsync<long>("SELECT count(*) FROM workflow.event_queue"));
    }

    [Fact]
    public async Task ActivateChangeImportAndExecute_WhatOneMayNotDoByHand_AreRefused()
    {
        await using var host = await ApiHost.StartAsync();
        var (admin, manager) = (await host.AsAsync("admin"), await host.AsAsync("manager"));
        var (id, deal) = await PrepareAsync(host, manager, 5000);
        var active = (await admin.CreateAsync(Calls.Definition("Actif", """ "status": "active", """))).Id();
        await host.ScalarAsync<int>("DELETE FROM role_permissions USING permissions p, roles r WHERE permission_id = p.id AND role_id = r.id AND r.name = 'manager' AND p.resource = 'tasks' AND p.action = 'create'; SELECT 1");

        foreach (var (method, path, body) in new[]
        {
            ("POST", $"/workflows/{id}/activate", """{"status": "active"}"""),
            ("PUT", $"/workflows/{active}", """{"description": "autre"}"""),
            ("POST", "/workflows/import?status=active", Calls.Definition("Import")),
            ("POST", "/workflows", Calls.Definition("Neuf", """ "status": "active", """)),
        })
        {
            var problem = await manager.SendAsync(method, path, body).JsonAsync(HttpStatusCode.UnprocessableEntity);
            Assert.Contains("WF2010", problem.GetProperty("errors").EnumerateArray().Select(e => e.Text("code")));
        }

        await manager.SendAsync("POST", $"/workflows/{id}/execute", $$"""{"trigger_entity_type": "deal", "trigger_entity_id": {{deal}}}""").JsonAsync(HttpStatusCode.Forbidden);
        Assert.Equal(0, await host.ScalarAsync<long>("SELECT count(*) FROM workflow.event_queue WHERE execution_id IS NOT NULL"));
    }

    [Fact]
    public async Task Retry_OfWhatOneMayNotDoByHand_IsRefusedAndChangesNothing()
    {
        await using var host = await ApiHost.StartAsync();
        var (admin, manager) = (await host.AsAsync("admin"), await host.AsAsync("manager"));
        var id = (await admin.CreateAsync(Calls.Definition("Échoué"))).Id();
        var execution = await host.ScalarAsync<long>(
            """
            WITH event AS (
              INSERT INTO workflow.events (types, entity_type, entity_id, after) VALUES (ARRAY['deal_created'], 'deal', 1, '{"id": 1}') RETURNING event_id
            )
            INSERT INTO workflow_executions (workflow_id, workflow_version, event_id, trigger_type, entity_type, entity_id, status, started_at, completed_at, actions, error)
            SELECT @id, 1, e.event_id, 'deal_created', 'deal', 1, 'failed', now(), now(), '[{"id": "action_1", "type": "create_task", "status": "failed"}]', 'action_1 (create_task): no' FROM event e
            RETURNING id
            """,
            new { id });
        await host.ScalarAsync<int>("DELETE FROM role_permissions USING permissions p, roles r WHERE permission_id = p.id AND role_id = r.id AND r.name = 'manager' AND p.resource = 'tasks' AND p.action = 'create'; SELECT 1");

        await manager.SendAsync("POST", $"/executions/{execution}/retry").JsonAsync(HttpStatusCode.Forbidden);
        var untouched = await host.ScalarAsync<string>("SELECT status FROM workflow_executions WHERE id = @execution", new { execution });
        await admin.SendAsync("POST", $"/executions/{execution}/retry").JsonAsync(HttpStatusCode.Accepted);

        Assert.Equal("failed", untouched);
        Assert.Equal(1, await host.ScalarAsync<long>("SELECT count(*) FROM audit_log WHERE action = 'execution.retry'"));
    }

    [Fact]
    public async Task Explain_SaysWhetherAndWhy_WithoutSideEffects()
    {
        await using var host = await ApiHost.StartAsync();
        var manager = await host.AsAsync("manager");
        var (id, large) = await PrepareAsync(host, manager, 5000);
        var small = await AddDealAsync(host, 10);
        await DrainAsync(host);

        var fires = await manager.SendAsync("POST", $"/workflows/{id}/explain", $$"""{"trigger_entity_type": "deal", "trigger_entity_id": {{large}}}""").JsonAsync();
        var not = await manager.SendAsync("POST", $"/workflows/{id}/explain", $$"""{"trigger_entity_type": "deal", "trigger_entity_id": {{small}}, "language": "fr"}""").JsonAsync();

        Assert.True(fires.GetProperty("fires").GetBoolean());
        Assert.False(fires.GetProperty("is_active").GetBoolean());
        Assert.Equal("Appeler Test", fires.GetProperty("actions")[0].GetProperty("settings").Text("title"));
        Assert.Equal(("False", "conditions"), (not.Text("fires"), not.Text("obstacle")));
        Assert.Contains("ne se déclenche pas", not.Text("verdict"), StringComparison.Ordinal);
        Assert.Equal(0, await host.ScalarAsync<long>("SELECT (SELECT count(*) FROM workflow.event_queue) + (SELECT count(*) FROM workflow_executions WHERE workflow_id = @id)", new { id }));
    }

    [Fact]
    public async Task Explain_OfAChange_TakesTheOldValues()
    {
        await using var host = await ApiHost.StartAsync();
        var manager = await host.AsAsync("manager");
        var deal = await AddDealAsync(host, 10);
        var id = (await manager.CreateAsync(Calls.Definition("Passage").Replace("deal_created", "deal_updated", StringComparison.Ordinal)
            .Replace("\"conditions\": { \"operator\": \"AND\", \"rules\": [ { \"field\": \"montant\", \"operator\": \">\", \"value\": 1000 } ] }", "\"trigger_config\": { \"fields\": [\"montant\"] }", StringComparison.Ordinal))).Id();

        var changed = await manager.SendAsync("POST", $"/workflows/{id}/explain", $$$"""{"trigger_entity_type": "deal", "trigger_entity_id": {{{deal}}}, "previous": {"montant": 5}}""").JsonAsync();
        var not = await manager.SendAsync("POST", $"/workflows/{id}/explain", $$"""{"trigger_entity_type": "deal", "trigger_entity_id": {{deal}}}""").JsonAsync();
        var unknown = await manager.SendAsync("POST", $"/workflows/{id}/explain", $$$"""{"trigger_entity_type": "deal", "trigger_entity_id": {{{deal}}}, "previous": {"nothing": 5}}""").JsonAsync(HttpStatusCode.BadRequest);
        await manager.SendAsync("POST", $"/workflows/{id}/explain", $$$"""{"trigger_entity_type": "deal", "trigger_entity_id": {{{deal}}}, "previous": {"montant": "much"}}""").JsonAsync(HttpStatusCode.BadRequest);

        Assert.Equal(("True", "False", "filter"), (changed.Text("fires"), not.Text("fires"), not.Text("obstacle")));
        Assert.Equal("/previous", unknown.GetProperty("errors")[0].Text("pointer"));
    }

    [Theory]
    [InlineData("?status=failed&error=mail&limit=5", 200)]
    [InlineData("?status=skipped", 200)]
    [InlineData("?status=running&with_total=true", 200)]
    [InlineData("?entity_type=deal&entity_id=1&from=2026-01-01&to=2026-02-01T00:00:00Z", 200)]
    [InlineData("?entity_type=deal", 400)]
    [InlineData("?before=nonsense", 400)]
    [InlineData("?status=maybe", 400)]
    [InlineData("?from=yesterday", 400)]
    [InlineData("?workflow_id=0", 400)]
    public async Task Executions_Filters_AreChecked(string query, int status)
    {
        var host = shared.Host;
        var viewer = await host.AsAsync("viewer");

        await viewer.SendAsync("GET", "/executions" + query).JsonAsync((HttpStatusCode)status);
    }

    [Fact]
    public async Task Executions_InParts_AreEachThereOnce()
    {
        await using var host = await ApiHost.StartAsync();
        var viewer = await host.AsAsync("viewer");
        var id = (await (await host.AsAsync("manager")).CreateAsync(Calls.Definition("Suite"))).Id();
        await host.ScalarAsync<int>(
            "INSERT INTO workflow_executions (created_at, workflow_id, workflow_version, trigger_type, status) SELECT now() - n * interval '1 second', @id, 1, 'deal_updated', 'success' FROM generate_series(1, 25) n; SELECT 1", new { id });
        foreach (var path in new[] { "/executions?limit=10", $"/workflows/{id}/executions?limit=10", "/executions?status=success&limit=10" })
        {
            var seen = new List<long>();
            for (var next = ""; ;)
            {
                var part = await viewer.SendAsync("GET", path + next).JsonAsync();
                seen.AddRange(part.GetProperty("items").EnumerateArray().Select(e => e.Id()));
                if (!part.GetProperty("has_more").GetBoolean()) break;
                next = "&before=" + part.Text("next");
            }

            Assert.Equal(25, seen.Count);
            Assert.Equal(25, seen.Distinct().Count());
        }
    }

    [Fact]
    public async Task Events_ParkedAndReplayed_AreTriedAgain()
    {
        await using var host = await ApiHost.StartAsync();
        var (manager, admin) = (await host.AsAsync("manager"), await host.AsAsync("admin"));
        await AddDealAsync(host, 10);
        var id = await host.ScalarAsync<long>("UPDATE workflow.event_queue SET parked_at = now(), last_error = 'broken' WHERE event_id = (SELECT max(event_id) FROM workflow.event_queue) RETURNING event_id");

        var parked = await manager.SendAsync("GET", "/events?parked=true").JsonAsync();
        await manager.SendAsync("POST", $"/events/{id}/replay").JsonAsync(HttpStatusCode.Forbidden);
        var replayed = await admin.SendAsync("POST", $"/events/{id}/replay").JsonAsync(HttpStatusCode.Accepted);
        await admin.SendAsync("POST", $"/events/{id}/replay").JsonAsync(HttpStatusCode.Conflict);
        await admin.SendAsync("POST", "/events/99999999/replay").JsonAsync(HttpStatusCode.NotFound);

        Assert.Equal((id, "broken"), (parked.GetProperty("items")[0].Id(), parked.GetProperty("items")[0].Text("last_error")));
        Assert.Equal("waiting", replayed.Text("state"));
        Assert.Equal("admin@test.example", await host.ScalarAsync<string>("SELECT actor FROM audit_log WHERE action = 'event.replay'"));
    }

    [Fact]
    public async Task System_NamesHostsQueueAndFirings()
    {
        await using var host = await ApiHost.StartAsync();
        var manager = await host.AsAsync("manager");
        await manager.CreateAsync("""{"name": "Matin", "status": "active", "trigger_type": "scheduled", "trigger_config": {"schedule": "daily"}, "actions": [{"type": "send_notification", "config": {"recipients": ["role:manager"], "message": "Bonjour"}}]}""");
        var deadline = TimeProvider.System.GetUtcNow().AddSeconds(20);
        JsonElement system;
        do system = await manager.SendAsync("GET", "/system").JsonAsync();
        while (system.GetProperty("hosts").GetArrayLength() == 0 && TimeProvider.System.GetUtcNow() < deadline);

        Assert.Equal("api", system.GetProperty("hosts")[0].GetProperty("roles")[0].GetString());
        Assert.Contains("Matin", system.GetProperty("next_firings").EnumerateArray().Select(f => f.Text("name")));
        Assert.Equal(0, system.GetProperty("queue").GetProperty("parked").GetInt64());
        await (await host.AsAsync("viewer")).SendAsync("GET", "/system").JsonAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Schema_HasWhatAnEditorNeeds()
    {
        var host = shared.Host;
        var viewer = await host.AsAsync("viewer");

        var schema = await viewer.SendAsync("GET", "/schema").JsonAsync();
        using var json = await viewer.SendAsync("GET", "/schema/workflow.json");

        var deal = schema.GetProperty("entities").GetProperty("deal").GetProperty("fields").EnumerateArray().ToDictionary(f => f.Text("name")!, f => f);
        Assert.Equal("enum", deal["stage"].Text("kind"));
        Assert.Contains("signe", deal["stage"].GetProperty("enum_values").EnumerateArray().Select(v => v.GetString()));
        Assert.Equal("organisation", deal["organisation"].Text("entity"));
        Assert.Contains("between", schema.GetProperty("operators").EnumerateArray().Single(o => o.Text("kind") == "number").GetProperty("operators").EnumerateArray().Select(o => o.GetString()));
        Assert.Equal(8, schema.GetProperty("triggers").GetArrayLength());
        Assert.Equal(8, schema.GetProperty("actions").GetArrayLength());
        Assert.Equal("application/schema+json", json.Content.Headers.ContentType!.MediaType);
        using var parsed = JsonDocument.Parse(await json.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("object", parsed.RootElement.Text("type"));
    }

    [Theory]
    [InlineData("commercial", "POST", "/workflows")]
    [InlineData("commercial", "PUT", "/workflows/1")]
    [InlineData("viewer", "DELETE", "/workflows/1")]
    [InlineData("viewer", "POST", "/workflows/1/activate")]
    [InlineData("commercial", "POST", "/workflows/1/execute")]
    [InlineData("commercial", "POST", "/workflows/import")]
    [InlineData("viewer", "GET", "/workflows/1/export")]
    [InlineData("viewer", "POST", "/workflows/1/duplicate")]
    [InlineData("commercial", "POST", "/workflows/1/versions/1/restore")]
    [InlineData("viewer", "POST", "/executions/1/retry")]
    [InlineData("commercial", "POST", "/executions/1/cancel")]
    [InlineData("commercial", "GET", "/events")]
    public async Task WhoLacksThePermission_IsRefusedBeforeTheBodyIsRead(string role, string method, string path)
    {
        var host = shared.Host;

        await (await host.AsAsync(role)).SendAsync(method, path, "nonsense").JsonAsync(HttpStatusCode.Forbidden);
        await host.Anonymous.SendAsync(method, path, "nonsense").JsonAsync(HttpStatusCode.Unauthorized);
    }

    private static async Task<(long Workflow, long Deal)> PrepareAsync(ApiHost host, HttpClient manager, decimal amount)
    {
        var deal = await AddDealAsync(host, amount);
        await DrainAsync(host);
        return ((await manager.CreateAsync(Calls.Definition("Essai " + Guid.NewGuid().ToString("N")))).Id(), deal);
    }

    private static Task<long> AddDealAsync(ApiHost host, decimal amount) =>
        host.ScalarAsync<long>("INSERT INTO deals (nom, organisation_id, montant) SELECT 'Test', min(id), @amount FROM organisations RETURNING id", new { amount });

    private static async Task DrainAsync(ApiHost host)
    {
        var pass = host.Services.GetRequiredService<DispatchPass>();
        while (await pass.RunAsync(Cancellation) != DispatchReport.Idle)
        {
        }
    }
}
