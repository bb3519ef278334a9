using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Alforis.Crm.Data.Tests.Documentation;

/// <summary>A page of the documentation: its text, sections and fenced blocks.</summary>
internal sealed partial record DocumentationPage(string Text)
{
    /// <summary>The directory of the solution.</summary>
    public static string Root { get; } = FindRoot();

    public static DocumentationPage Read(params string[] path) => new(File.ReadAllText(Path.Combine([Root, .. path])));

    /// <summary>The fenced blocks, each with what stands behind the opening fence: the language, and words for tests.</summary>
    public ImmutableArray<(string Info, string Content)> Blocks =>
        [.. Fence().Matches(Text).Select(m => (m.Groups["info"].Value.Trim(), m.Groups["content"].Value))];

    /// <summary>The headings of a level, without the mark.</summary>
    public ImmutableArray<string> Headings(int level) =>
        [.. WithoutBlocks().Split('\n').Where(l => l.StartsWith(Mark(level), StringComparison.Ordinal)).Select(l => l[(level + 1)..].Trim())];

    /// <summary>The section under a heading that begins so, up to the next of the same or a higher level.</summary>
    public DocumentationPage Section(int level, string heading)
    {
        var begin = ("\n" + Text).IndexOf($"\n{Mark(level)}{heading}", StringComparison.Ordinal);
        Assert.True(begin >= 0, $"There is no section '{heading}'.");
        var rest = Text[(begin + level + 1)..];
        var end = Regex.Match(rest, $@"\n#{{1,{level}}} ", RegexOptions.None, TimeSpan.FromSeconds(5));
        return new(end.Success ? rest[..end.Index] : rest);
    }

    /// <summary>Whether a word stands in the text as code.</summary>
    public bool Names(string word) => Text.Contains($"`{word}`", StringComparison.Ordinal);

    private static string Mark(int level) => new string('#', level) + " ";

    private string WithoutBlocks() => Fence().Replace(Text, "");

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Alforis.Workflows.sln")))
            directory = directory.Parent ?? throw new InvalidOperationException("The tests do not lie in the repository.");
        return directory.FullName;
    }

    [GeneratedRegex(@"^```(?<info>[^\n]*)\n(?<content>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Fence();
}
