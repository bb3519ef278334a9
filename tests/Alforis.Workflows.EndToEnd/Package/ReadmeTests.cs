using System.Text.RegularExpressions;

namespace Alforis.Workflows.EndToEnd.Package;

/// <summary>The package's read-me, followed to the letter.</summary>
[Collection(PackageCollection.Name)]
[Trait("Category", "Slow")]
public sealed partial class ReadmeTests(PackedEngine packed)
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Repository.Root, "src", "Alforis.Workflows.Engine", "Package", "README.md"));

    [Fact]
    public async Task FiveMinutes_FollowedInAnEmptyFolder_PrintWhatIsPromised()
    {
        var (commands, program, promised, mistake) = FiveMinutes();
        var folder = packed.NewFolder();

        await Shell.RunAsync(folder, "set -e\n" + commands[0]);
        var project = Path.Combine(folder, CreatedProject().Match(commands[0]).Groups["name"].Value);
        await File.WriteAllTextAsync(Path.Combine(project, "Program.cs"), program, TestContext.Current.CancellationToken);
        Assert.Equal(promised, await Shell.RunAsync(project, commands[1]));

        var (wrong, right) = (Misspelling().Match(Readme).Groups["wrong"].Value, Misspelling().Match(Readme).Groups["right"].Value);
        await File.WriteAllTextAsync(
            Path.Combine(project, "Program.cs"), program.Replace($"\"field\": \"{right}\"", $"\"field\": \"{wrong}\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.Equal(mistake, await Shell.RunAsync(project, commands[1]));
    }

    private static (string[] Commands, string Program, string Promised, string Mistake) FiveMinutes()
    {
        var begin = Readme.IndexOf("## Five minutes", StringComparison.Ordinal);
        var section = Readme[begin..Readme.IndexOf("\n## ", begin + 1, StringComparison.Ordinal)];
        var blocks = Block().Matches(section).Select(m => (Language: m.Groups["language"].Value, Text: m.Groups["text"].Value)).ToList();
        Assert.Equal(["bash", "csharp", "bash", "text", "text"], blocks.Select(b => b.Language));
        return ([blocks[0].Text, blocks[2].Text], blocks[1].Text, blocks[3].Text, blocks[4].Text);
    }

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Block();

    [GeneratedRegex(@"-n (?<name>\w+)", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex CreatedProject();

    [GeneratedRegex("Write `(?<wrong>\\w+)` instead of `(?<right>\\w+)`", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Misspelling();
}
