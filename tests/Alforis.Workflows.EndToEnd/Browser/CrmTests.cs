using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Alforis.Workflows.EndToEnd.Browser;

/// <summary>Tasks, organisations, deals, and the search for them.</summary>
[Trait("Category", "Browser")]
[Collection(nameof(BrowserServiceGroup))]
public sealed class CrmTests(BrowserService service)
{
    [Fact]
    public async Task DealThatIsSearched_MovedToAnotherStage_ShowsWhatThatSetOff()
    {
        await using var visitor = await service.VisitAsync();
        var account = await service.AccountAsync("manager");
        var name = await DealAsync();
        await WorkflowAsync(name);
        await visitor.SignInAsync(account);
        var page = visitor.Page;

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Rechercher", Exact = true })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Control+k");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Rechercher" }).FillAsync(name);
        await Expect(page.GetByRole(AriaRole.Option, new() { Name = name }).First).ToBeVisibleAsync();
        await visitor.PictureAsync("search");
        await visitor.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "Affaires" }).GetByRole(AriaRole.Option).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = name })).ToBeVisibleAsync();
        var stages = page.GetByRole(AriaRole.Group, new() { Name = "Étape" });
        await Expect(stages.GetByRole(AriaRole.Button, new() { Name = "Proposition" })).ToHaveAttributeAsync("aria-pressed", "true");

        await service.Crm.ExecuteAsync($"UPDATE deals SET montant = 250000 WHERE nom = '{name}'");
        await stages.GetByRole(AriaRole.Button, new() { Name = "Négociation" }).ClickAsync();
        await Expect(page.GetByText("Quelqu’un a modifié cette affaire entre-temps.")).ToBeVisibleAsync();
        await visitor.PictureAsync("deal-conflict");
        await page.GetByRole(AriaRole.Button, new() { Name = "Recharger" }).ClickAsync();
        await Expect(page.GetByText("250")).ToBeVisibleAsync();
        await stages.GetByRole(AriaRole.Button, new() { Name = "Négociation" }).ClickAsync();
        var executions = page.GetByRole(AriaRole.Region, new() { Name = "Ce que les workflows ont fait" });
        await Expect(executions.GetByText("Succès")).ToBeVisibleAsync();
        await Expect(page.GetByText("Pourquoi ? Workflow").First).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await visitor.PictureAsync("deal");
        await visitor.AssertAccessibleAsync();
        await visitor.PictureAsync("deal-dark");
        await executions.GetByRole(AriaRole.Link, new() { Name = "Suivre" }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Exécution" }).First).ToBeVisibleAsync();

        await page.GotoAsync("/deals");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = name })).ToBeVisibleAsync();
        await visitor.PictureAsync("deals");
        await visitor.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Organisations", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Link).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Noter une activité" }).ClickAsync();
        await page.GetByLabel("Titre").FillAsync("Appel de suivi trimestriel");
        await visitor.PictureAsync("activity");
        await page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.List).GetByText("Appel de suivi trimestriel")).ToBeVisibleAsync();
        await visitor.PictureAsync("organisation");
        await visitor.AssertAccessibleAsync();
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Tasks_MadeFinishedAndOverdue_AreFoundByTheirState()
    {
        await using var visitor = await service.VisitAsync();
        var account = await service.AccountAsync("manager");
        var name = await DealAsync();
        await service.Crm.ExecuteAsync($"""
            INSERT INTO tasks (title, status, priority, due_date, deal_id, organisation_id, assigned_to)
            SELECT x.title, 'todo', x.priority, current_date + x.days, d.id, d.organisation_id, u.id FROM deals d, users u,
              (VALUES ('Relancer le comité', 'urgent', -3), ('Envoyer la proposition', 'normal', 5)) x (title, priority, days)
            WHERE d.nom = '{name}' AND u.email = '{account.Email}'
            """);
        await visitor.SignInAsync(account);
        var page = visitor.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Tâches", Exact = true }).ClickAsync();
        await Expect(page.GetByText("(en retard)")).ToBeVisibleAsync();
        await visitor.PictureAsync("tasks");
        await visitor.AssertAccessibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Nouvelle tâche" }).ClickAsync();
        await page.GetByLabel("Intitulé").FillAsync("Préparer la visite");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Concerne" }).ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = "Affaire" }).ClickAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Affaire" }).FillAsync(name);
        await page.GetByRole(AriaRole.Option, new() { Name = name }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Échéance" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Grid)).ToBeVisibleAsync();
        await visitor.PictureAsync("task-new");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Créer", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Terminer « Préparer la visite »" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Terminer « Relancer le comité »" }).ClickAsync();
        await Expect(page.GetByText("(en retard)")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Terminées" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Rouvrir « Relancer le comité »" })).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Terminées" })).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Phone_OfAViewer_ShowsADealAndOffersNoChange()
    {
        await using var visitor = await service.VisitAsync(width: 390, height: 844);
        var account = await service.AccountAsync("viewer");
        var name = await DealAsync();
        await visitor.SignInAsync(account);
        var page = visitor.Page;
        foreach (var path in new[] { "/tasks?whose=all", "/organisations", "/deals" })
        {
            await page.GotoAsync(path);
            await Expect(page.GetByRole(AriaRole.Table)).ToBeVisibleAsync();
            await visitor.PictureAsync(path[1..].Split('?')[0] + "-phone");
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{path} is wider than the phone.");
        }

        await page.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = name })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Historique" })).ToBeVisibleAsync();
        Assert.Equal(0, await page.GetByRole(AriaRole.Group, new() { Name = "Étape" }).CountAsync());
        await visitor.PictureAsync("deal-phone");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "The deal is wider than the phone.");
        await visitor.AssertAccessibleAsync();
        Assert.Empty(visitor.Complaints);
    }

    private async Task<string> DealAsync()
    {
        var name = "Aa " + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..12];
        await service.Crm.ExecuteAsync($"INSERT INTO deals (organisation_id, nom, stage, montant, probabilite) SELECT min(id), '{name}', 'proposition', 120000, 60 FROM organisations");
        return name;
    }

    /// <summary>A workflow that is active, and only for one deal.</summary>
    private async Task WorkflowAsync(string deal)
    {
        var file = Path.Combine(service.Data, deal + ".json");
        await File.WriteAllTextAsync(file, $$"""
            {
              "name": "Suivre {{deal}}", "status": "active", "trigger_type": "deal_stage_changed", "trigger_config": { "to_stage": "negociation" },
              "conditions": { "operator": "AND", "rules": [{ "field": "nom", "operator": "==", "value": "{{deal}}" }] },
              "actions": [{ "id": "task", "type": "create_task", "config": { "title": "Suivre la négociation", "due_days": 7 } }]
            }
            """, TestContext.Current.CancellationToken);
        await service.VerbAsync("import", file);
    }
}
