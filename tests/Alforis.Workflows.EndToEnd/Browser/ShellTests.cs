using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Alforis.Workflows.EndToEnd.Browser;

/// <summary>What is around every page: the bell, the menu, the session.</summary>
[Trait("Category", "Browser")]
[Collection(nameof(BrowserServiceGroup))]
public sealed class ShellTests(BrowserService service)
{
    [Fact]
    public async Task Notification_MadeWhileSomebodyLooks_ArrivesByItself()
    {
        await using var visitor = await service.VisitAsync(locale: "en-GB", scheme: ColorScheme.Dark);
        var account = await service.AccountAsync("commercial");
        await visitor.SignInAsync(account);
        var bell = visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Notifications," });
        await Expect(bell).ToBeVisibleAsync();
        await visitor.LiveAsync();
        await service.Crm.ExecuteAsync($"INSERT INTO notifications (user_id, title, severity) SELECT id, 'Fresh from elsewhere', 'warning' FROM users WHERE email = '{account.Email}'");

        await Expect(visitor.Page.GetByText("Fresh from elsewhere")).ToBeVisibleAsync();
        await bell.ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Dialog, new() { Name = "Notifications" }).GetByText("Fresh from elsewhere")).ToBeVisibleAsync();
        await visitor.PictureAsync("notifications-dark");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Mark all as read" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Notifications, none unread" })).ToBeVisibleAsync();
        await visitor.AssertAccessibleAsync();
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Phone_OfSomebodyWhoMayNotChange_ShowsThePagesAndOffersNothingElse()
    {
        await service.VerbAsync("import", "--as-draft", Path.Combine(Repository.Root, "samples/workflows/onboarding-interne.json"));
        await using var visitor = await service.VisitAsync(width: 390, height: 844);
        await visitor.SignInAsync(await service.AccountAsync("viewer"));
        var page = visitor.Page;

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Onboarding" }).First).ToBeVisibleAsync();
        await visitor.PictureAsync("workflows-phone");
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { Name = "Nouveau workflow" }).CountAsync());
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { Name = "Activer" }).CountAsync());
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "The page is wider than the phone.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ouvrir le menu" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Link, new() { Name = "Exécutions" })).ToBeVisibleAsync();
        await visitor.PictureAsync("menu-phone");
        await visitor.AssertAccessibleAsync();
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Session_ThatEnds_AsksToSignInAndComesBack()
    {
        await using var visitor = await service.VisitAsync();
        var account = await service.AccountAsync("commercial");
        await visitor.SignInAsync(account);
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Exécutions" }).ClickAsync();
        await visitor.LiveAsync();

        await service.Crm.ExecuteAsync($"UPDATE user_sessions SET ended_at = now(), ended_reason = 'revoked' WHERE user_id = (SELECT id FROM users WHERE email = '{account.Email}')");

        await Expect(visitor.Page.GetByText("Votre session a pris fin.")).ToBeVisibleAsync();
        await visitor.Page.GetByLabel("Adresse e-mail").FillAsync(account.Email);
        await visitor.Page.GetByLabel("Mot de passe").FillAsync(account.Password);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Se connecter" }).ClickAsync();
        await visitor.Page.WaitForURLAsync("**/executions");
        await visitor.AssertAccessibleAsync();
        Assert.Empty(visitor.Complaints);
    }
}
