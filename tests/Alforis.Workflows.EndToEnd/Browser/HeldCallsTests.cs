using System.Globalization;
using Alforis.Crm.Data;
using Alforis.Workflows.EndToEnd.Samples;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Alforis.Workflows.EndToEnd.Browser;

/// <summary>Somebody changes many deals at once: what goes beyond a workflow's limit waits until somebody lets it go, or gives it up.</summary>
[Trait("Category", "Browser")]
public sealed class HeldCallsTests : IDisposable
{
    private const string Workflow =
        """
        {"name": "Annoncer la probabilité", "trigger_type": "deal_updated", "trigger_config": {"fields": ["probabilite"]},
         "actions": [{"id": "annonce", "type": "send_email", "config": {"to": "direction@alforis.example", "subject": "{{ deal.nom }}", "body": "À suivre."}}]}
        """;

    private readonly DataDirectory data = new();

    [Fact]
    public async Task ManyEmailsAtOnce_AreHeldUp_ThenLetGo_ThenGivenUp()
    {
        Assert.SkipWhen(Chromium.Place is null, Chromium.Missing);
        var obstacle = await Mailbox.FindObstacleAsync();
        Assert.SkipWhen(obstacle is not null, obstacle ?? "");
        var port = LoopbackPorts.Free();
        await using var mail = await Mailbox.StartAsync(data.Path, port);
        await using var host = await HostProcess.ServeAsync(
            data.Path, ("ALFORIS_SMTP", string.Create(CultureInfo.InvariantCulture, $"smtp://127.0.0.1:{port}")), ("ALFORIS_MAIL_FROM", "Alforis <crm@alforis.example>"), ("ALFORIS_CALLS_PER_HOUR", "2"));
        await using var crm = await CrmClient.ConnectAsync(data.Path);
        var definition = Path.Combine(data.Path, "annonce.json");
        await File.WriteAllTextAsync(definition, Workflow, TestContext.Current.CancellationToken);
        var (code, output, error) = await HostProcess.RunAsync("import", "--activate", definition, "--data", data.Path);
        Assert.True(code == 0, output + error);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var visitor = await Visitor.ComeAsync(browser, host.Address);
        var page = visitor.Page;
        var toasts = page.GetByRole(AriaRole.Region, new() { Name = "Notifications" });
        await visitor.SignInAsync(new Account(DemoData.AdminEmail, DemoData.AdminPassword));

        await ChangeFiveDealsAsync(crm);
        await WaitingAreAsync(crm, 3, host);
        await page.GotoAsync("/attention");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "3 e-mails ou appels retenus" })).ToBeVisibleAsync();
        await Expect(page.GetByText("dans 2 heures environ")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "À traiter" })).ToHaveTextAsync("À traiter1");
        Assert.Equal(2, Mails());
        await visitor.PictureAsync("held");
        await visitor.AssertAccessibleAsync();
        await page.SetViewportSizeAsync(390, 844);
        await visitor.PictureAsync("held-phone");
        await page.SetViewportSizeAsync(1280, 800);

        await page.GetByRole(AriaRole.Button, new() { Name = "Laisser partir" }).ClickAsync();
        await visitor.PictureAsync("held-release");
        await visitor.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Laisser partir" }).ClickAsync();
        await Expect(toasts.GetByText("3 exécutions repartent.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Rien à traiter" })).ToBeVisibleAsync();
        await Until.TrueAsync(() => Task.FromResult(Mails() == 5), TimeSpan.FromSeconds(60), () => $"{Mails()} e-mails have come.{Environment.NewLine}{host.Output}");

        await ChangeFiveDealsAsync(crm);
        await WaitingAreAsync(crm, 5, host);
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Ne pas envoyer" }).ClickAsync();
        await visitor.PictureAsync("held-discard");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Ne pas envoyer" }).ClickAsync();
        await Expect(toasts.GetByText("5 exécutions annulées.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Rien à traiter" })).ToBeVisibleAsync();
        Assert.Equal(
            ["cancelled 5", "success 5"], await crm.LinesAsync("SELECT concat_ws(' ', status, count(*)) FROM workflow_executions GROUP BY status ORDER BY status"));
        Assert.Equal(5, Mails());
        Assert.Empty(visitor.Complaints);
        await host.StopAsync();
    }

    public void Dispose() => data.Dispose();

    private int Mails() => Directory.GetFiles(Path.Combine(data.Path, "maildir", "new")).Length;

    private static Task ChangeFiveDealsAsync(CrmClient crm) =>
        crm.ExecuteAsync("UPDATE deals SET probabilite = (coalesce(probabilite, 0) + 1) % 100 WHERE id IN (SELECT id FROM deals ORDER BY id LIMIT 5)");

    private static async Task WaitingAreAsync(CrmClient crm, int many, HostProcess host)
    {
        string[] states = [];
        await Until.TrueAsync(
            async () =>
            {
                states = await crm.LinesAsync("SELECT concat_ws(' ', status, error) FROM workflow.steps");
                return states.Length == many && states.All(s => s == "pending");
            },
            TimeSpan.FromSeconds(60),
            () => string.Join(Environment.NewLine, states) + Environment.NewLine + host.Output);
    }
}
