using System.Net;
using System.Text.Json;

namespace Alforis.Workflows.Host.Tests.Api.Workflows;

/// <summary>What a workflow was, who changed it, and when the clock fires it next.</summary>
public sealed class HistoryTests(SharedApiHost shared) : IClassFixture<SharedApiHost>
{
    [Fact]
    public async Task Versions_TellWhatChanged_WhateverTheOrderOfMembers()
    {
        await using var host = await ApiHost.StartAsync();
        var manager = await host.AsAsync("manager");
        var id = (await manager.CreateAsync(Calls.Definition("Suivi", """ "category": "Ventes", """))).Id();
        await manager.SendAsync("PUT", $"/workflows/{id}", """{"description": "Pourquoi", "conditions": {"rules": [{"value": 1000, "operator": ">", "field": "montant"}], "operator": "AND"}}""").JsonAsync();
        await manager.SendAsync("PUT", $"/workflows/{id}", """{"conditions": {"operator": "AND", "rules": [{"field": "montant", "operator": ">", "value": 2000}]}, "category": null}""").JsonAsync();
        await manager.SendAsync("POST", $"/workflows/{id}/versions/1/restore").JsonAsync();

        var all = await manager.SendAsync("GET", $"/workflows/{id}/versions").JsonAsync();
        var part = await manager.SendAsync("GET", $"/workflows/{id}/versions?skip=2&limit=1").JsonAsync();

        var versions = all.GetProperty("items").EnumerateArray().ToDictionary(v => v.GetProperty("version").GetInt32(), v => v);
        Assert.Equal(["description"], Changed(versions[2]));
        Assert.Equal(["category", "conditions"], Changed(versions[3]).Order(StringComparer.Ordinal));
        Assert.Equal(["category", "conditions", "description"], Changed(versions[4]).Order(StringComparer.Ordinal));
        Assert.Null(Member(versions[1], "changed"));
        Assert.All(versions.Values, v => Assert.Null(Member(v, "definition")));
        Assert.Equal(["description"], Changed(Assert.Single(part.GetProperty("items").EnumerateArray())));
    }

    [Fact]
    public async Task Audit_TellsSuspensionsAndRestorations_AndRunsOnlyWhenAskedFor()
    {
        await using var host = await ApiHost.StartAsync();
        var manager = await host.AsAsync("manager");
        var id = (await manager.CreateAsync(Calls.Definition("Histoire"))).Id();
        await manager.SendAsync("PUT", $"/workflows/{id}", """{"description": "autre"}""").JsonAsync();
        await manager.SendAsync("POST", $"/workflows/{id}/versions/1/restore").JsonAsync();
        var active = await manager.SendAsync("POST", $"/workflows/{id}/activate", """{"status": "active"}""").JsonAsync();
        var deal = await host.ScalarAsync<long>("INSERT INTO deals (nom, organisation_id, montant) SELECT 'Test', min(id), 5000 FROM organisations RETURNING id");
        await manager.SendAsync("POST", $"/workflows/{id}/execute", $$"""{"trigger_entity_type": "deal", "trigger_entity_id": {{deal}}}""").JsonAsync(HttpStatusCode.Accepted);
        await host.ExecuteAsync("""UPDATE workflows SET suspended_at = now(), suspended_reason = '[{"message": "Il manque un modèle."}]' WHERE id = @id""", new { id });
        await host.ExecuteAsync("UPDATE workflows SET suspended_reason = '[]' WHERE id = @id", new { id });

        var all = await manager.SendAsync("GET", $"/workflows/{id}/audit").JsonAsync();
        var changes = await manager.SendAsync("GET", $"/workflows/{id}/audit?executions=false").JsonAsync();
        var first = await manager.SendAsync("GET", $"/workflows/{id}/audit?executions=false&limit=2").JsonAsync();
        var second = await manager.SendAsync("GET", $"/workflows/{id}/audit?executions=false&limit=2&before={first.Text("next")}").JsonAsync();

        Assert.Equal("manager@test.example", active.Text("activated_by_email"));
        Assert.Contains("workflow.execute", Actions(all));
        Assert.Equal(["workflow.suspend", "workflow.activate", "workflow.update", "workflow.update", "workflow.create"], Actions(changes));
        Assert.Equal(Actions(changes).Take(4), Actions(first).Concat(Actions(second)));
        var suspended = changes.GetProperty("items")[0];
        Assert.Equal(("system", "system"), (suspended.Text("actor"), suspended.Text("via")));
        Assert.Equal(("3", "Il manque un modèle."), (suspended.GetProperty("detail").Text("version"), suspended.GetProperty("detail").Text("reason")));
        Assert.Equal("1", changes.GetProperty("items")[2].GetProperty("detail").Text("restored"));
        Assert.All(all.GetProperty("items").EnumerateArray(), e => Assert.Equal((null, null), (Member(e, "address"), Member(e, "request_id"))));
    }

    [Fact]
    public async Task Audit_ForWhoMayNotReadExecutions_IsSilentOnRuns()
    {
        await using var host = await ApiHost.StartAsync();
        var manager = await host.AsAsync("manager");
        var id = (await manager.CreateAsync(Calls.Definition("Discret"))).Id();
        await host.ExecuteAsync(
            """
            INSERT INTO audit_log (actor, via, action, subject_type, subject_id)
            SELECT 'x@test.example', 'api', a, 'workflow', @id
            FROM unnest('{workflow.execute,execution.retry,execution.cancel,attention.retry,attention.mute,attention.unmute}'::text[]) a;
            DELETE FROM role_permissions rp USING permissions p, roles r
            WHERE p.id = rp.permission_id AND r.id = rp.role_id AND r.name = 'viewer' AND p.resource = 'executions'
            """,
            new { id });

        var viewer = await host.AsAsync("viewer");
        var trail = await viewer.SendAsync("GET", $"/workflows/{id}/audit?executions=true").JsonAsync();

        Assert.Equal(["workflow.create"], Actions(trail));
    }

    [Theory]
    [InlineData("Europe/Paris", 8)]
    [InlineData("America/New_York", 13)]
    public async Task Firings_OfASchedule_AreItsNextMoments(string zone, int earliestHour)
    {
        await using var host = await ApiHost.StartAsync();
        var manager = await host.AsAsync("manager");
        var id = (await manager.CreateAsync(Scheduled("Matin", zone))).Id();

        var usual = await manager.SendAsync("GET", $"/workflows/{id}/firings").JsonAsync();
        var many = await manager.SendAsync("GET", $"/workflows/{id}/firings?count=20").JsonAsync();
        await manager.SendAsync("POST", $"/workflows/{id}/activate", """{"status": "active"}""").JsonAsync();
        var active = await manager.SendAsync("GET", $"/workflows/{id}/firings?count=1").JsonAsync();

        Assert.Equal(("schedule", zone, "False"), (usual.Text("source"), usual.Text("time_zone"), usual.Text("is_active")));
        Assert.Equal("True", active.Text("is_active"));
        Assert.Single(Moments(active));
        Assert.Equal(5, Moments(usual).Count);
        var now = TimeProvider.System.GetUtcNow();
        var moments = Moments(many);
        Assert.Equal(20, moments.Count);
        Assert.True(moments[0] > now.AddMinutes(-1) && moments[0] < now.AddHours(26), "The first is not within a day.");
        Assert.All(moments, m => Assert.Equal((9, 0), (m.Hour, m.Minute)));
        // In summer the clocks are an hour ahead.
        Assert.All(moments, m => Assert.InRange(m.UtcDateTime.Hour, earliestHour - 1, earliestHour + 1));
        Assert.All(moments.Zip(moments.Skip(1)), pair => Assert.Equal(pair.First.Date.AddDays(1), pair.Second.Date));
    }

    [Fact]
    public async Task Firings_OfOtherTriggers_AreTheNightlySweepOrNone()
    {
        await using var host = await ApiHost.StartAsync();
        var manager = await host.AsAsync("manager");
        var silent = (await manager.CreateAsync("""
            { "name": "Silence", "trigger_type": "inactivity_delay", "trigger_config": { "entity_type": "organisation", "inactivity_days": 30 },
              "actions": [ { "type": "create_task", "config": { "title": "Appeler" } } ] }
            """)).Id();
        var event1 = (await manager.CreateAsync(Calls.Definition("Affaire"))).Id();

        var nightly = await manager.SendAsync("GET", $"/workflows/{silent}/firings?count=3").JsonAsync();
        var none = await manager.SendAsync("GET", $"/workflows/{event1}/firings").JsonAsync();

        Assert.Equal(("nightly", "Europe/Paris"), (nightly.Text("source"), nightly.Text("time_zone")));
        Assert.Equal(3, Moments(nightly).Count);
        Assert.All(Moments(nightly), m => Assert.Equal(2, m.Hour));
        Assert.Equal("events", none.Text("source"));
        Assert.Empty(Moments(none));
    }

    [Theory]
    [InlineData("1/firings?count=0", 400)]
    [InlineData("1/firings?count=21", 400)]
    [InlineData("999999/firings", 404)]
    [InlineData("999999/audit", 404)]
    public async Task History_OfNothing_IsRefused(string path, int status)
    {
        var host = shared.Host;

        await (await host.AsAsync("viewer")).SendAsync("GET", "/workflows/" + path).JsonAsync((HttpStatusCode)status);
    }

    private static string Scheduled(string name, string zone) =>
        $$"""
        { "name": "{{name}}", "time_zone": "{{zone}}", "trigger_type": "scheduled", "trigger_config": { "schedule": "daily", "time": "09:00" },
          "actions": [ { "type": "send_notification", "config": { "title": "Bonjour", "message": "Bonjour", "recipients": ["role:admin"] } } ] }
        """;

    private static List<string?> Actions(JsonElement trail) => [.. trail.GetProperty("items").EnumerateArray().Select(e => e.Text("action"))];

    private static List<string?> Changed(JsonElement version) => [.. version.GetProperty("changed").EnumerateArray().Select(m => m.GetString())];

    private static List<DateTimeOffset> Moments(JsonElement firings) => [.. firings.GetProperty("next_firings").EnumerateArray().Select(m => m.GetDateTimeOffset())];

    private static string? Member(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null;
}
