using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Alforis.Workflows.EndToEnd.Browser;

/// <summary>The parts of the settings about the service and its accounts.</summary>
[Trait("Category", "Browser")]
[Collection(nameof(BrowserServiceGroup))]
public sealed class SettingsAccountsTests(BrowserService service)
{
    [Fact]
    public async Task Administrator_MakesAUser_GivesARoleAndDisables_AndTheTrailTellsIt()
    {
        await using var visitor = await service.VisitAsync(height: 1000);
        await visitor.SignInAsync(await service.AccountAsync("admin"));
        var page = visitor.Page;
        var email = $"camille-{Guid.NewGuid():N}@alforis.example";

        await page.GotoAsync("/settings/users");
        await page.GetByRole(AriaRole.Button, new() { Name = "Nouvel utilisateur" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Adresse e-mail").FillAsync(email);
        await dialog.GetByLabel("Prénom").FillAsync("Camille");
        await dialog.GetByLabel("Nom de famille").FillAsync("Durand");
        await dialog.GetByRole(AriaRole.Checkbox, new() { Name = "Lecteur" }).CheckAsync();
        await visitor.PictureAsync("settings-user-new");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Créer" }).ClickAsync();
        await Expect(dialog.GetByText("Mot de passe généré", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Matches("^[a-zA-Z2-9]{20}$", await dialog.Locator("pre").InnerTextAsync());
        await visitor.PictureAsync("settings-user-secret");
        await visitor.AssertAccessibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Terminé" }).ClickAsync();

        await page.GetByLabel("Rechercher un nom ou une adresse").FillAsync(email);
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = email });
        await Expect(page.GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        await row.GetByRole(AriaRole.Button).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Changer les rôles" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Checkbox, new() { Name = "Commercial Gère" }).CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Expect(row.GetByText("Commercial")).ToHaveCountAsync(2);
        await row.GetByRole(AriaRole.Button).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Désactiver" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Désactiver" }).ClickAsync();
        await Expect(row.GetByText("Désactivé")).ToBeVisibleAsync();
        await page.GetByLabel("Rechercher un nom ou une adresse").FillAsync("");
        await page.GetByText("Pilote l’équipe").ClickAsync();
        await visitor.PictureAsync("settings-users");
        await visitor.AssertAccessibleAsync();

        await page.GotoAsync("/settings/audit?action=user.roles");
        await Expect(page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Camille Durand" }).First).ToContainTextAsync("a changé les rôles d’un compte");
        await page.GotoAsync("/settings/audit");
        await Expect(page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "a désactivé un compte · Camille Durand" })).ToHaveCountAsync(1);
        await page.GetByText("Détails").Nth(1).ClickAsync();
        await visitor.PictureAsync("settings-audit");
        await visitor.AssertAccessibleAsync();
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task System_OfARunningService_IsWell()
    {
        await using var visitor = await service.VisitAsync(height: 1000, scheme: ColorScheme.Dark);
        await visitor.SignInAsync(await service.AccountAsync("manager"));
        var page = visitor.Page;

        await page.GotoAsync("/settings/system");
        await Expect(page.GetByText("En marche")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "État général" })).Not.ToContainTextAsync("Aucun serveur");
        await visitor.PictureAsync("settings-system-dark");
        await visitor.AssertAccessibleAsync();
        Assert.Equal(0, await page.GetByRole(AriaRole.Link, new() { Name = "Journal d’audit" }).CountAsync());
        await page.GotoAsync("/settings/users");
        await Expect(page.GetByRole(AriaRole.Table)).ToBeVisibleAsync();
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { Name = "Nouvel utilisateur" }).CountAsync());
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { Name = "Actions pour" }).CountAsync());
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Viewer_OnAPhone_LooksAfterTheirOwnAccountAlone()
    {
        var account = await service.AccountAsync("viewer");
        await using var elsewhere = await service.VisitAsync();
        await elsewhere.SignInAsync(account);
        await using var visitor = await service.VisitAsync(width: 390, height: 844);
        await visitor.SignInAsync(account);
        var page = visitor.Page;

        foreach (var section in new[] { "users", "system", "audit" })
        {
            await page.GotoAsync($"/settings/{section}");
            await page.WaitForURLAsync(address => !address.EndsWith(section, StringComparison.Ordinal));
        }

        await page.GotoAsync("/settings/account");
        await page.GetByLabel("Prénom").FillAsync("Dominique");
        await page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Expect(page.GetByText("Votre profil est enregistré.")).ToBeVisibleAsync();
        await visitor.PictureAsync("settings-account-phone");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "The page is wider than the phone.");
        await visitor.AssertAccessibleAsync();

        var ends = page.GetByRole(AriaRole.Button, new() { Name = "Mettre fin à la session" });
        await Expect(ends).ToHaveCountAsync(1);
        await ends.ScrollIntoViewIfNeededAsync();
        await visitor.PictureAsync("settings-sessions-phone");
        await ends.ClickAsync();
        await Expect(ends).ToHaveCountAsync(0);
        await elsewhere.Page.ReloadAsync();
        await elsewhere.Page.WaitForURLAsync("**/login**");

        await page.GetByLabel("Mot de passe actuel").FillAsync("not the password");
        await page.GetByLabel("Nouveau mot de passe", new() { Exact = true }).FillAsync("a password that is long");
        await page.GetByLabel("Nouveau mot de passe, encore une fois").FillAsync("a password that is long");
        await page.GetByRole(AriaRole.Button, new() { Name = "Changer le mot de passe" }).ClickAsync();
        await Expect(page.GetByLabel("Mot de passe actuel")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.GetByRole(AriaRole.Button, new() { Name = "Mettre en place" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Confirmez votre mot de passe").FillAsync(account.Password);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Continuer" }).ClickAsync();
        await Expect(dialog.GetByText("Clé secrète", new() { Exact = true })).ToBeVisibleAsync();
        Assert.StartsWith("otpauth://totp/", await dialog.GetByRole(AriaRole.Link).GetAttributeAsync("href"), StringComparison.Ordinal);
        await visitor.PictureAsync("settings-codes-phone");
        await visitor.AssertAccessibleAsync();
        Assert.Empty(visitor.Complaints);
    }
}
