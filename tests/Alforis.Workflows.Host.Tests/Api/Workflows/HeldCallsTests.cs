using System.Net;
using System.Text.Json;

namespace Alforis.Workflows.Host.Tests.Api.Workflows;

/// <summary>Calls that an hourly limit holds up, as the API tells them and decides about them.</summary>
public sealed class HeldCallsTests(SharedApiHost shared) : IClassFixture<SharedApiHost>
{
    private const string Calling =
        """
        { "name": "Annonce", "trigger_type": "deal_updated",
          "actions": [ { "type": "call_webhook", "config": { "url": "https://hooks.example/x" } } ] }
        """;

    // The hour is used up, and as many calls wait.
    private const string Held =
        """
        INSERT INTO workflow.step_rates (workflow_id, minute, begun) VALUES (@id, date_trunc('minute', now()), 1000);
        WITH made AS (
          INSERT INTO workflow.live_executions (workflow_id, workflow_version, event_id, trigger_type, entity_type, entity_id, status, started_at, event)
          SELECT @id, 1, n, 'deal_updated', 'deal', n, 'running', now(), '{}' FROM generate_series(1, @many) n RETURNING id, entity_id
        )
        INSERT INTO workflow.steps (execution_id, workflow_id, entity_type, entity_id, position, action_id, action_type, settings, created_at)
        SELECT m.id, @id, 'deal', m.entity_id, 0, 'action_1', 'call_webhook', '{"url": "https://hooks.example/x"}', now() - interval '5 minutes' FROM made m
        """;

    [Fact]
    public async Task HeldCalls_AreToldCountedAndLetGo_NotBeyondWhatWasSeen()
    {
        await using var host = await ApiHost.StartAsync();
        var manager = await host.AsAsync("manager");
        var id = await WithHeldAsync(host, manager, 7);
        var read = await manager.SendAsync("GET", "/attention").JsonAsync();
        await host.ExecuteAsync("UPDATE workflow.steps SET created_at = now() + interval '1 minute' WHERE entity_id = 3");

        var answer = await manager.SendAsync("POST", $"/attention/held/{id}/release", Before(read)).JsonAsync();
        var counts = await manager.SendAsync("GET", "/attention/summary").JsonAsync();

        var held = Assert.Single(read.GetProperty("held").EnumerateArray());
        Assert.Equal((id, "Annonce", "7", "False", "1000"), (held.GetProperty("workflow_id").GetInt64(), held.Text("workflow_name"), held.Text("count"), held.Text("count_is_more"), held.Text("calls_per_hour")));
        Assert.Equal(("6", "0", "False"), (answer.Text("decided_count"), answer.Text("not_permitted_count"), answer.Text("has_more")));
        Assert.Equal(("1", "1"), (counts.Text("held_count"), counts.Text("count")));
        Assert.Equal((6, 6), (await CountAsync(host, "workflow.steps WHERE released"), await CountAsync(host, "workflow.live_executions WHERE released")));
        var noted = await manager.SendAsync("GET", $"/workflows/{id}/audit").JsonAsync();
        Assert.Equal(("attention.release", "6"), (noted.GetProperty("items")[0].Text("action"), noted.GetProperty("items")[0].GetProperty("detail").Text("count")));
    }

    [Fact]
    public async Task Discard_CancelsWithWhoAndWhy()
    {
        await using var host = await ApiHost.StartAsync();
        var manager = await host.AsAsync("manager");
        var id = await WithHeldAsync(host, manager, 3);

        var answer = await manager.SendAsync("POST", $"/attention/held/{id}/discard", Before(await manager.SendAsync("GET", "/attention").JsonAsync())).JsonAsync();

        Assert.Equal("3", answer.Text("decided_count"));
        var executions = (await manager.SendAsync("GET", $"/workflows/{id}/executions").JsonAsync()).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(3, executions.Count);
        Assert.All(executions, e => Assert.Equal(("cancelled", "It was cancelled by manager@test.example, with all calls that its workflow's hourly limit held up."), (e.Text("status"), e.Text("error"))));
        Assert.Equal("0", (await manager.SendAsync("GET", "/attention/summary").JsonAsync()).Text("count"));
    }

    [Fact]
    public async Task Release_ByWhoMayNotCallByHand_LeavesAll_DiscardDoesNot()
    {
        await using var host = await ApiHost.StartAsync();
        var manager = await host.AsAsync("manager");
        var id = await WithHeldAsync(host, manager, 2);
        var before = Before(await manager.SendAsync("GET", "/attention").JsonAsync());
        await (await host.AsAsync("viewer")).SendAsync("POST", $"/attention/held/{id}/release", before).JsonAsync(HttpStatusCode.Forbidden);
        await (await host.AsAsync("viewer")).SendAsync("POST", $"/attention/held/{id}/discard", before).JsonAsync(HttpStatusCode.Forbidden);
        await host.ExecuteAsync("DELETE FROM role_permissions USING permissions p, roles r WHERE permission_id = p.id AND role_id = r.id AND r.name = 'manager' AND p.resource = 'webhooks'");

        var released = await manager.SendAsync("POST", $"/attention/held/{id}/release", before).JsonAsync();
        var none = await CountAsync(host, "workflow.steps WHERE released");
        var discarded = await manager.SendAsync("POST", $"/attention/held/{id}/discard", before).JsonAsync();

        Assert.Equal(("0", "2", 0), (released.Text("decided_count"), released.Text("not_permitted_count"), none));
        Assert.Equal(("2", "0"), (discarded.Text("decided_count"), discarded.Text("not_permitted_count")));
    }

    [Theory]
    [InlineData("/attention/held/0/release", """{"before": "2026-01-01T00:00:00Z"}""", 404, null)]
    [InlineData("/attention/held/1/release", "{}", 400, "")]
    [InlineData("/attention/held/1/discard", """{"before": "soon"}""", 400, "/before")]
    public async Task RequestThatCannotBe_SaysWhere(string path, string body, int status, string? pointer)
    {
        var host = shared.Host;

        var problem = await (await host.AsAsync("admin")).SendAsync("POST", path, body).JsonAsync((HttpStatusCode)status);

        if (pointer is not null) Assert.Contains(pointer, problem.GetProperty("errors").EnumerateArray().Select(e => e.Text("pointer")));
    }

    [Fact]
    public async Task Decide_AboutAWorkflowThatHoldsNothing_DoesNothing()
    {
        await using var host = await ApiHost.StartAsync();
        var admin = await host.AsAsync("admin");

        foreach (var what in new[] { "release", "discard" })
        {
            var answer = await admin.SendAsync("POST", $"/attention/held/999999/{what}", """{"before": "9999-01-01T00:00:00Z"}""").JsonAsync();
            Assert.Equal(("0", "False"), (answer.Text("decided_count"), answer.Text("has_more")));
        }

        Assert.Equal(0, await CountAsync(host, "audit_log WHERE action LIKE 'attention.%'"));
    }

    private static async Task<long> WithHeldAsync(ApiHost host, HttpClient client, int many)
    {
        var id = (await client.CreateAsync(Calling)).Id();
        await host.ExecuteAsync(Held, new { id, many });
        return id;
    }

    private static string Before(JsonElement read) => $$"""{"before": "{{read.GetProperty("as_of").GetString()}}"}""";

    private static async Task<int> CountAsync(ApiHost host, string rows) => (int)await host.ScalarAsync<long>($"SELECT count(*) FROM {rows}");
}
