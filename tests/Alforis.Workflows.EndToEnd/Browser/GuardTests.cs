using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Alforis.Workflows.EndToEnd.Browser;

/// <summary>What is not for a reader is not offered, and where it would stand the page says why not.</summary>
[Trait("Category", "Browser")]
[Collection(nameof(BrowserServiceGroup))]
public sealed class GuardTests(BrowserService service)
{
    private const string Taken = "('organisations', 'events', 'statistics')";

    [Fact]
    public async Task WhoMayReadLittle_IsToldWhatIsNotShown()
    {
        var file = Path.Combine(Path.GetTempPath(), $"guard-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(file, """
            {"name": "Prévenir l'ERP", "trigger_type": "deal_created", "conditions": {"operator": "AND", "rules": [{"field": "montant", "operator": ">", "value": 10}]},
             "actions": [{"id": "appel", "type": "call_webhook", "config": {"url": "https://erp:s3cret@erp.example/in?token=s3cret", "headers": {"Authorization": "Bearer s3cret", "X-Team": "ventes"}}}]}
            """, TestContext.Current.CancellationToken);
        await service.VerbAsync("import", "--as-draft", file);
        File.Delete(file);
        var workflow = await service.Crm.ScalarAsync<long>("SELECT max(id) FROM workflows WHERE name = 'Prévenir l''ERP'");
        var deal = await service.Crm.ScalarAsync<long>("SELECT id FROM deals WHERE organisation_id IS NOT NULL ORDER BY id LIMIT 1");
        var name = await service.Crm.ScalarAsync<string>($"SELECT nom FROM deals WHERE id = {deal}");
        var organisation = await service.Crm.ScalarAsync<long>($"SELECT organisation_id FROM deals WHERE id = {deal}");
        await service.Crm.ExecuteAsync($"INSERT INTO tasks (title, deal_id, organisation_id, due_date) VALUES ('Rappeler discrètement', {deal}, {organisation}, current_date + 3)");
        var execution = await service.Crm.ScalarAsync<long>($$$"""
            WITH event AS (INSERT INTO workflow.events (types, payload, actor) VALUES (ARRAY['webhook_received'], '{"webhook": {"ville": "Trifouillis"}}', 'site') RETURNING event_id)
            INSERT INTO workflow_executions (workflow_id, workflow_version, event_id, trigger_type, status, started_at, completed_at, conditions, actions)
            SELECT {{{workflow}}}, 1, event_id, 'webhook_received', 'success', now(), now(), '[{"path": "webhook.ville", "operator": "!=", "expected": "Albi", "actual": "Trifouillis", "holds": true}]',
              '[{"id": "appel", "type": "call_webhook", "status": "success", "settings": {"url": "https://erp:s3cret@erp.example/in", "headers": {"Authorization": "Bearer s3cret"} } }]' FROM event
            RETURNING id
            """);
        var reader = await service.AccountAsync("viewer");
        await service.Crm.ExecuteAsync($"""
            CREATE TABLE public.guard_taken AS SELECT rp.* FROM role_permissions rp JOIN permissions p ON p.id = rp.permission_id JOIN roles r ON r.id = rp.role_id WHERE r.name = 'viewer' AND p.resource IN {Taken} AND p.action = 'read';
            DELETE FROM role_permissions rp USING guard_taken t WHERE rp.role_id = t.role_id AND rp.permission_id = t.permission_id;
            INSERT INTO role_permissions SELECT r.id, p.id FROM roles r, permissions p WHERE r.name = 'viewer' AND p.resource = 'workflows' AND p.action = 'execute'
            """);
        try
        {
            await using var visitor = await service.VisitAsync(height: 1000);
            await visitor.SignInAsync(reader);
            await WalkAsync(visitor, workflow, execution, name, organisation);
            Assert.Empty(visitor.Complaints);
        }
        finally
        {
            await service.Crm.ExecuteAsync("""
                DELETE FROM role_permissions USING roles r, permissions p WHERE role_id = r.id AND permission_id = p.id AND r.name = 'viewer' AND p.resource = 'workflows' AND p.action = 'execute';
                INSERT INTO role_permissions SELECT * FROM guard_taken;
                DROP TABLE public.guard_taken;
                DELETE FROM tasks WHERE title = 'Rappeler discrètement';
                UPDATE workflows SET deleted_at = now() WHERE name = 'Prévenir l''ERP'
                """);
        }
    }

    [Fact]
    public async Task RolesThatSomebodyElseChanged_AreNotOverwritten()
    {
        var other = await service.AccountAsync("viewer");
        await using var visitor = await service.VisitAsync(height: 900);
        await visitor.SignInAsync(await service.AccountAsync("admin"));
        var page = visitor.Page;
        await page.GotoAsync($"/settings/users?search={Uri.EscapeDataString(other.Email)}");
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = other.Email }).GetByRole(AriaRole.Button).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Changer les rôles" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Checkbox, new() { Name = "Manager" }).CheckAsync();

        await service.VerbAsync("users", "roles", other.Email, "commercial");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();

        await Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("Quelqu’un a modifié ce compte entre-temps.");
        await visitor.PictureAsync("settings-user-roles-conflict");
        await visitor.AssertAccessibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Recharger" }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Checkbox, new() { Name = "Commercial Gère" })).ToBeCheckedAsync();
        await Expect(dialog.GetByRole(AriaRole.Checkbox, new() { Name = "Manager" })).Not.ToBeCheckedAsync();
        Assert.Empty(visitor.Complaints);
        Assert.Equal("commercial", await service.Crm.ScalarAsync<string>($"SELECT string_agg(r.name, ' ') FROM user_roles ur JOIN roles r ON r.id = ur.role_id JOIN users u ON u.id = ur.user_id WHERE u.email = '{other.Email}'"));
    }

    private static async Task WalkAsync(Visitor visitor, long workflow, long execution, string deal, long organisation)
    {
        var page = visitor.Page;
        await page.GotoAsync($"/workflows/{workflow}");
        await Expect(page.GetByRole(AriaRole.Tab)).ToHaveCountAsync(2);
        await page.GetByText("Détails", new() { Exact = true }).Last.ClickAsync();
        await Expect(page.GetByText("https://•••@erp.example/in?token=•••")).ToBeVisibleAsync();
        await Expect(page.GetByText("s3cret")).ToHaveCountAsync(0);
        await visitor.PictureAsync("guard-workflow");
        await page.GetByRole(AriaRole.Button, new() { Name = "Exécuter" }).ClickAsync();
        await page.GetByRole(AriaRole.Combobox).FillAsync(deal);
        await page.GetByRole(AriaRole.Option).First.ClickAsync();
        await Expect(page.GetByText("L’effet ne peut pas vous être montré d’avance")).ToBeVisibleAsync();
        await visitor.PictureAsync("guard-run");
        await visitor.AssertAccessibleAsync();

        await page.GotoAsync($"/workflows/{workflow}?tab=statistics");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Les statistiques ne vous sont pas ouvertes" })).ToBeVisibleAsync();
        await visitor.PictureAsync("guard-statistics");
        await visitor.AssertAccessibleAsync();

        await page.GotoAsync($"/workflows/{workflow}/executions/{execution}");
        await Expect(page.GetByText("Les données reçues par le webhook ne vous sont pas montrées")).ToBeVisibleAsync();
        await Expect(page.GetByText("valeur reçue par le webhook, qui ne vous est pas montrée")).ToBeVisibleAsync();
        await page.GetByText("Réglages rendus").ClickAsync();
        await Expect(page.GetByText("https://•••@erp.example/in")).ToHaveCountAsync(2);
        Assert.DoesNotMatch("Trifouillis|s3cret", await page.ContentAsync());
        await visitor.PictureAsync("guard-execution");
        await visitor.AssertAccessibleAsync();

        await page.GotoAsync("/tasks?whose=all&search=discr%C3%A8tement");
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Rappeler discrètement" });
        await Expect(row).ToContainTextAsync($"Organisation {organisation}");
        await Expect(row).ToContainTextAsync(deal);
        await visitor.PictureAsync("guard-tasks");
        await visitor.AssertAccessibleAsync();
    }
}
