using System.Globalization;
using Alforis.Crm.Data;
using Alforis.Workflows.EndToEnd.Samples;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Alforis.Workflows.EndToEnd.Browser;

/// <summary>E-mails that fail because the mail server is away, and go out once it is back and somebody says so.</summary>
[Trait("Category", "Browser")]
public sealed class AttentionTests : IDisposable
{
    private const string Workflow =
        """
        {"name": "Annoncer la négociation", "trigger_type": "deal_stage_changed", "trigger_config": {"to_stage": "negociation"},
         "actions": [{"id": "annonce", "type": "send_email", "retry": {"attempts": 1},
                      "config": {"to": "direction@alforis.example", "subject": "En négociation : {{ deal.nom }}", "body": "À suivre."}}]}
        """;

    private readonly DataDirectory data = new();

    [Fact]
    public async Task MailServer_AwayAndBack_FailuresAreGroupedExplainedAndRetriedTogether()
    {
        Assert.SkipWhen(Chromium.Place is null, Chromium.Missing);
        var obstacle = await Mailbox.FindObstacleAsync();
        Assert.SkipWhen(obstacle is not null, obstacle ?? "");
        var port = LoopbackPorts.Free();
        await using var host = await HostProcess.ServeAsync(
            data.Path, ("ALFORIS_SMTP", string.Create(CultureInfo.InvariantCulture, $"smtp://127.0.0.1:{port}")), ("ALFORIS_MAIL_FROM", "Alforis <crm@alforis.example>"));
        await using var crm = await CrmClient.ConnectAsync(data.Path);
        var definition = Path.Combine(data.Path, "annonce.json");
        await File.WriteAllTextAsync(definition, Workflow, TestContext.Current.CancellationToken);
        var (code, output, error) = await HostProcess.RunAsync("import", "--activate", definition, "--data", data.Path);
        Assert.True(code == 0, output + error);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var visitor = await Visitor.ComeAsync(browser, host.Address);
        var page = visitor.Page;
        await visitor.SignInAsync(new Account(DemoData.AdminEmail, DemoData.AdminPassword));
        await page.GotoAsync("/attention");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Rien à traiter" })).ToBeVisibleAsync();

        await crm.ExecuteAsync("UPDATE deals SET stage = 'negociation' WHERE id IN (SELECT id FROM deals WHERE stage <> 'negociation' ORDER BY id LIMIT 2)");
        await OutcomesAreAsync(crm, "failed", host);
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Le serveur de messagerie est injoignable." })).ToBeVisibleAsync();
        await Expect(page.GetByText("2 échecs")).ToBeVisibleAsync();
        await visitor.PictureAsync("attention-mail");
        await visitor.AssertAccessibleAsync();
        var way = page.GetByRole(AriaRole.Link, new() { Name = "À traiter" });
        await Expect(way).ToHaveTextAsync("À traiter1");

        await page.GetByRole(AriaRole.Button, new() { Name = "C’est attendu" }).ClickAsync();
        await page.GetByLabel("Pourquoi").FillAsync("Le serveur est en maintenance.");
        await visitor.PictureAsync("attention-mute");
        await visitor.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Ne plus compter" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Rien à traiter" })).ToBeVisibleAsync();
        await Expect(way).ToHaveTextAsync("À traiter");
        await page.GetByText("1 cause attendue").ClickAsync();
        await Expect(page.GetByText("Le serveur est en maintenance.")).ToBeVisibleAsync();
        await visitor.PictureAsync("attention-muted");
        await visitor.AssertAccessibleAsync();
        await page.SetViewportSizeAsync(390, 844);
        await visitor.PictureAsync("attention-muted-phone");
        await page.SetViewportSizeAsync(1280, 800);
        await page.GetByRole(AriaRole.Button, new() { Name = "Compter à nouveau" }).ClickAsync();
        await Expect(way).ToHaveTextAsync("À traiter1");

        await using var mail = await Mailbox.StartAsync(data.Path, port);
        await page.GetByRole(AriaRole.Button, new() { Name = "Reprendre les 2" }).ClickAsync();
        await visitor.PictureAsync("attention-retry");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Reprendre les 2" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Rien à traiter" })).ToBeVisibleAsync();
        await OutcomesAreAsync(crm, "success", host);
        Assert.Equal(2, Directory.GetFiles(Path.Combine(data.Path, "maildir", "new")).Length);
        Assert.Empty(visitor.Complaints);
        await host.StopAsync();
    }

    public void Dispose() => data.Dispose();

    private static async Task OutcomesAreAsync(CrmClient crm, string status, HostProcess host)
    {
        string[] outcomes = [];
        await Until.TrueAsync(
            async () =>
            {
                outcomes = await crm.LinesAsync("SELECT concat_ws(' ', status, error) FROM workflow_executions ORDER BY id");
                return outcomes.Length == 2 && outcomes.All(o => o.StartsWith(status, StringComparison.Ordinal));
            },
            TimeSpan.FromSeconds(60),
            () => string.Join(Environment.NewLine, outcomes) + Environment.NewLine + host.Output);
    }
}
