using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Alforis.Workflows.EndToEnd.Browser;

/// <summary>What a workflow was, who changed it, when the clock fires it, and why it does not run.</summary>
[Trait("Category", "Browser")]
[Collection(nameof(BrowserServiceGroup))]
public sealed class WorkflowDetailTests(BrowserService service)
{
    [Fact]
    public async Task Versions_AreComparedAndRestored()
    {
        var id = await PrepareAsync("Revue du lundi");
        await using var visitor = await service.VisitAsync();
        await visitor.SignInAsync(await service.AccountAsync("manager"));
        var page = visitor.Page;
        await page.GotoAsync($"/workflows/{id}");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Se déclencherait" })).ToBeVisibleAsync();
        await Expect(page.GetByText("Modifié : déclencheur, réglages du déclencheur, conditions, actions")).ToBeVisibleAsync();
        await Expect(page.GetByText("Première version")).ToBeVisibleAsync();
        await Expect(page.GetByText("Importé, version 3")).ToBeVisibleAsync();
        await visitor.PictureAsync("workflow-detail");
        await visitor.AssertAccessibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Comparer la version 1" }).PressAsync("Enter");
        await page.WaitForURLAsync("**compare=1-3*");
        var dialog = page.GetByRole(AriaRole.Dialog);
        // As the flow says it.
        await Expect(dialog.GetByText("Le montant dépasse 50 000 €")).ToBeVisibleAsync();
        await Expect(dialog.GetByText("chaque semaine")).ToBeVisibleAsync();
        await Expect(dialog.GetByText("Déplacé")).ToBeVisibleAsync();
        await visitor.PictureAsync("workflow-compare-dark");
        await visitor.AssertAccessibleAsync();
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await visitor.PictureAsync("workflow-compare");
        await page.ReloadAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Échanger" }).ClickAsync();
        await page.WaitForURLAsync("**compare=3-1*");
        await page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Button, new() { Name = "Restaurer Version 1" }).ClickAsync();
        await Expect(dialog.GetByText("devient la version 4")).ToBeVisibleAsync();
        await visitor.PictureAsync("workflow-restore");
        await visitor.AssertAccessibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Restaurer", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Version 1 restaurée, devenue la version 4")).ToBeVisibleAsync();
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task SuspendedWorkflow_SaysWhatToDo_AlsoOnAPhone()
    {
        var id = await PrepareAsync("Revue suspendue");
        var manager = await service.AccountAsync("manager");
        await service.VerbAsync("workflows", "activate", id.ToString(CultureInfo.InvariantCulture));
        await service.Crm.ExecuteAsync($$"""
            UPDATE workflows SET suspended_at = now() - interval '2 hours',
              suspended_reason = '[{"code": "WF2010", "severity": "Error", "pointer": "/actions/0/type", "line": 9, "column": 7,
                "message": "Alix Moreau may not have ''create_task'' done: it needs ''tasks:create''.", "suggestion": "Have somebody activate it who may, or take the action out.",
                "arguments": {"name": "Alix Moreau", "owner": "create_task", "permission": "tasks:create"} }]'
            WHERE id = {{id}}
            """);
        await using var viewer = await service.VisitAsync("en-GB", 390, 844);
        await viewer.SignInAsync(await service.AccountAsync("viewer"));
        await viewer.Page.GotoAsync($"/workflows/{id}");
        await Expect(viewer.Page.GetByText("Ask somebody who may activate workflows")).ToBeVisibleAsync();
        await Expect(viewer.Page.GetByText("Alix Moreau may not have “Create a task” done")).ToBeVisibleAsync();
        await viewer.PictureAsync("workflow-suspended-phone");
        await viewer.AssertAccessibleAsync();
        await viewer.Page.GotoAsync($"/workflows/{id}?compare=1-3");
        await Expect(viewer.Page.GetByRole(AriaRole.Dialog).GetByText("differences")).ToBeVisibleAsync();
        await viewer.PictureAsync("workflow-compare-phone");
        await viewer.AssertAccessibleAsync();
        Assert.True(await viewer.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "The page is wider than the phone.");
        Assert.Empty(viewer.Complaints);

        await using var visitor = await service.VisitAsync();
        await visitor.SignInAsync(manager);
        await visitor.Page.GotoAsync($"/workflows/{id}");
        await Expect(visitor.Page.GetByText("par l’exploitant")).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByText("Alix Moreau n’a pas le droit de faire exécuter")).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByText("Droit manquant").And(visitor.Page.GetByText("Tâches › créer"))).ToBeVisibleAsync();
        await visitor.PictureAsync("workflow-suspended");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Activer de nouveau" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Prochains déclenchements" })).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByText($"par {manager.Email}")).ToBeVisibleAsync();
        await visitor.PictureAsync("workflow-active");
        await visitor.AssertAccessibleAsync();
        Assert.Empty(visitor.Complaints);
    }

    /// <summary>A scheduled workflow of three versions, written through the service.</summary>
    private async Task<long> PrepareAsync(string name)
    {
        var folder = Directory.CreateTempSubdirectory("versions").FullName;
        try
        {
            foreach (var definition in Versions(name))
            {
                var file = Path.Combine(folder, "workflow.json");
                await File.WriteAllTextAsync(file, definition);
                await service.VerbAsync("import", file);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return await service.Crm.ScalarAsync<long>($"SELECT id FROM workflows WHERE name = '{name}'");
    }

    private static IEnumerable<string> Versions(string name)
    {
        const string Notice = """{ "id": "avis", "type": "send_notification", "config": { "recipients": ["role:commercial"], "title": "Revue des affaires", "message": "Bonjour" } }""";
        static string Task(string title) => $$"""{ "id": "tache", "type": "create_task", "config": { "title": "{{title}}", "assigned_to": 1 } }""";
        static string Tag(string tag) => $$"""{ "type": "add_tag", "config": { "tag": "{{tag}}" } }""";
        yield return Write("deal_updated", "{}", 10_000, $"{Notice}, {Task("Préparer la revue")}, {Tag("vu")}");
        yield return Write("scheduled", """{ "schedule": "weekly", "day_of_week": "monday", "time": "09:00", "entity_type": "deal" }""", 50_000, $"{Task("Préparer la revue du lundi")}, {Notice}");
        yield return Write("scheduled", """{ "schedule": "weekly", "day_of_week": "monday", "time": "09:00", "entity_type": "deal" }""", 50_000, $"{Task("Préparer la revue du lundi")}, {Notice}, {Tag("à revoir")}");

        string Write(string trigger, string settings, int amount, string actions) =>
            $$"""
            { "name": "{{name}}", "description": "Chaque lundi, les affaires à revoir.", "status": "draft", "time_zone": "America/New_York", "trigger_type": "{{trigger}}", "trigger_config": {{settings}},
              "conditions": { "operator": "AND", "rules": [ { "field": "montant", "operator": ">", "value": {{amount}} } ] },
              "actions": [ {{actions}} ] }
            """;
    }
}
