using System.Text.Json;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Tests.Events;
using Alforis.Crm.Data.Events;

namespace Alforis.Crm.Data.Tests.Dispatching;

/// <summary>Rows whose texts have megabytes.</summary>
public sealed class LargeEventTests
{
    private const string Actions = """[{"id": "tache", "type": "create_task", "config": {"title": "{{ organisation.nom }}", "description": "{{ organisation.notes }}"}}]""";

    // Two hundred strategies of 20,000 characters each: 4 MB.
    private const string Strategies = "(SELECT array_agg(left(repeat(md5(k::text || n::text), 625), 20000)) FROM generate_series(1, 200) k)";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_SeveralEventsOfMegabytes_AreHandledAFewAtATime()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Tâche", "organisation_created", Actions,
            """{"operator": "AND", "rules": [{"field": "strategies", "operator": "contains", "value": "fin"}]}""");
        await host.Database.ExecuteAsync(
            $"INSERT INTO organisations (nom, notes, strategies) SELECT 'Grande ' || n, repeat('é', 100000), {Strategies}[2:] || 'fin'::text FROM generate_series(1, 5) n");

        var largest = 0;
        for (var handled = 0; handled < 5;)
        {
            var report = await host.Pass.RunAsync(Token);
            Assert.Equal((0, 0), (report.Deferred, report.Failed));
            largest = Math.Max(largest, report.Events);
            handled += report.Events;
        }

        Assert.InRange(largest, 1, 3);
        Assert.All(await host.ExecutionsAsync(), e => Assert.Equal("success", e.Status));
        Assert.Equal(5, await host.CountAsync("tasks WHERE length(description) = 100000"));
    }

    [Fact]
    public async Task RunAsync_LargeColumnChanges_TheStoryStaysReadable()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Tâche", "organisation_updated", Actions,
            """{"operator": "AND", "rules": [{"field": "strategies", "operator": "not_contains", "value": "fin"}, {"field": "notes", "operator": "!=", "value": ""}]}""");

        await host.Database.ExecuteAsync($"UPDATE organisations SET notes = repeat('😀', 50000), strategies = {Strategies.Replace("n::text", "id::text", StringComparison.Ordinal)}");
        await host.DrainAsync();
        var execution = Assert.Single(await host.ExecutionsAsync());
        Assert.Equal("success", execution.Status);

        var story = (await new ExecutionStoryQuery(host.Database.DataSource).FindAsync(execution.Id, Token))!;
        using var conditions = JsonDocument.Parse(story.Conditions!);
        Assert.Equal([true, true], conditions.RootElement.EnumerateArray().Select(r => r.GetProperty("holds").GetBoolean()));
        Assert.InRange(story.Conditions!.Length, 1, 20_000);
        Assert.Equal("😀😀", conditions.RootElement[1].GetProperty("actual").GetString()![..4]);
        Assert.Contains("\"strategies\"", story.Event!.Changes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ClaimAsync_LargeEvents_BringsTheFirstWhateverItsSizeAndNoMoreThanFit()
    {
        await using var database = await Databases.CreateAsync();
        await database.ExecuteAsync($"INSERT INTO organisations (nom, strategies) SELECT 'o' || n, {Strategies} FROM generate_series(1, 3) n");
        await database.ExecuteAsync("INSERT INTO organisations (nom) VALUES ('petite')");
        await using var connection = await database.DataSource.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);

        Assert.Single((await EventQueue.ClaimAsync(transaction, Claims.InAllLanes(100) with { MostBytes = 1 }, Token)).Events);
        Assert.Equal(2, (await EventQueue.ClaimAsync(transaction, Claims.InAllLanes(100) with { MostBytes = 5_000_000 }, Token)).Events.Length);
        Assert.Equal(4, (await EventQueue.ClaimAsync(transaction, Claims.InAllLanes(100) with { MostBytes = 50_000_000 }, Token)).Events.Length);
    }

    [Fact]
    public async Task RunAsync_MoreTagsThanARowHolds_ExecutionFailsAndSaysSo()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.Database.ExecuteAsync("UPDATE deals SET tags = (SELECT array_agg('t' || n) FROM generate_series(1, 200) n)");
        await host.Database.ExecuteAsync("DELETE FROM workflow.event_queue");
        var tags = string.Join(", ", Enumerable.Range(0, 10_000).Select(n => $"\"étiquette {n}\""));
        var one = await host.AddWorkflowAsync("Une", "deal_stage_changed", """[{"type": "add_tag", "config": {"tag": "encore"}}]""");
        var replaced = await host.AddWorkflowAsync("Beaucoup", "deal_stage_changed", $$$"""[{"type": "update_field", "config": {"field": "tags", "value": [{{{tags}}}]}}]""");
        var many = await host.AddWorkflowAsync("Ajout", "deal_stage_changed", $$$"""[{"type": "add_tag", "config": {"tags": [{{{tags}}}]}}]""");
        var good = await host.AddWorkflowAsync("Bon", "deal_stage_changed", """[{"type": "create_task", "config": {"title": "Appeler"}}]""");

        await host.SignAsync();
        await host.DrainAsync();

        Assert.Equal(
            [(one, "failed", "action_1 (add_tag): The deal 1 would have more than 200 tags."),
             (many, "failed", "action_1 (add_tag): The deal 1 would have more than 200 tags."), (good, "success", null)],
            (await host.ExecutionsAsync()).Select(e => (e.WorkflowId, e.Status, e.Error)));
        Assert.Equal(
            "'tags' has at most 200 elements, not 10000.",
            await host.Database.ScalarAsync<string>("SELECT suspended_reason -> 0 ->> 'message' FROM workflows WHERE id = @replaced", new { replaced }));
        Assert.Equal(0, await host.CountAsync("workflow.event_queue"));
    }
}
