using System.Text.RegularExpressions;
using Alforis.Crm.Data;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Alforis.Workflows.EndToEnd.Browser;

/// <summary>Every page that the client knows, with rows in it, in both languages, light and dark, and on a phone. Their pictures are those of the documentation.</summary>
[Trait("Category", "Browser")]
public sealed partial class EveryPageTests : IDisposable
{
    /// <summary>Each address that the client knows, an example of it, and the name of its picture.</summary>
    private static readonly (string Route, string Example, string Picture)[] Pages =
    [
        ("/workflows", "/workflows", "workflows"),
        ("/workflows/:id", "/workflows/WORKFLOW", "workflow"),
        ("/workflows/:id", "/workflows/WORKFLOW?tab=executions", "workflow-executions"),
        ("/workflows/:id", "/workflows/WORKFLOW?tab=statistics", "statistics"),
        ("/workflows/:id/executions/:eid", "/workflows/WORKFLOW/executions/EXECUTION", "execution"),
        ("/executions", "/executions", "executions"),
        ("/attention", "/attention", "attention"),
        ("/tasks", "/tasks", "tasks"),
        ("/organisations", "/organisations", "organisations"),
        ("/organisations/:id", "/organisations/ORGANISATION", "organisation"),
        ("/deals", "/deals", "deals"),
        ("/deals/:id", "/deals/DEAL", "deal"),
        ("/settings/:section?", "/settings/webhooks", "settings-webhooks"),
        ("/settings/:section?", "/settings/hooks", "settings-hooks"),
        ("/settings/:section?", "/settings/templates", "settings-templates"),
        ("/settings/:section?", "/settings/templates?template=1", "settings-template"),
        ("/settings/:section?", "/settings/users", "settings-users"),
        ("/settings/:section?", "/settings/system", "settings-system"),
        ("/settings/:section?", "/settings/audit", "settings-audit"),
        ("/settings/:section?", "/settings/account", "settings-account"),
        ("/design", "/design", "design"),
        ("*", "/workflows/1/none/such", "missing"),
    ];

    private readonly DataDirectory data = new();

    [Fact]
    public void Pages_OfTheClient_AreAllHere()
    {
        var source = File.ReadAllText(Path.Combine(Repository.Root, "src/Alforis.Workflows.Host/client/src/app/routes.tsx"));
        var known = Routes().Matches(source).Select(m => m.Groups["path"].Value).Where(r => r != "/login").ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(known);
        Assert.Equal(known.Order(StringComparer.Ordinal), Pages.Select(p => p.Route).Where(r => r != "*").Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Pages_InEveryLanguageAndAppearance_AreAccessibleAndFit()
    {
        Assert.SkipWhen(Chromium.Place is null, Chromium.Missing);
        await using var host = await HostProcess.ServeAsync(data.Path);
        var demo = await DemoRows.AddAsync(data.Path, host);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var french = await Visitor.ComeAsync(browser, host.Address);
        await french.SignInAsync(new Account(DemoData.AdminEmail, DemoData.AdminPassword));
        var faults = new List<string>();
        foreach (var (_, example, picture) in Pages)
        {
            await ShowAsync(french, demo.Fill(example));
            await french.PictureAsync("page-" + picture);
            faults.AddRange(await french.FaultsAsync());
            await french.PictureAsync($"page-{picture}-dark");
            await french.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        }

        await using var english = await Visitor.ComeAsync(browser, host.Address, "en-GB", 390, 844, ColorScheme.Dark);
        await english.SignInAsync(new Account(DemoData.AdminEmail, DemoData.AdminPassword));
        foreach (var (_, example, picture) in Pages)
        {
            await english.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            await ShowAsync(english, demo.Fill(example));
            await english.PictureAsync($"page-{picture}-phone");
            if (await english.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > window.innerWidth")) faults.Add($"{example} is wider than the phone.");
            faults.AddRange(await english.FaultsAsync());
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Empty(french.Complaints);
        Assert.Empty(english.Complaints);
        await host.StopAsync();
    }

    public void Dispose() => data.Dispose();

    /// <summary>Opens a page and waits until it has said all it has to say.</summary>
    private static async Task ShowAsync(Visitor visitor, string address)
    {
        await visitor.Page.GotoAsync(address);
        await Expect(visitor.Page.Locator("main").GetByRole(AriaRole.Heading).First).ToBeVisibleAsync();
        // The placeholders of lists that are still being read; the page of components shows some on purpose.
        if (address != "/design") await Expect(visitor.Page.Locator("main .animate-pulse")).ToHaveCountAsync(0);
        Assert.EndsWith("Alforis Workflows", await visitor.Page.TitleAsync(), StringComparison.Ordinal);
    }

    [GeneratedRegex("(?:route|further)\\(\\s*'(?<path>/[^']*)'", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Routes();
}
