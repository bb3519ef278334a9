using System.Net;
using System.Text.Json;

namespace Alforis.Workflows.Host.Tests.Api.Workflows;

/// <summary>What does not go on by itself: read by cause, tried again together, muted.</summary>
public sealed class AttentionTests(SharedApiHost shared) : IClassFixture<SharedApiHost>
{
    private const string NoCause = "00000000-0000-0000-0000-000000000001";

    // The same cause but for quoted values and numbers; each can be tried again.
    private const string Failures =
        """
        WITH made AS (
          INSERT INTO workflow.events (types, entity_type, entity_id, after) SELECT ARRAY['deal_created'], 'deal', n, '{"id": 1}' FROM generate_series(1, @many) n RETURNING event_id
        )
        INSERT INTO workflow_executions (created_at, workflow_id, workflow_version, event_id, trigger_type, entity_type, entity_id, status, started_at, completed_at, actions, error)
        SELECT now() - interval '1 minute' - e.event_id * interval '1 millisecond', @id, 1, e.event_id, 'deal_created', 'deal', 1, 'failed', now() - interval '1 minute', now() - interval '1 minute',
          '[{"id": "action_1", "type": "create_task", "status": "failed"}]', format('action_1 (create_task): ''client %s'' has no user %s', e.event_id, e.event_id)
        FROM made e
        """;

    [Fact]
    public async Task Read_GroupsByWorkflowAndCause_NewestFirst_WithoutDeletedWorkflows()
    {
        await using var host = await ApiHost.StartAsync();
        var manager = await host.AsAsync("manager");
        var (id, other, gone) = (await CreateAsync(manager, "Un"), await CreateAsync(manager, "Deux"), await CreateAsync(manager, "Trois"));
        foreach (var workflow in new[] { id, gone }) await host.ExecuteAsync(Failures, new { id = workflow, many = 3 });
        await host.ExecuteAsync(
            """
            INSERT INTO workflow_executions (created_at, workflow_id, workflow_version, trigger_type, status, error) VALUES
              (now(), @other, 1, 'deal_created', 'failed', 'other'), (now() - interval '2 hours', @id, 1, 'deal_created', 'failed', NULL),
              (now() - interval '8 days', @other, 1, 'deal_created', 'failed', 'long ago'), (now(), @other, 1, 'deal_created', 'success', NULL);
            UPDATE workflows SET status = 'active', suspended_at = now(), suspended_reason = '[{"code": "WF2010", "message": "No."}]' WHERE id = @other;
            UPDATE workflows SET suspended_at = now() WHERE id = @id;
            INSERT INTO workflow.event_queue (event_id, lane, parked_at) VALUES (900001, 1, now()), (900002, 1, NULL)
            """,
            new { id, other });
        await manager.SendAsync("DELETE", $"/workflows/{gone}").JsonAsync(HttpStatusCode.NoContent);

        var read = await manager.SendAsync("GET", "/attention").JsonAsync();
        var month = await manager.SendAsync("GET", "/attention?days=30").JsonAsync();
        var counts = await manager.SendAsync("GET", "/attention/summary").JsonAsync();
        var limited = await (await host.AsAsync("viewer")).SendAsync("GET", "/attention/summary").JsonAsync();
        var suspended = await manager.SendAsync("GET", "/workflows?suspended=true").JsonAsync();
        var others = await manager.SendAsync("GET", "/workflows?suspended=false").JsonAsync();

        var groups = read.GetProperty("failures").EnumerateArray().ToList();
        Assert.Equal([("Deux", "1", "other"), ("Un", "3", groups[1].Text("message")), ("Un", "1", "")], groups.Select(g => (g.Text("workflow_name"), g.Text("count"), g.Text("message"))));
        var newest = await host.ScalarAsync<long>("SELECT id FROM workflow_executions WHERE workflow_id = @id AND error LIKE 'action_1%' ORDER BY created_at DESC LIMIT 1", new { id });
        Assert.Equal(newest, groups[1].GetProperty("execution_id").GetInt64());
        Assert.Equal(TimeSpan.FromMilliseconds(2), groups[1].GetProperty("last_at").GetDateTimeOffset() - groups[1].GetProperty("first_at").GetDateTimeOffset());
        Assert.Equal(4, month.GetProperty("failures").GetArrayLength());
        var one = Assert.Single(read.GetProperty("suspended").EnumerateArray());
        Assert.Equal((other.ToString(System.Globalization.CultureInfo.InvariantCulture), "WF2010"), (one.Text("workflow_id"), one.GetProperty("suspended_reason")[0].Text("code")));
        Assert.Equal(("1", "5", "3"), (read.Text("parked_count"), counts.Text("count"), counts.Text("failure_group_count")));
        // Who may not read events is not told how many there are.
        Assert.Equal(("4", JsonValueKind.Null), (limited.Text("count"), limited.GetProperty("parked_count").ValueKind));
        Assert.Equal(other, Assert.Single(suspended.GetProperty("items").EnumerateArray()).Id());
        Assert.Equal([id], others.GetProperty("items").EnumerateArray().Select(w => w.Id()));
    }

    [Fact]
    public async Task Retry_AskedForByTwoAtOnceAndAgain_TriesEachOnce()
    {
        await using var host = await ApiHost.StartAsync();
        var (admin, manager) = (await host.AsAsync("admin"), await host.AsAsync("manager"));
        var id = await CreateAsync(manager, "Reprise");
        await host.ExecuteAsync(Failures, new { id, many = 250 });
        var (read, body) = await WantedAsync(manager, id);
        Assert.Equal("250", read.Text("count"));

        var answers = await Task.WhenAll(
            manager.SendAsync("POST", "/attention/retry", body).JsonAsync(), admin.SendAsync("POST", "/attention/retry", body).JsonAsync(), manager.SendAsync("POST", "/attention/retry", body).JsonAsync());
        var again = await manager.SendAsync("POST", "/attention/retry", body).JsonAsync();

        Assert.Equal(250, answers.Sum(a => a.GetProperty("retried_count").GetInt32()));
        Assert.All(answers, a => Assert.Equal((0, JsonValueKind.Null), (a.GetProperty("left").GetArrayLength(), a.GetProperty("next").ValueKind)));
        Assert.Equal(("0", 0), (again.Text("retried_count"), again.GetProperty("left").GetArrayLength()));
        Assert.Equal((250, 0), (await CountAsync(host, "workflow.live_executions", id), await CountAsync(host, "workflow_executions", id)));
        Assert.Equal(-250, await host.ScalarAsync<long>("SELECT sum(failed)::bigint FROM workflow.statistics_deltas WHERE workflow_id = @id", new { id }));
        Assert.Equal(
            (250, 250),
            await host.ScalarAsync<int>("SELECT sum((detail ->> 'count')::int)::int FROM audit_log WHERE action = 'attention.retry' AND subject_id = @id", new { id }) is var told
                ? (told, await host.ScalarAsync<int>("SELECT count(DISTINCT e)::int FROM audit_log a, jsonb_array_elements(a.detail -> 'execution_ids') e WHERE a.action = 'attention.retry'"))
                : default);
    }

    [Fact]
    public async Task Retry_WhatFailedSince_OrCannotBeTried_IsLeft()
    {
        await using var host = await ApiHost.StartAsync();
        var (admin, manager) = (await host.AsAsync("admin"), await host.AsAsync("manager"));
        var id = await CreateAsync(manager, "Reste");
        await host.ExecuteAsync(Failures, new { id, many = 4 });
        var (_, body) = await WantedAsync(manager, id);
        // One failed after the list was read, the event of another is gone, and a third has no failure of the cause any more.
        await host.ExecuteAsync(
            """
            WITH chosen AS (SELECT id, row_number() OVER (ORDER BY id) AS n FROM workflow_executions WHERE workflow_id = @id)
            UPDATE workflow_executions e SET completed_at = CASE s.n WHEN 1 THEN now() ELSE e.completed_at END, event_id = CASE s.n WHEN 2 THEN 999999 ELSE e.event_id END,
              error = CASE s.n WHEN 3 THEN 'something else' ELSE e.error END
            FROM chosen s WHERE s.id = e.id
            """,
            new { id });
        var (_, elsewhere) = await WantedAsync(manager, await CreateAsync(manager, "Autre", host, 1));

        var answer = await manager.SendAsync("POST", "/attention/retry", body).JsonAsync();

        Assert.Equal("1", answer.Text("retried_count"));
        Assert.Equal([("event_gone", "1")], answer.GetProperty("left").EnumerateArray().Select(l => (l.Text("reason"), l.Text("count"))));
        Assert.Equal((1, 3), (await CountAsync(host, "workflow.live_executions", id), await CountAsync(host, "workflow_executions", id)));
        await host.ExecuteAsync("DELETE FROM role_permissions USING permissions p, roles r WHERE permission_id = p.id AND role_id = r.id AND r.name = 'manager' AND p.resource = 'tasks' AND p.action = 'create'");
        var refused = await manager.SendAsync("POST", "/attention/retry", elsewhere).JsonAsync();
        Assert.Equal(("0", "not_permitted"), (refused.Text("retried_count"), refused.GetProperty("left")[0].Text("reason")));
        Assert.Equal("1", (await admin.SendAsync("POST", "/attention/retry", elsewhere).JsonAsync()).Text("retried_count"));
    }

    [Fact]
    public async Task Mute_IsToldApartAndNotCounted_UntilItEnds()
    {
        await using var host = await ApiHost.StartAsync();
        var manager = await host.AsAsync("manager");
        var id = await CreateAsync(manager, "Muet", host, 2);
        var key = (await WantedAsync(manager, id)).Group.Text("cause_key");
        var path = $"/attention/mutes/{id}/{key}";

        var muted = await manager.SendAsync("PUT", path, """{"note": "Prévu.", "until": "2099-01-01T00:00:00Z"}""").JsonAsync();
        await host.ExecuteAsync(Failures, new { id, many = 1 });
        await host.ExecuteAsync("UPDATE workflow_executions SET workflow_version = 2 WHERE workflow_id = @id AND id = (SELECT max(id) FROM workflow_executions)", new { id });
        var group = (await WantedAsync(manager, id)).Group;
        var counted = await manager.SendAsync("GET", "/attention/summary").JsonAsync();
        await host.ExecuteAsync("UPDATE workflow.failure_mutes SET until = now() - interval '1 second'");
        var over = await manager.SendAsync("GET", "/attention/summary").JsonAsync();
        await manager.SendAsync("PUT", path, "{}").JsonAsync();
        await manager.SendAsync("DELETE", path).JsonAsync(HttpStatusCode.NoContent);
        await manager.SendAsync("DELETE", path).JsonAsync(HttpStatusCode.NotFound);
        var unmuted = (await WantedAsync(manager, id)).Group;

        Assert.Equal(("manager@test.example", "Prévu.", "2099-01-01T00:00:00Z"), (muted.Text("by"), muted.Text("note"), muted.GetProperty("until").GetDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(("3", "Prévu."), (group.Text("count"), group.GetProperty("muted").Text("note")));
        Assert.Equal(("0", "1"), (counted.Text("count"), over.Text("count")));
        Assert.Equal(JsonValueKind.Null, unmuted.GetProperty("muted").ValueKind);
        Assert.Equal(
            "attention.mute, attention.mute, attention.unmute", await host.ScalarAsync<string>("SELECT string_agg(action, ', ' ORDER BY id) FROM audit_log WHERE subject_type = 'workflow' AND subject_id = @id AND action LIKE 'attention%'", new { id }));
    }

    [Fact]
    public async Task RetryAndMute_ByAViewer_AreRefused()
    {
        await using var host = await ApiHost.StartAsync();
        var (viewer, manager) = (await host.AsAsync("viewer"), await host.AsAsync("manager"));
        var id = await CreateAsync(manager, "Spectateur", host, 2);
        var (group, body) = await WantedAsync(viewer, id);
        var path = $"/attention/mutes/{id}/{group.Text("cause_key")}";

        await viewer.SendAsync("POST", "/attention/retry", body).JsonAsync(HttpStatusCode.Forbidden);
        await viewer.SendAsync("PUT", path, "{}").JsonAsync(HttpStatusCode.Forbidden);
        await manager.SendAsync("PUT", path, "{}").JsonAsync();
        await viewer.SendAsync("DELETE", path).JsonAsync(HttpStatusCode.Forbidden);

        Assert.Equal((2, 1), (await CountAsync(host, "workflow_executions", id), await CountAsync(host, "workflow.failure_mutes", id)));
    }

    [Theory]
    [InlineData("GET", "/attention?days=0", null, 400, "?days")]
    [InlineData("GET", "/attention?days=91", null, 400, "?days")]
    [InlineData("GET", "/attention/summary?days=x", null, 400, "?days")]
    [InlineData("GET", "/workflows?suspended=perhaps", null, 400, "?suspended")]
    [InlineData("POST", "/attention/retry", "{}", 400, "")]
    [InlineData("POST", "/attention/retry", """{"workflow_id": 0, "cause_key": "00000000-0000-0000-0000-000000000001", "before": "2026-01-01T00:00:00Z"}""", 400, "/workflow_id")]
    [InlineData("POST", "/attention/retry", """{"workflow_id": 1, "cause_key": "' OR 1=1", "before": "2026-01-01T00:00:00Z"}""", 400, "/cause_key")]
    [InlineData("POST", "/attention/retry", """{"workflow_id": 1, "cause_key": "00000000-0000-0000-0000-000000000001", "before": "yesterday"}""", 400, "/before")]
    [InlineData("POST", "/attention/retry", """{"workflow_id": 1, "cause_key": "00000000-0000-0000-0000-000000000001", "before": "2026-01-01T00:00:00Z", "after": "x"}""", 400, "/after")]
    [InlineData("POST", "/attention/retry", """{"workflow_id": 1, "cause_key": "00000000-0000-0000-0000-000000000001", "before": "2026-01-01T00:00:00Z", "days": 91}""", 400, "/days")]
    [InlineData("PUT", $"/attention/mutes/1/{NoCause}", """{"until": "2001-01-01T00:00:00Z"}""", 400, "/until")]
    [InlineData("PUT", $"/attention/mutes/1/{NoCause}", """{"note": "  "}""", 400, "/note")]
    [InlineData("PUT", $"/attention/mutes/1/{NoCause}", "{}", 404, null)]
    [InlineData("PUT", "/attention/mutes/1/x", "{}", 404, null)]
    [InlineData("DELETE", $"/attention/mutes/9223372036854775807/{NoCause}", null, 404, null)]
    public async Task RequestThatCannotBe_SaysWhere(string method, string path, string? body, int status, string? pointer)
    {
        var host = shared.Host;

        var problem = await (await host.AsAsync("admin")).SendAsync(method, path, body).JsonAsync((HttpStatusCode)status);

        if (pointer is not null) Assert.Contains(pointer, problem.GetProperty("errors").EnumerateArray().Select(e => e.Text("pointer")));
    }

    [Fact]
    public async Task Retry_OfACauseThatIsNotThere_DoesNothing()
    {
        await using var host = await ApiHost.StartAsync();

        var answer = await (await host.AsAsync("admin")).SendAsync("POST", "/attention/retry", $$"""{"workflow_id": 1, "cause_key": "{{NoCause}}", "before": "9999-01-01T00:00:00Z"}""").JsonAsync();

        Assert.Equal("0", answer.Text("retried_count"));
        Assert.Equal(0, await host.ScalarAsync<long>("SELECT count(*) FROM audit_log WHERE action = 'attention.retry'"));
    }

    private static async Task<long> CreateAsync(HttpClient client, string name, ApiHost? host = null, int failures = 0)
    {
        var id = (await client.CreateAsync(Calls.Definition(name))).Id();
        if (host is not null) await host.ExecuteAsync(Failures, new { id, many = failures });
        return id;
    }

    private static async Task<(JsonElement Group, string Retry)> WantedAsync(HttpClient client, long id)
    {
        var read = await client.SendAsync("GET", "/attention").JsonAsync();
        var group = read.GetProperty("failures").EnumerateArray().Single(g => g.GetProperty("workflow_id").GetInt64() == id);
        return (group, $$"""{"workflow_id": {{id}}, "cause_key": "{{group.Text("cause_key")}}", "before": "{{read.GetProperty("as_of").GetString()}}"}""");
    }

    private static async Task<int> CountAsync(ApiHost host, string table, long id) => (int)await host.ScalarAsync<long>($"SELECT count(*) FROM {table} WHERE workflow_id = @id", new { id });
}
