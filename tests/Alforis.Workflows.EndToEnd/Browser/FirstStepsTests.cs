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
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Pour quelle affaire" }).FillAsync("article 9");
        await Expect(page.GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("ArrowDown");
        await visitor.PictureAsync("run-choose");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("à la main, il ne compte pas")).ToBeVisibleAsync();
        await visitor.PictureAsync("run");
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
        await visitor.AssertAccessibleAsync();
        Assert.Empty(visitor.Complaints);
    }

    public void Dispose() => data.Dispose();

    private Task<HostProcess> BeginAsync()
    {
        Assert.SkipWhen(Chromium.Place is null, Chromium.Missing);
        return HostProcess.ServeAsync(data.Path);
    }
}
