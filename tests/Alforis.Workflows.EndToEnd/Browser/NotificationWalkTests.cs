using Alforis.Crm.Data;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Alforis.Workflows.EndToEnd.Browser;

/// <summary>Two people in two browsers: what one sets off, the other is told at once.</summary>
[Trait("Category", "Browser")]
[Collection(nameof(BrowserServiceGroup))]
public sealed class NotificationWalkTests(BrowserService service)
{
    [Fact]
    public async Task Workflow_ThatOneRuns_NotifiesTheOther()
    {
        var title = $"Rappel {Guid.NewGuid():N}";
        var file = Path.Combine(service.Data, "notify.json");
        await File.WriteAllTextAsync(
            file,
            $$$"""{"name": "{{{title}}}", "trigger_type": "deal_created", "actions": [{"type": "send_notification", "config": {"recipients": ["role:commercial"], "title": "{{{title}}}", "message": "{{ deal.nom }}", "severity": "success"}}]}""",
            TestContext.Current.CancellationToken);
        await service.VerbAsync("import", "--activate", file);
        var (workflow, deal) = (await service.Crm.ScalarAsync<long>($"SELECT id FROM workflows WHERE name = '{title}'"), await service.Crm.ScalarAsync<long>("SELECT min(id) FROM deals"));
        await using var told = await service.VisitAsync(width: 390, height: 844);
        await told.SignInAsync(await service.AccountAsync("commercial"));
        await told.LiveAsync();
        await using var runs = await service.VisitAsync();
        await runs.SignInAsync(new Account(DemoData.AdminEmail, DemoData.AdminPassword));

        var status = await runs.Page.EvaluateAsync<int>(
            """
            async ([workflow, deal]) => {
              const { csrf_token } = await (await fetch('/api/v1/auth/csrf')).json();
              return (await fetch(`/api/v1/workflows/${workflow}/execute`, {
                method: 'POST', headers: { 'content-type': 'application/json', 'X-CSRF-Token': csrf_token },
                body: JSON.stringify({ trigger_entity_type: 'deal', trigger_entity_id: deal }) })).status;
            }
            """,
            new[] { workflow, deal });

        Assert.Equal(202, status);
        await Expect(told.Page.GetByText(title).First).ToBeVisibleAsync();
        await Expect(told.Page.GetByRole(AriaRole.Button, new() { Name = "Notifications, 1 non lue" })).ToBeVisibleAsync();
        await told.PictureAsync("notification-live-phone");
        Assert.Empty(told.Complaints);
        Assert.Empty(runs.Complaints);
    }
}
