using Alforis.Crm.Data;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Alforis.Workflows.EndToEnd.Browser;

/// <summary>The server ends while somebody looks at a page, and starts again.</summary>
[Trait("Category", "Browser")]
public sealed class ServerAwayTests : IDisposable
{
    private static readonly LocatorAssertionsToBeVisibleOptions WithinSeconds = new() { Timeout = 10_000 };

    private readonly DataDirectory data = new();

    [Fact]
    public async Task Server_GoesAndComesBack_ThePageSaysSoUndoesAndRecovers()
    {
        Assert.SkipWhen(Chromium.Place is null, Chromium.Missing);
        await using var first = await HostProcess.ServeAsync(data.Path);
        var (code, output, error) = await HostProcess.RunAsync("import", "--as-draft", Path.Combine(Repository.Root, "samples/workflows/onboarding-interne.json"), "--data", data.Path);
        Assert.True(code == 0, output + error);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var visitor = await Visitor.ComeAsync(browser, first.Address);
        var page = visitor.Page;
        await visitor.SignInAsync(new Account(DemoData.AdminEmail, DemoData.AdminPassword));
        await Expect(page.GetByText("Brouillon", new() { Exact = true })).ToBeVisibleAsync();
        await visitor.LiveAsync();
        // What shows toasts is loaded late, too.
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Notifications alt+T" })).ToBeAttachedAsync();
        var address = await page.EvaluateAsync<double>("performance.timeOrigin");

        await first.StopAsync();
        var banner = page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Connexion perdue" });
        await Expect(banner).ToBeVisibleAsync(WithinSeconds);
        await page.GetByRole(AriaRole.Button, new() { Name = "Activer :" }).ClickAsync();
        await Expect(page.GetByText("Le serveur ne répond pas")).ToBeVisibleAsync(WithinSeconds);
        await Expect(page.GetByText("Brouillon", new() { Exact = true })).ToBeVisibleAsync();
        await visitor.PictureAsync("server-away");
        await visitor.AssertAccessibleAsync();

        await using var second = await HostProcess.ServeAgainAsync(data.Path, first);
        await Expect(banner).ToBeHiddenAsync(new() { Timeout = 15_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Activer :" }).ClickAsync();
        await Expect(page.GetByText("Actif", new() { Exact = true })).ToBeVisibleAsync();
        // The live connection is there again, too.
        await using (var crm = await CrmClient.ConnectAsync(data.Path))
        {
            await crm.ExecuteAsync($"INSERT INTO notifications (user_id, title, severity) SELECT id, 'After the pause', 'info' FROM users WHERE email = '{DemoData.AdminEmail}'");
            await Expect(page.GetByText("After the pause")).ToBeVisibleAsync();
        }

        Assert.Equal(address, await page.EvaluateAsync<double>("performance.timeOrigin"));
        Assert.Empty(visitor.Complaints);
        await second.StopAsync();
    }

    public void Dispose() => data.Dispose();
}
