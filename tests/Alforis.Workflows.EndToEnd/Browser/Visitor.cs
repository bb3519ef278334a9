using Microsoft.Playwright;

namespace Alforis.Workflows.EndToEnd.Browser;

/// <summary>Somebody in front of a browser: they notice whatever the page complains of, and keep pictures.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> Axe =
        new(() => File.ReadAllTextAsync(Path.Combine(Repository.Root, "src/Alforis.Workflows.Host/client/node_modules/axe-core/axe.min.js")));

    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];
    private readonly TaskCompletionSource isLive = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Visitor(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            // A refused request is a line of the browser's own; the page says in words what it means.
            if (message.Type is "error" && !message.Text.Contains("Failed to load resource", StringComparison.Ordinal)) complaints.Add(message.Text);
        };
        // The page asks what it has missed first; whatever comes after the answer to that, it hears.
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
        {
            if (frame.Text?.Contains("\"unread_count\"", StringComparison.Ordinal) is true) isLive.TrySetResult();
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
        // How long something is waited for says nothing of what is expected; the machine may be busy.
        Assertions.SetDefaultExpectTimeout(20_000);
        return new Visitor(own, await own.NewPageAsync());
    }

    public async Task SignInAsync(Account account)
    {
        await Page.GotoAsync("/");
        await Page.Locator("input[type=email]").FillAsync(account.Email);
        await Page.Locator("input[type=password]").FillAsync(account.Password);
        await Page.Locator("button[type=submit]").ClickAsync();
        await Page.WaitForURLAsync("**/workflows");
    }

    /// <summary>The same person opens a new window of the same browser, which has loaded nothing yet.</summary>
    public async Task<Visitor> BesideAsync()
    {
        var own = await context.Browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = new Uri(Page.Url).GetLeftPart(UriPartial.Authority), Locale = "fr-FR", TimezoneId = "Europe/Paris", StorageState = await context.StorageStateAsync(),
        });
        own.SetDefaultTimeout(20_000);
        return new Visitor(own, await own.NewPageAsync());
    }

    /// <summary>The same person opens a further tab of the same window: both have one session.</summary>
    public Task<IPage> TabAsync() => context.NewPageAsync();

    /// <summary>Waits until the page hears of news by itself.</summary>
    public Task LiveAsync() => isLive.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

    /// <summary>Keeps a picture of the page for people to look at.</summary>
    public Task PictureAsync(string name)
    {
        var folder = Path.Combine(Repository.Root, "artifacts", "screenshots");
        Directory.CreateDirectory(folder);
        return Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), Animations = ScreenshotAnimations.Disabled });
    }

    /// <summary>Asserts that axe finds nothing wrong with the page as it stands, in light and in dark: all of its rules, good practices included.</summary>
    public async Task AssertAccessibleAsync()
    {
        var faults = await FaultsAsync();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    /// <summary>What axe finds wrong with the page as it stands, in light and in dark.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync()
    {
        var faults = new List<string>();
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            await Page.WaitForFunctionAsync("dark => (document.documentElement.dataset.theme === 'dark') === dark", scheme is ColorScheme.Dark);
            await Page.EvaluateAsync(await Axe.Value);
            var violations = await Page.EvaluateAsync<string[]>("""
                async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
                  .flatMap(v => v.nodes.map(n => `${v.id}: ${v.help}: ${n.html} (${n.any.concat(n.all, n.none).map(c => c.message).join('; ')})`))
                """);
            faults.AddRange(violations.Select(v => $"{Page.Url}, {scheme}: {v}"));
        }

        return faults;
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
