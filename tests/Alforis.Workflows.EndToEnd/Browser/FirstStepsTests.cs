using Alforis.Crm.Data;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Alforis.Workflows.EndToEnd.Browser;

/// <summary>What people do in the web interface, in a real browser on the real service.</summary>
[Trait("Category", "Browser")]
public sealed class FirstStepsTests : IDisposable
{
    private readonly DataDirectory data = new();

    [Fact]
    public async Task NewUser_FromSignInToAnExecution_FindsTheWay()
    {
        await using var host = await BeginAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var visitor = await Visitor.ComeAsync(browser, host.Address);
        var page = visitor.Page;

        await page.GotoAsync("/workflows");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Connexion" })).ToBeVisibleAsync();
        await page.GetByLabel("Adresse e-mail").FillAsync(DemoData.AdminEmail);
        await page.GetByLabel("Mot de passe").FillAsync("wrong");
        await page.GetByRole(AriaRole.Button, new() { Name = "Se connecter" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("ne vont pas ensemble");
        await visitor.PictureAsync("sign-in");
        await page.GetByLabel("Mot de passe").FillAsync(DemoData.AdminPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Se connecter" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Aucun workflow pour l’instant" })).ToBeVisibleAsync();
        await visitor.PictureAsync("workflows-empty");
        await page.GetByRole(AriaRole.Button, new() { Name = "Nouveau workflow" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "À partir d’un modèle" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Utiliser ce modèle" })).ToHaveCountAsync(3);
        await visitor.PictureAsync("templates");
        await page.GetByRole(AriaRole.Button, new() { Name = "Utiliser ce modèle : Onboarding client" }).ClickAsync();

        await Expect(page.GetByText("Brouillon", new() { Exact = true }).First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Activer" }).ClickAsync();
        await Expect(page.GetByText("Actif", new() { Exact = true }).First).ToBeVisibleAsync();
        await visitor.PictureAsync("workflow");
        await page.GetByRole(AriaRole.Button, new() { Name = "Exécuter", Exact = true }).ClickAsync();
        await page.GetByLabel("Numéro de l’entité (Affaire)").FillAsync("3");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Exécuter" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Exécution 1" })).ToBeVisibleAsync();
        await Expect(page.GetByText("Succès", new() { Exact = true }).First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Créer une tâche documents" })).ToBeVisibleAsync();
        await visitor.PictureAsync("execution");
        await page.GetByRole(AriaRole.Link, new() { Name = "Exécutions", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "#1" })).ToBeVisibleAsync();
        await visitor.PictureAsync("executions");
        await page.GetByRole(AriaRole.Link, new() { Name = "Workflows", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "100" })).ToBeVisibleAsync();
        await visitor.PictureAsync("workflows");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Notification_MadeWhileSomebodyLooks_ArrivesByItself()
    {
        await using var host = await BeginAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var visitor = await Visitor.ComeAsync(browser, host.Address, locale: "en-GB", scheme: ColorScheme.Dark);
        await visitor.SignInAsync(DemoData.UserEmail, DemoData.UserPassword);
        var bell = visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Notifications," });
        await Expect(bell).ToBeVisibleAsync();
        await using var crm = await CrmClient.ConnectAsync(data.Path);

        await crm.ExecuteAsync($"INSERT INTO notifications (user_id, title, severity) SELECT id, 'Fresh from elsewhere', 'warning' FROM users WHERE email = '{DemoData.UserEmail}'");

        await Expect(visitor.Page.GetByText("Fresh from elsewhere")).ToBeVisibleAsync();
        await bell.ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Dialog, new() { Name = "Notifications" }).GetByText("Fresh from elsewhere")).ToBeVisibleAsync();
        await visitor.PictureAsync("notifications-dark");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Mark all as read" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Notifications, none unread" })).ToBeVisibleAsync();
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Phone_OfSomebodyWhoMayNotChange_ShowsThePagesAndOffersNothingElse()
    {
        await using var host = await BeginAsync();
        await using (var crm = await CrmClient.ConnectAsync(data.Path))
        {
            await crm.ExecuteAsync($"UPDATE user_roles SET role_id = (SELECT id FROM roles WHERE name = 'viewer') WHERE user_id = (SELECT id FROM users WHERE email = '{DemoData.UserEmail}')");
        }

        var (code, _, error) = await HostProcess.RunAsync("import", "--as-draft", Path.Combine(Repository.Root, "samples/workflows/onboarding-interne.json"), "--data", data.Path);
        Assert.True(code == 0, error);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var visitor = await Visitor.ComeAsync(browser, host.Address, width: 390, height: 844);
        await visitor.SignInAsync(DemoData.UserEmail, DemoData.UserPassword);
        var page = visitor.Page;

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Onboarding" }).First).ToBeVisibleAsync();
        await visitor.PictureAsync("workflows-phone");
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { Name = "Nouveau workflow" }).CountAsync());
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { Name = "Activer" }).CountAsync());
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "The page is wider than the phone.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ouvrir le menu" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Link, new() { Name = "Exécutions" })).ToBeVisibleAsync();
        await visitor.PictureAsync("menu-phone");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Session_ThatEnds_AsksToSignInAndComesBack()
    {
        await using var host = await BeginAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var visitor = await Visitor.ComeAsync(browser, host.Address);
        await visitor.SignInAsync(DemoData.AdminEmail, DemoData.AdminPassword);
        await using var crm = await CrmClient.ConnectAsync(data.Path);

        await crm.ExecuteAsync("UPDATE user_sessions SET ended_at = now(), ended_reason = 'revoked'");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Exécutions" }).ClickAsync();

        await Expect(visitor.Page.GetByText("Votre session a pris fin.")).ToBeVisibleAsync();
        await visitor.Page.GetByLabel("Adresse e-mail").FillAsync(DemoData.AdminEmail);
        await visitor.Page.GetByLabel("Mot de passe").FillAsync(DemoData.AdminPassword);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Se connecter" }).ClickAsync();
        await visitor.Page.WaitForURLAsync("**/executions");
        Assert.Empty(visitor.Complaints);
    }

    public void Dispose() => data.Dispose();

    private Task<HostProcess> BeginAsync()
    {
        Assert.SkipWhen(Chromium.Place is null, "No Chromium is installed: apt-get install chromium");
        return HostProcess.ServeAsync(data.Path);
    }
}
