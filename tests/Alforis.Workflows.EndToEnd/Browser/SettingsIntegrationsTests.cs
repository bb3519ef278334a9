using Alforis.Workflows.EndToEnd.Package;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Alforis.Workflows.EndToEnd.Browser;

/// <summary>The settings for what is called, and for what calls.</summary>
[Trait("Category", "Browser")]
[Collection(nameof(BrowserServiceGroup))]
public sealed class SettingsIntegrationsTests(BrowserService service)
{
    [Fact]
    public async Task Target_FromItsSecretToItsEnd_IsTestedSwitchedChangedAndDeleted()
    {
        await using var visitor = await service.VisitAsync();
        await visitor.SignInAsync(await service.AccountAsync("admin"));
        var page = visitor.Page;
        var name = $"ERP {Guid.NewGuid():N}"[..12];
        await page.GotoAsync("/settings/webhooks");
        await page.GetByRole(AriaRole.Button, new() { Name = "Nouvelle cible" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);

        await dialog.GetByLabel("Nom", new() { Exact = true }).FillAsync(name);
        await dialog.GetByLabel("Adresse").FillAsync("ftp://erp.example/in");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Créer" }).ClickAsync();
        await Expect(dialog.Locator("input[type=url][aria-invalid=true]")).ToBeFocusedAsync();
        await dialog.GetByLabel("Adresse").FillAsync("http://127.0.0.1:9/secret-path");
        await dialog.GetByLabel("En-têtes de chaque appel").FillAsync("Authorization: Bearer very-secret");
        await dialog.GetByLabel("Affaire créée").CheckAsync();
        await visitor.PictureAsync("settings-target-new");
        await visitor.AssertAccessibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Créer" }).ClickAsync();
        await Expect(dialog.GetByText("whsec_")).ToBeVisibleAsync();
        await visitor.PictureAsync("settings-target-secret");
        await visitor.AssertAccessibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "J’ai copié le secret" }).ClickAsync();
        await Expect(page.GetByText("whsec_")).ToHaveCountAsync(0);

        var row = page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = name });
        await row.GetByRole(AriaRole.Button, new() { Expanded = false }).First.ClickAsync();
        await Expect(row.GetByText("1 secret valable")).ToBeVisibleAsync();
        await Expect(row.GetByText("abonnement", new() { Exact = true })).ToBeVisibleAsync();
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        await visitor.PictureAsync("settings-targets");
        await page.SetViewportSizeAsync(360, 800);
        await visitor.PictureAsync("settings-targets-phone");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "The page is wider than the phone.");
        await page.SetViewportSizeAsync(1280, 860);
        await visitor.AssertAccessibleAsync();
        Assert.DoesNotContain("secret-path", await page.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", await page.ContentAsync(), StringComparison.Ordinal);

        await row.GetByRole(AriaRole.Button, new() { Name = "Tester" }).ClickAsync();
        await Expect(dialog.GetByText("Cette adresse n’est pas autorisée")).ToBeVisibleAsync();
        await visitor.PictureAsync("settings-target-test");
        await visitor.AssertAccessibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Fermer" }).Last.ClickAsync();

        await ChooseAsync(row, "Nouveau secret");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Créer le secret" }).ClickAsync();
        await Expect(dialog.GetByText("whsec_")).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "J’ai copié le secret" }).ClickAsync();
        await Expect(row.GetByText("2 secrets valables")).ToBeVisibleAsync();
        await ChooseAsync(row, "Retirer les anciens secrets");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Retirer les anciens secrets" }).ClickAsync();
        await Expect(row.GetByText("1 secret valable")).ToBeVisibleAsync();

        await ChooseAsync(row, "Modifier");
        await dialog.GetByLabel("À quoi elle sert").FillAsync("Ce que la facturation veut savoir");
        await visitor.PictureAsync("settings-target-edit");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Expect(row.GetByText("Ce que la facturation veut savoir")).ToBeVisibleAsync();
        await Expect(row.GetByText("En-têtes propres")).ToBeVisibleAsync();

        await row.GetByRole(AriaRole.Switch).ClickAsync();
        await Expect(row.GetByText("Désactivée")).ToBeVisibleAsync();
        await Expect(row.GetByRole(AriaRole.Button, new() { Name = "Tester" })).ToBeDisabledAsync();
        await ChooseAsync(row, "Supprimer");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Supprimer" }).ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Hook_OnAPhone_IsMadeWithACallToTryItAndDeleted()
    {
        await using var visitor = await service.VisitAsync(locale: "en-GB", width: 390, height: 844, scheme: ColorScheme.Dark);
        await visitor.SignInAsync(await service.AccountAsync("admin"));
        var page = visitor.Page;
        var slug = $"site-{Guid.NewGuid():N}"[..14];
        await page.GotoAsync("/settings/hooks");
        await page.GetByRole(AriaRole.Button, new() { Name = "New incoming webhook" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("End of the address").FillAsync(slug);
        await visitor.PictureAsync("settings-hook-new-phone");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        await Expect(dialog.GetByText($"/api/v1/hooks/{slug}' -H")).ToBeVisibleAsync();
        await Expect(dialog.GetByText("Copy it now.")).ToBeVisibleAsync();
        await visitor.PictureAsync("settings-hook-secret-phone");
        var call = await dialog.GetByRole(AriaRole.Region, new() { Name = "Try it in a terminal" }).InnerTextAsync();
        Assert.Contains("\"event_id\"", await Shell.RunAsync(Repository.Root, call), StringComparison.Ordinal);
        await visitor.AssertAccessibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "I have copied the secret" }).ClickAsync();

        var row = page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = slug });
        await Expect(row.GetByText("1 good secret")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(row.GetByText("Last call:")).ToBeVisibleAsync();
        await visitor.PictureAsync("settings-hooks-phone");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "The page is wider than the phone.");
        await visitor.AssertAccessibleAsync();
        await row.GetByRole(AriaRole.Switch).ClickAsync();
        await Expect(row.GetByRole(AriaRole.Switch)).Not.ToBeCheckedAsync();
        await ChooseAsync(row, "Delete", "More actions");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Viewer_WhoAsksForTargets_IsLedElsewhereAndSeesNone()
    {
        await using var visitor = await service.VisitAsync();
        await visitor.SignInAsync(await service.AccountAsync("viewer"));
        await visitor.Page.GotoAsync("/settings/webhooks");
        await visitor.Page.WaitForURLAsync("**/settings/templates");
        await Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Cibles de webhooks" })).ToHaveCountAsync(0);
        await Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Webhooks entrants" })).ToHaveCountAsync(0);
        Assert.Empty(visitor.Complaints);
    }

    private static async Task ChooseAsync(ILocator row, string item, string menu = "Autres actions")
    {
        await row.GetByRole(AriaRole.Button, new() { Name = menu }).ClickAsync();
        await row.Page.GetByRole(AriaRole.Menuitem, new() { Name = item }).ClickAsync();
    }
}
