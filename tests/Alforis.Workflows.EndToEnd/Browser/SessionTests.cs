using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Alforis.Workflows.EndToEnd.Browser;

/// <summary>Two tabs of one browser have one session: what somebody does in one of them, the other one must not be wrong about.</summary>
[Trait("Category", "Browser")]
[Collection(nameof(BrowserServiceGroup))]
public sealed class SessionTests(BrowserService service)
{
    [Fact]
    public async Task SignIn_OfSomebodyElseInAnotherTab_MakesThisTabTheirs()
    {
        await using var visitor = await service.VisitAsync();
        var (ada, bea) = (await service.AccountAsync("manager"), await service.AccountAsync("manager"));
        await NameAsync(ada, "Ada");
        await NameAsync(bea, "Béa");
        await visitor.SignInAsync(ada);
        var page = visitor.Page;
        await page.GotoAsync("/deals?search=secret");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Menu de Ada Moreau" })).ToBeVisibleAsync();
        var loaded = await page.EvaluateAsync<double>("performance.timeOrigin");

        var tab = await visitor.TabAsync();
        await tab.GotoAsync("/workflows");
        await tab.GetByRole(AriaRole.Button, new() { Name = "Menu de Ada Moreau" }).ClickAsync();
        await tab.GetByRole(AriaRole.Menuitem, new() { Name = "Se déconnecter" }).ClickAsync();
        await Expect(page.GetByLabel("Mot de passe")).ToBeVisibleAsync();
        await tab.GetByLabel("Adresse e-mail").FillAsync(bea.Email);
        await tab.GetByLabel("Mot de passe").FillAsync(bea.Password);
        await tab.GetByRole(AriaRole.Button, new() { Name = "Se connecter" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Menu de Béa Moreau" })).ToBeVisibleAsync();
        // What Ada looked for is nothing of Béa's.
        await Expect(page).ToHaveURLAsync(new Uri(new Uri(page.Url), "/workflows").ToString());
        await ChangeAsync(page, "Béatrice");
        Assert.Equal("Béatrice", await FirstNameAsync(bea));
        Assert.Equal(loaded, await page.EvaluateAsync<double>("performance.timeOrigin"));
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Change_AfterASignInThatThisTabHasNotHeardOf_IsMadeForTheSameUserAlone()
    {
        await using var visitor = await service.VisitAsync();
        var (ada, bea) = (await service.AccountAsync("manager"), await service.AccountAsync("manager"));
        await NameAsync(bea, "Béa");
        await visitor.SignInAsync(ada);
        var page = visitor.Page;
        var loaded = await page.EvaluateAsync<double>("performance.timeOrigin");
        await page.GetByRole(AriaRole.Button, new() { Name = "Menu de Alix Moreau" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Mon compte" }).ClickAsync();
        await Expect(page.GetByLabel("Prénom")).ToBeVisibleAsync();

        await SignInUnheardAsync(page, ada);
        await ChangeAsync(page, "Ada");
        Assert.Equal("Ada", await FirstNameAsync(ada));

        await SignInUnheardAsync(page, bea);
        await page.GetByLabel("Prénom").FillAsync("Nobody");
        await page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Menu de Béa Moreau" })).ToBeVisibleAsync();
        await Expect(page.GetByText("Rien n’a été modifié")).ToBeVisibleAsync();
        await Expect(page.GetByText("Cet onglet est maintenant celui de Béa Moreau")).ToBeVisibleAsync();
        await visitor.PictureAsync("session-other");
        await visitor.AssertAccessibleAsync();
        Assert.Equal("Ada", await FirstNameAsync(ada));
        Assert.Equal("Béa", await FirstNameAsync(bea));
        Assert.Equal(loaded, await page.EvaluateAsync<double>("performance.timeOrigin"));
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Failure_OfEachKind_SaysWhatItIs()
    {
        await using var visitor = await service.VisitAsync();
        await service.VerbAsync("import", "--as-draft", Path.Combine(Repository.Root, "samples/workflows/onboarding-interne.json"));
        await visitor.SignInAsync(await service.AccountAsync("manager"));
        var page = visitor.Page;
        var row = page.GetByRole(AriaRole.Link, new() { Name = "Onboarding" }).First;
        await Expect(row).ToBeVisibleAsync();

        // A list that cannot be read again stays.
        await page.RouteAsync("**/api/v1/workflows?*", route => route.FulfillAsync(new() { Status = 500, Body = "{}" }));
        await page.GetByRole(AriaRole.Button, new() { Name = "Activer : Onboarding" }).ClickAsync();
        await Expect(page.GetByText("n’a pas pu être actualisée")).ToBeVisibleAsync();
        await Expect(row).ToBeVisibleAsync();
        await visitor.PictureAsync("failure-outdated");
        await visitor.AssertAccessibleAsync();
        await page.UnrouteAsync("**/api/v1/workflows?*");
        await page.GetByRole(AriaRole.Button, new() { Name = "Réessayer" }).ClickAsync();
        await Expect(page.GetByText("n’a pas pu être actualisée")).ToBeHiddenAsync();

        // One answer feeds two lists, and fails once.
        await page.RouteAsync("**/api/v1/attention", route => route.FulfillAsync(new() { Status = 403, Body = "{}" }));
        await page.GotoAsync("/attention");
        await Expect(page.GetByText("Vous n’y avez pas accès")).ToHaveCountAsync(1);
        await visitor.AssertAccessibleAsync();
        Assert.Empty(visitor.Complaints);

        // A mistake of the page: the answer is none that it knows.
        await page.RouteAsync("**/api/v1/deals?*", route => route.FulfillAsync(new() { Body = """{"total":1,"items":null}""", ContentType = "application/json" }));
        await page.GotoAsync("/deals");
        await Expect(page.GetByText("Cette page a rencontré un problème")).ToBeVisibleAsync();
        await visitor.PictureAsync("failure-fault");
        await visitor.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Retour à l’accueil" }).ClickAsync();
        await Expect(row).ToBeVisibleAsync();
    }

    private static async Task ChangeAsync(IPage page, string name)
    {
        if (!page.Url.EndsWith("/settings/account", StringComparison.Ordinal))
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Menu de" }).ClickAsync();
            await page.GetByRole(AriaRole.Menuitem, new() { Name = "Mon compte" }).ClickAsync();
        }

        await page.GetByLabel("Prénom").FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Expect(page.GetByText("Votre profil est enregistré.")).ToBeVisibleAsync();
    }

    /// <summary>The browser has another session then, of which no page was told.</summary>
    private static async Task SignInUnheardAsync(IPage page, Account account) => Assert.Equal(204, await page.EvaluateAsync<int>(
        """
        async ([email, password]) => (await fetch('/api/v1/auth/login', {
          method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ email, password, cookie: true }),
        })).status
        """,
        new[] { account.Email, account.Password }));

    private Task NameAsync(Account account, string name) => service.Crm.ExecuteAsync($"UPDATE users SET first_name = '{name}' WHERE email = '{account.Email}'");

    private Task<string> FirstNameAsync(Account account) => service.Crm.ScalarAsync<string>($"SELECT first_name FROM users WHERE email = '{account.Email}'");
}
