using Microsoft.Playwright;

namespace Alforis.Workflows.EndToEnd.Browser;

/// <summary>Somebody in front of a browser: they notice whatever the page complains of, and keep pictures.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];

    private Visitor(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            // A refused request is a line of the browser's own; the page says in words what it means.
            if (message.Type is "error" && !message.Text.Contains("Failed to load resource", StringComparison.Ordinal)) complaints.Add(message.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Errors of scripts, and what the page's own rules kept from loading.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    public static async Task<Visitor> ComeAsync(IBrowser browser, Uri address, string locale = "fr-FR", int width = 1280, int height = 860, ColorScheme scheme = ColorScheme.Light)
    {
        var own = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(), Locale = locale, ColorScheme = scheme, ViewportSize = new ViewportSize { Width = width, Height = height }, TimezoneId = "Europe/Paris",
        });
        own.SetDefaultTimeout(20_000);
        return new Visitor(own, await own.NewPageAsync());
    }

    public async Task SignInAsync(string email, string password)
    {
        await Page.GotoAsync("/");
        await Page.Locator("input[type=email]").FillAsync(email);
        await Page.Locator("input[type=password]").FillAsync(password);
        await Page.Locator("button[type=submit]").ClickAsync();
        await Page.WaitForURLAsync("**/workflows");
    }

    /// <summary>Keeps a picture of the page for people to look at.</summary>
    public Task PictureAsync(string name)
    {
        var folder = Path.Combine(Repository.Root, "artifacts", "screenshots");
        Directory.CreateDirectory(folder);
        return Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), Animations = ScreenshotAnimations.Disabled });
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
