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
    public async Task Explain_WorkflowThatWaits_SaysHowLong()
    {
        var lines = await ExplainAsync("relance-proposition-sans-reponse", "fr");

        Assert.StartsWith("Se déclenche, et agit après 7 jours si les conditions tiennent encore\u00A0: ", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain(lines, line => line.Contains(" — S'exécute", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Explain_ActionThatWaits_SaysHowLongAndHowOftenItIsTried()
    {
        var lines = await ExplainAsync("enquete-apres-signature", "fr");

        Assert.Contains("prevenir (send_notification) — S'exécute\u00A0: elle n'a pas de condition propre", lines);
        Assert.Contains(
            lines,
            line => line.StartsWith(
                "questionnaire (send_email) — S'exécute après 2 semaines, en 8 essais au plus (attente de 5 minutes au plus, puis jusqu'à 2 heures)\u00A0: ",
                StringComparison.Ordinal));
    }

    [Fact]
    public async Task Explain_EventOfAnotherKind_SaysOnlyThat()
    {
        var console = new TestConsole();

        Assert.Equal(0, await console.RunAsync("run", SampleFiles.Workflow("onboarding-client"), "--context", SampleFiles.Context(Sample), "--explain", "--lang", "fr"));

        var line = Assert.Single(console.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("ne se déclenche pas\u00A0: il attend deal_stage_changed", line, StringComparison.Ordinal);
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

    private static async Task<string[]> ExplainAsync(string sample, string language)
    {
        var console = new TestConsole();
        Assert.Equal(0, await console.RunAsync("run", SampleFiles.Workflow(sample), "--context", SampleFiles.Context(sample), "--explain", "--lang", language));
        return console.Output.Split(Environment.NewLine);
    }

    private static IEnumerable<string> Paths() =>
        JsonElement.Parse(File.ReadAllText(SampleFiles.Workflow(Sample))).GetProperty("conditions").GetProperty("rules")
            .EnumerateArray().Where(r => r.TryGetProperty("field", out _)).Select(r => r.GetProperty("field").GetString()!);
}
