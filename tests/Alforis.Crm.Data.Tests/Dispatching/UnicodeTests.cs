using System.Text.Json;
using System.Text.Json.Nodes;
using Alforis.Crm.Data.Executions;

namespace Alforis.Crm.Data.Tests.Dispatching;

/// <summary>What goes in at the capture comes out of conditions, templates, actions and history, byte for byte.</summary>
public sealed class UnicodeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_EveryText_FiresItsOwnWorkflowAloneAndComesOutAsItWentIn()
    {
        await using var host = await DispatchHost.CreateAsync();
        var workflows = new List<long>();
        foreach (var (_, text) in UnicodeCases.All) workflows.Add(await AddAsync(host, text));

        // One insert, one batch: what belongs to one must not get into another.
        var ids = await host.Database.QueryAsync<long>(
            "INSERT INTO organisations (nom, notes) SELECT 'O', t FROM unnest(@texts) WITH ORDINALITY AS x (t, n) ORDER BY n RETURNING id",
            new { texts = UnicodeCases.All.Select(c => c.Text).ToArray() });
        await host.DrainAsync();

        var executions = await host.Database.QueryAsync<(long Id, long WorkflowId, long EntityId, string Status, string? Error)>(
            "SELECT id, workflow_id, entity_id, status, error FROM workflow_executions ORDER BY entity_id, workflow_id");
        Assert.Equal(
            UnicodeCases.All.Select((c, i) => (c.Name, workflows[i], ids[i], "success", (string?)null)),
            executions.Select(e => (UnicodeCases.All[ids.IndexOf(e.EntityId)].Name, e.WorkflowId, e.EntityId, e.Status, e.Error)));
        Assert.Equal(
            UnicodeCases.All.Select(c => (c.Name, c.Text, $"«{c.Text}» {c.Text}", c.Text)),
            (await host.Database.QueryAsync<(long Id, string Task, string Message, string Address)>(
                """
                SELECT o.id, t.description, n.message, o.adresse FROM organisations o
                JOIN tasks t ON t.organisation_id = o.id JOIN notifications n ON n.entity_id = o.id ORDER BY o.id
                """)).Select(r => (UnicodeCases.All[ids.IndexOf(r.Id)].Name, r.Task, r.Message, r.Address)));
        Assert.Equal(0, await host.CountAsync("organisations WHERE adresse IS DISTINCT FROM notes AND nom = 'O'"));
        var stories = new ExecutionStoryQuery(host.Database.DataSource);
        foreach (var (execution, (name, text)) in executions.Zip(UnicodeCases.All)) AssertStory(name, text, (await stories.FindAsync(execution.Id, Token))!);
    }

    [Fact]
    public async Task RunAsync_EveryTextChanges_PreviousIsWhatItWas()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.Database.ExecuteAsync(
            "INSERT INTO deals (organisation_id, nom, description, tags) SELECT @Organisation, 'D', t, ARRAY[t] FROM unnest(@texts) AS t",
            new { host.Organisation, texts = UnicodeCases.All.Select(c => c.Text).ToArray() });
        await host.DrainAsync();
        await host.AddWorkflowAsync(
            "Avant", "deal_updated", """[{"type": "create_task", "config": {"title": "Avant", "description": "{{ previous.description }}"}}]""",
            config: """{"fields": ["description"]}""");

        await host.Database.ExecuteAsync("UPDATE deals SET description = 'fin' WHERE nom = 'D'");
        await host.DrainAsync();

        Assert.Equal(
            UnicodeCases.All.Select(c => c.Text).Order(StringComparer.Ordinal),
            (await host.Database.QueryAsync<string>("SELECT description FROM tasks")).Order(StringComparer.Ordinal));
        Assert.Equal(UnicodeCases.All.Count, await host.CountAsync("tasks t JOIN deals d ON d.id = t.deal_id WHERE d.tags = ARRAY[t.description]"));
    }

    [Fact]
    public async Task RunAsync_RefusedValueIsCutAmidAnEmoji_TheExecutionFailsAndTheEventIsHandled()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Pays", "organisation_updated", """
            [{"type": "update_field", "on_error": "continue", "config": {"field": "country_code", "value": "{{ organisation.adresse }}"}},
             {"type": "add_tag", "on_error": "continue", "config": {"tag": "{{ organisation.notes }}"}}]
            """);

        // The texts are cut at different places: one of two neighbours is within a pair.
        foreach (var length in new[] { 15, 16, 17, 18, 55, 56, 57, 58 })
        {
            var (address, tag) = (new string('x', length) + "😀😀😀", new string('x', length) + string.Concat(Enumerable.Repeat("😀", 60)));
            await host.Database.ExecuteAsync("UPDATE organisations SET adresse = @address, notes = @tag", new { address, tag });
            await host.DrainAsync();
        }

        var actions = await host.Database.QueryAsync<string>("SELECT a ->> 'error' FROM workflow_executions, json_array_elements(actions) a ORDER BY id");
        Assert.Equal(16, actions.Count);
        Assert.All(actions, error => Assert.Matches("^(The database refuses \"x+(😀)*(…|\") as|The tag 'x+(😀)*…' has more|'tag' comes out)", error));
        Assert.Equal(0, await host.CountAsync("workflow.event_queue"));
    }

    private static void AssertStory(string name, string text, ExecutionStory story)
    {
        var actions = JsonNode.Parse(story.Actions!)!;
        Assert.Equal((name, text), (name, actions[0]!["settings"]!["description"]!.GetValue<string>()));
        Assert.Equal((name, text), (name, actions[2]!["result"]!["after"]!.GetValue<string>()));
        var rules = JsonNode.Parse(story.Conditions!)!.AsArray();
        Assert.All(rules, r => Assert.True(r!["holds"]!.GetValue<bool>(), name));
        if (text.Length <= 200) Assert.Equal((name, text, text), (name, rules[0]!["actual"]!.GetValue<string>(), rules[0]!["expected"]!.GetValue<string>()));
        Assert.Null(story.Summary.Error);
    }

    private static Task<long> AddAsync(DispatchHost host, string text)
    {
        var value = JsonSerializer.Serialize(text);
        return host.AddWorkflowAsync(
            "Texte " + Guid.NewGuid().ToString("N"), "organisation_created",
            """
            [{"type": "create_task", "config": {"title": "Lire", "description": "{{ organisation.notes }}"}},
             {"type": "send_notification", "config": {"user_id": "seller@example.com", "message": "«{{ organisation.notes }}» {{ notes }}"}},
             {"type": "update_field", "config": {"field": "adresse", "value": "{{ organisation.notes }}"}}]
            """,
            $$"""{"operator": "AND", "rules": [{"field": "notes", "operator": "==", "value": {{value}}}, {"field": "notes", "operator": "contains", "value": {{value}}}]}""");
    }
}
