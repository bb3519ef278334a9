using System.IO.Compression;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Alforis.Workflows.EndToEnd.Browser;

/// <summary>
/// How much JavaScript the first view of the list of workflows costs, in bytes as gzip packs them. It counts all that the page waits for: the entry, the page, the texts of one
/// language, and everything that these import. The live connection and what shows toasts are loaded when the list is there, and do not count.
/// </summary>
[Collection(nameof(BrowserServiceGroup))]
public sealed class FirstViewTests(BrowserService service)
{
    private const int Limit = 200 * 1024;

    private static readonly string[] Later = ["@microsoft/signalr", "sonner"];

    private static string Built => Path.Combine(Repository.Root, "src/Alforis.Workflows.Host/client/dist");

    [Theory]
    [InlineData("fr")]
    [InlineData("en")]
    public void JavaScript_OfTheFirstView_IsSmall(string language)
    {
        using var manifest = Manifest();
        var files = new HashSet<string>(StringComparer.Ordinal);
        foreach (var root in new[] { "index.html", "src/features/workflows/WorkflowsPage.tsx", $"src/shared/i18n/{language}/index.ts" }) Collect(manifest.RootElement, root, files);

        var sizes = files.ToDictionary(f => f, f => Packed(File.ReadAllBytes(Path.Combine(Built, f))));
        Assert.True(sizes.Values.Sum() <= Limit, $"{sizes.Values.Sum()} bytes of {Limit}:\n{string.Join('\n', sizes.OrderByDescending(s => s.Value).Select(s => $"{s.Value} {s.Key}"))}");
    }

    /// <summary>What a browser really loads until the list is there is no more than what is counted.</summary>
    [Fact]
    [Trait("Category", "Browser")]
    public async Task JavaScript_UntilTheListIsVisible_IsNoMoreThanCounted()
    {
        using var manifest = Manifest();
        var counted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var root in new[] { "index.html", "src/features/workflows/WorkflowsPage.tsx", "src/shared/i18n/fr/index.ts" }) Collect(manifest.RootElement, root, counted);
        var later = new HashSet<string>(StringComparer.Ordinal);
        foreach (var chunk in manifest.RootElement.EnumerateObject().Where(c => Later.Any(l => c.Name.Contains(l, StringComparison.Ordinal)) || c.Name.EndsWith("Toaster.tsx", StringComparison.Ordinal) || c.Name.EndsWith("AttentionBadge.tsx", StringComparison.Ordinal)))
            Collect(manifest.RootElement, chunk.Name, later);
        await service.VerbAsync("import", "--as-draft", Path.Combine(Repository.Root, "samples/workflows/onboarding-interne.json"));
        await using var visitor = await service.VisitAsync();
        await visitor.SignInAsync(await service.AccountAsync("manager"));
        await using var again = await visitor.BesideAsync();
        var loaded = new List<string>();
        again.Page.Response += (_, response) => loaded.Add(new Uri(response.Url).AbsolutePath.TrimStart('/'));

        await again.Page.GotoAsync("/workflows");
        await Expect(again.Page.GetByRole(AriaRole.Link, new() { Name = "Onboarding" }).First).ToBeVisibleAsync();

        var scripts = loaded.Where(p => p.StartsWith("assets/", StringComparison.Ordinal) && p.EndsWith(".js", StringComparison.Ordinal)).Distinct().ToArray();
        Assert.NotEmpty(scripts);
        Assert.Empty(scripts.Except(counted).Except(later));
    }

    private static JsonDocument Manifest() => JsonDocument.Parse(File.ReadAllText(Path.Combine(Built, ".vite/manifest.json")));

    private static void Collect(JsonElement manifest, string name, HashSet<string> files)
    {
        var chunk = manifest.GetProperty(name);
        if (!files.Add(chunk.GetProperty("file").GetString()!) || !chunk.TryGetProperty("imports", out var imports)) return;
        foreach (var import in imports.EnumerateArray()) Collect(manifest, import.GetString()!, files);
    }

    private static int Packed(byte[] content)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.SmallestSize, leaveOpen: true)) gzip.Write(content);
        return (int)target.Length;
    }
}
