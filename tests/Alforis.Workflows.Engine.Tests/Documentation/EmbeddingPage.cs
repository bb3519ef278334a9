using System.Text.RegularExpressions;

namespace Alforis.Workflows.Engine.Tests.Documentation;

/// <summary>Pages whose examples are tested.</summary>
internal static partial class EmbeddingPage
{
    public static string Root { get; } = FindRoot();

    public static string Text { get; } = Read("docs", "embedding.md");

    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    /// <summary>The C# examples of a page.</summary>
    public static List<string> Examples(string page) => [.. CSharp().Matches(page).Select(m => m.Groups["code"].Value)];

    /// <summary>The sources of this folder, which compile.</summary>
    public static string TestedSources()
    {
        var folder = Path.Combine(Root, "tests", "Alforis.Workflows.Engine.Tests", "Documentation");
        return Lines(string.Join('\n', Directory.EnumerateFiles(folder, "*.cs").Order(StringComparer.Ordinal).Select(File.ReadAllText)));
    }

    /// <summary>Without indentation and empty lines, which differ.</summary>
    public static string Lines(string code) => string.Join('\n', code.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0));

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Alforis.Workflows.sln"))) directory = directory.Parent!;
        return directory.FullName;
    }

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex CSharp();
}
