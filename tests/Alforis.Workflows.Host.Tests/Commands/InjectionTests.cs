using System.Text.Json;
using Alforis.Testing;

namespace Alforis.Workflows.Host.Tests.Commands;

/// <summary>What a definition, a context or a file name says never reaches the terminal as a command.</summary>
public sealed class InjectionTests
{
    // Clears the screen, forges a line, sets a title (C1), ends a line elsewhere, turns the direction of writing.
    private const string Hostile = "x\u001b[2J\r\nforged\u009d\u2028\u202E\u2066\u200Fy";
    private const string Shown = @"x\u001b[2J\u000d\u000aforged\u009d\u2028\u202e\u2066\u200fy";

    private static readonly string Name = JsonSerializer.Serialize(Hostile);

    [Fact]
    public async Task Validate_HostileText_IsShownOnOneLine()
    {
        var console = new TestConsole { Input = $$"""{"name":"n","trigger_type":{{Name}},{{Name}}:1,"actions":[]}""" };

        Assert.Equal(1, await console.RunAsync("validate", "-"));

        Assert.Contains(Shown, console.Output, StringComparison.Ordinal);
        AssertHarmless(console);
        Assert.All(Lines(console.Output)[..^1], line => Assert.StartsWith("-:1:", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Validate_HostileFileName_IsShown()
    {
        var console = new TestConsole();

        Assert.Equal(1, await console.RunAsync("validate", Hostile));

        Assert.StartsWith(Shown + ":1:1: error WF2101", console.Output, StringComparison.Ordinal);
        AssertHarmless(console);
    }

    [Fact]
    public async Task ValidateJson_HostileText_IsTheSameJsonEscaped()
    {
        var console = new TestConsole();

        Assert.Equal(1, await console.RunAsync("validate", "--json", Hostile));

        using var report = JsonDocument.Parse(console.Output);
        Assert.Equal(Hostile, report.RootElement[0].GetProperty("file").GetString());
        AssertHarmless(console);
    }

    [Theory]
    [InlineData("run", "-", "--context", "onboarding-client")]
    [InlineData("import", "--as-draft", "-")]
    public async Task Verb_HostileName_IsRefusedAndShown(params string[] arguments)
    {
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, TestContext.Current.CancellationToken);
        var console = new TestConsole
        {
            Input = $$$"""{"name":{{{Name}}},"trigger_type":"deal_created","actions":[{"type":"add_tag","config":{"tag":"t"}}]}""",
            Variables = { ["ConnectionStrings__Crm"] = database.ConnectionString },
        };

        Assert.Equal(1, await console.RunAsync([.. arguments.Select(a => a == "onboarding-client" ? SampleFiles.Context(a) : a)]));

        Assert.Contains("error WF1302 /name: ", console.Output + console.Error, StringComparison.Ordinal);
        AssertHarmless(console);
    }

    [Fact]
    public async Task Run_HostileContext_IsShown()
    {
        var console = new TestConsole { Input = $$$"""{"trigger":{"type":"deal_created"},"deal":{{{{Name}}}:1}}""" };

        Assert.Equal(1, await console.RunAsync("run", SampleFiles.Workflow("onboarding-client"), "--context", "-"));

        Assert.Contains(Shown, console.Error, StringComparison.Ordinal);
        AssertHarmless(console);
    }

    [Fact]
    public async Task CommandLine_HostileOption_IsShown()
    {
        var console = new TestConsole();

        Assert.Equal(2, await console.RunAsync("validate", "--" + Hostile));

        Assert.Contains(Shown, console.Error, StringComparison.Ordinal);
        AssertHarmless(console);
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    private static void AssertHarmless(TestConsole console)
    {
        var text = (console.Output + console.Error).ReplaceLineEndings("");
        Assert.DoesNotContain(text, c => char.IsControl(c) || c is '\u2028' or '\u202E' or '\u2066' or '\u200F');
        Assert.DoesNotContain(Lines(console.Output + console.Error), line => line.StartsWith("forged", StringComparison.Ordinal));
    }
}
