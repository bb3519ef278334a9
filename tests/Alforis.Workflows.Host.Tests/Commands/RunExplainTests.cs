using System.Text.Json;

namespace Alforis.Workflows.Host.Tests.Commands;

public sealed class RunExplainTests
{
    private const string Sample = "alerte-manager-gros-deal";

    [Fact]
    public async Task Explain_NoMatchInFrench_GivesTheSentenceAndEveryRule()
    {
        var console = new TestConsole();

        var exitCode = await console.RunAsync("run", SampleFiles.Workflow(Sample), "--context", SampleFiles.Context(Sample + ".no-match"), "--explain", "--lang", "fr");

        Assert.Equal(0, exitCode);
        var lines = console.Output.Split(Environment.NewLine);
        Assert.Equal(JsonElement.Parse(File.ReadAllText(SampleFiles.Workflow(Sample))).GetProperty("name").GetString(), lines[0]);
        Assert.StartsWith("Ne se déclenche pas\u00A0: ", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("✗ ", lines[3], StringComparison.Ordinal);
        Assert.All(Paths(), path => Assert.Contains(lines, line => line.Contains(path, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Explain_Match_SaysWhyInEnglish()
    {
        var console = new TestConsole();

        Assert.Equal(0, await console.RunAsync("run", SampleFiles.Workflow(Sample), "--context", SampleFiles.Context(Sample), "--explain"));

        var lines = console.Output.Split(Environment.NewLine);
        Assert.StartsWith("Fires: ", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("✓ ", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_EventOfAnotherKind_SaysOnlyThat()
    {
        var console = new TestConsole();

        Assert.Equal(0, await console.RunAsync("run", SampleFiles.Workflow("onboarding-client"), "--context", SampleFiles.Context(Sample), "--explain", "--lang", "fr"));

        var line = Assert.Single(console.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("ne se déclenche pas : il attend deal_stage_changed", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithoutExplain_HasTheExplanationInItsJson()
    {
        var console = new TestConsole();

        Assert.Equal(0, await console.RunAsync("run", SampleFiles.Workflow(Sample), "--context", SampleFiles.Context(Sample + ".no-match")));

        var explanation = JsonElement.Parse(console.Output).GetProperty("explanation");
        Assert.False(explanation.GetProperty("fires").GetBoolean());
        Assert.False(explanation.GetProperty("conditions").GetProperty("holds").GetBoolean());
    }

    [Theory]
    [InlineData("--lang", "fr")]
    [InlineData("--explain", "--lang", "de")]
    public async Task Run_LanguageThatMeansNothing_IsRefused(params string[] options)
    {
        var console = new TestConsole();

        var exitCode = await console.RunAsync(["run", SampleFiles.Workflow(Sample), "--context", SampleFiles.Context(Sample), .. options]);

        Assert.Equal(2, exitCode);
        Assert.Empty(console.Output);
        Assert.Contains("lang", console.Error, StringComparison.OrdinalIgnoreCase);
    }

    private static IEnumerable<string> Paths() =>
        JsonElement.Parse(File.ReadAllText(SampleFiles.Workflow(Sample))).GetProperty("conditions").GetProperty("rules")
            .EnumerateArray().Where(r => r.TryGetProperty("field", out _)).Select(r => r.GetProperty("field").GetString()!);
}
