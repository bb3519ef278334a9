using System.Net;
using System.Text.Json;
using Alforis.Crm.Data.Dispatching;
using Microsoft.Extensions.DependencyInjection;

namespace Alforis.Workflows.Host.Tests.Api.Workflows;

/// <summary>What a workflow did on each day, why it failed or did not fire, and what its list shows of that.</summary>
public sealed class StatisticsTests(SharedApiHost shared) : IClassFixture<SharedApiHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Days_AddUpFoldedDaysAndDeltas()
    {
        await using var host = await ApiHost.StartAsync();
        var manager = await host.AsAsync("manager");
        var id = (await manager.CreateAsync(Calls.Definition("Jours"))).Id();
        await manager.SendAsync("POST", $"/workflows/{id}/activate", """{"status": "active"}""").JsonAsync();
        await manager.SendAsync("POST", $"/workflows/{id}/activate", """{"status": "inactive"}""").JsonAsync();
        await manager.SendAsync("PUT", $"/workflows/{id}", """{"description": "autre"}""").JsonAsync();
        await host.ExecuteAsync(
            """
            INSERT INTO workflow.statistics_days (workflow_id, day, success, failed, skipped, duration_us_sum)
            SELECT @id, (now() AT TIME ZONE 'UTC')::date - back, 3, 1, 5, 8000 FROM unnest(ARRAY[0, 6, 7, 89, 90]) back;
            INSERT INTO workflow.statistics_histograms (workflow_id, day, bucket, executions)
            SELECT @id, (now() AT TIME ZONE 'UTC')::date - back, workflow.duration_bucket(2000), 4 FROM unnest(ARRAY[0, 6, 7, 89, 90]) back;
            INSERT INTO workflow.statistics_deltas (workflow_id, day, success, cancelled, duration_us_sum, buckets, bucket_counts)
            SELECT @id, (now() AT TIME ZONE 'UTC')::date, 1, 2, 5000000, ARRAY[workflow.duration_bucket(5000000)], ARRAY[1]
            """,
            new { id });

        var week = await manager.SendAsync("GET", $"/workflows/{id}/stats/days?days=7").JsonAsync();
        var quarter = await manager.SendAsync("GET", $"/workflows/{id}/stats/days?days=90").JsonAsync();

        var days = week.GetProperty("days").EnumerateArray().ToList();
        Assert.Equal(7, days.Count);
        Assert.Equal(("3", "1", "5", "0"), (days[0].Text("success_count"), days[0].Text("failed_count"), days[0].Text("skipped_count"), days[0].Text("cancelled_count")));
        Assert.Equal(("4", "2"), (days[6].Text("success_count"), days[6].Text("cancelled_count")));
        Assert.All(days[1..6], d => Assert.Equal("0", d.Text("success_count")));
        Assert.Equal(("11", "7", "2", "10"), (week.Text("execution_count"), week.Text("success_count"), week.Text("failed_count"), week.Text("skipped_count")));
        Assert.Equal(7d / 9, week.GetProperty("success_rate").GetDouble(), 3);
        Assert.Equal((16d + 5000) / 9, week.GetProperty("average_duration_ms").GetDouble(), 2);
        Assert.Equal(5000, week.GetProperty("p95_duration_ms").GetDouble(), 250d);
        var lengths = week.GetProperty("durations").EnumerateArray().Where(d => d.GetProperty("execution_count").GetInt64() > 0).Select(d => (d.Text("from_ms"), d.Text("to_ms"), d.Text("execution_count")));
        Assert.Equal([("1", "3", "8"), ("3000", "10000", "1")], lengths);
        Assert.Equal("13", quarter.Text("success_count"));
        Assert.Equal(["version", "activated", "deactivated", "version"], week.GetProperty("marks").EnumerateArray().Select(m => m.Text("kind")));
    }

    [Fact]
    public async Task Causes_GroupFailuresByWhatTheySay()
    {
        await using var host = await ApiHost.StartAsync();
        var viewer = await host.AsAsync("viewer");
        var id = (await (await host.AsAsync("manager")).CreateAsync(Calls.Definition("Causes"))).Id();
        await host.ExecuteAsync(
            """
            INSERT INTO workflow_executions (created_at, workflow_id, workflow_version, trigger_type, status, error)
            SELECT now() - n * interval '1 minute', @id, 1, 'deal_created', 'failed', format('action_1 (send_email): ''user%s@test.example'' refused after %s s', n, n) FROM generate_series(1, 4) n
            UNION ALL SELECT now(), @id, 1, 'deal_created', 'failed', 'action_2 (create_task): no such user'
            UNION ALL SELECT now() - interval '40 days', @id, 1, 'deal_created', 'failed', 'long ago'
            UNION ALL SELECT now(), @id, 1, 'deal_created', 'success', NULL
            """,
            new { id });

        var causes = await viewer.SendAsync("GET", $"/workflows/{id}/stats/causes").JsonAsync();

        var failures = causes.GetProperty("failures").EnumerateArray().ToList();
        Assert.Equal("5", causes.Text("failures_looked_at"));
        Assert.Equal([("4", "action_1 (send_email): 'user1@test.example' refused after 1 s"), ("1", "action_2 (create_task): no such user")], failures.Select(f => (f.Text("count"), f.Text("message"))));
        Assert.Equal(
            await host.ScalarAsync<long>("SELECT id FROM workflow_executions WHERE workflow_id = @id AND error LIKE '%user1@%'", new { id }), failures[0].GetProperty("execution_id").GetInt64());
    }

    [Fact]
    public async Task Causes_OfEventsThatDidNotFire_NameTheCondition()
    {
        await using var host = await ApiHost.StartAsync();
        var manager = await host.AsAsync("manager");
        var id = (await manager.CreateAsync(Calls.Definition("Ignorés", """ "status": "active", """))).Id();
        for (var i = 0; i < 3; i++) await AddDealAsync(host, 10);
        await AddDealAsync(host, 5000);
        await DrainAsync(host);
        var small = await AddDealAsync(host, 20);
        await manager.SendAsync("POST", $"/workflows/{id}/execute", $$"""{"trigger_entity_type": "deal", "trigger_entity_id": {{small}}}""").JsonAsync(HttpStatusCode.Accepted);
        await DrainAsync(host);
        await host.ExecuteAsync(
            """INSERT INTO workflow.skips (event_id, occurred_at, workflow_ids, reasons) VALUES (900001, now(), ARRAY[@id], jsonb_build_object(@id::text, 'loop')), (900002, now(), ARRAY[@id], NULL)""", new { id });

        var causes = await manager.SendAsync("GET", $"/workflows/{id}/stats/causes?days=7").JsonAsync();

        var skips = causes.GetProperty("skips").EnumerateArray().ToDictionary(s => s.Text("kind")!, s => s);
        Assert.Equal("7", causes.Text("skips_looked_at"));
        Assert.Equal(("5", ">", "1000"), (skips["condition"].Text("count"), skips["condition"].Text("operator"), skips["condition"].Text("expected")));
        Assert.EndsWith("montant", skips["condition"].Text("path"), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Number, skips["condition"].GetProperty("execution_id").ValueKind);
        Assert.Equal(small, skips["condition"].GetProperty("entity_id").GetInt64());
        Assert.Equal(("1", "900001"), (skips["loop"].Text("count"), skips["loop"].Text("event_id")));
        Assert.Equal("1", skips["unknown"].Text("count"));
    }

    [Theory]
    [InlineData("/stats/days?days=0", 400)]
    [InlineData("/stats/days?days=91", 400)]
    [InlineData("/stats/causes?limit=21", 400)]
    [InlineData("/stats/days?days=1", 404)]
    [InlineData("/stats/causes", 404)]
    public async Task Period_OfNothing_IsRefused(string path, int status)
    {
        var host = shared.Host;

        await (await host.AsAsync("viewer")).SendAsync("GET", "/workflows/999999" + path).JsonAsync((HttpStatusCode)status);
    }

    [Fact]
    public async Task List_ShowsTheLastDays_AndSortsByTheLastRun()
    {
        await using var host = await ApiHost.StartAsync();
        var manager = await host.AsAsync("manager");
        var ids = new List<long>();
        foreach (var name in new[] { "Ancien", "Récent", "Jamais", "Frais" }) ids.Add((await manager.CreateAsync(Calls.Definition(name))).Id());
        await host.ExecuteAsync(
            """
            INSERT INTO workflow.statistics_days (workflow_id, day, success, failed, skipped, last_execution_at)
            SELECT x.id, (now() AT TIME ZONE 'UTC')::date - x.back, 2, 1, 4, CASE WHEN x.ran THEN now() - x.back * interval '1 day' END
            FROM (VALUES (@old, 20, true), (@recent, 13, true), (@recent, 14, true), (@recent, 1, false), (@never, 0, false)) AS x (id, back, ran);
            INSERT INTO workflow.statistics_deltas (workflow_id, day, success, last_execution_at) VALUES (@fresh, (now() AT TIME ZONE 'UTC')::date, 7, now())
            """,
            new { old = ids[0], recent = ids[1], never = ids[2], fresh = ids[3] });

        var latest = await manager.SendAsync("GET", "/workflows?is_template=false&sort=-last_execution_at&limit=200").JsonAsync();
        var earliest = await manager.SendAsync("GET", "/workflows?is_template=false&sort=last_execution_at&limit=200").JsonAsync();

        var items = latest.GetProperty("items").EnumerateArray().ToDictionary(w => w.Id(), w => w);
        Assert.Equal([ids[3], ids[1], ids[0]], latest.GetProperty("items").EnumerateArray().Select(w => w.Id()).Take(3));
        Assert.Equal([ids[0], ids[1], ids[3]], earliest.GetProperty("items").EnumerateArray().Select(w => w.Id()).Take(3));
        Assert.Contains(ids[2], items.Keys);
        Assert.Equal([2, .. Enumerable.Repeat(0L, 11), 2, 0], Counts(items[ids[1]], "success_counts"));
        Assert.Equal([.. Enumerable.Repeat(0L, 13), 7], Counts(items[ids[3]], "success_counts"));
        Assert.Equal([.. Enumerable.Repeat(0L, 13), 4], Counts(items[ids[2]], "skipped_counts"));
        Assert.All(Counts(items[ids[0]], "failed_counts"), c => Assert.Equal(0, c));
        Assert.Equal(JsonValueKind.Null, (await manager.SendAsync("GET", $"/workflows/{ids[0]}").JsonAsync()).TryGetProperty("recent_days", out var none) ? none.ValueKind : JsonValueKind.Null);
    }

    private static IEnumerable<long> Counts(JsonElement workflow, string name) => workflow.GetProperty("recent_days").GetProperty(name).EnumerateArray().Select(c => c.GetInt64());

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
