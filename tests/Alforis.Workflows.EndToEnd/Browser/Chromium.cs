using Microsoft.Playwright;

namespace Alforis.Workflows.EndToEnd.Browser;

/// <summary>A real browser: the installed Chromium.</summary>
internal static class Chromium
{
    /// <summary>Why tests that need it do not run.</summary>
    public const string Missing = "No Chromium is installed: apt-get install chromium";

    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>Where it is; <see langword="null"/> when there is none.</summary>
    public static string? Place => Places.FirstOrDefault(File.Exists);

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Place, Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
}
