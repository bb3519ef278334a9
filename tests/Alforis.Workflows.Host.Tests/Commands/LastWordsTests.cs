using System.Text;
using Alforis.Workflows.Host.Commands;

namespace Alforis.Workflows.Host.Tests.Commands;

public sealed class LastWordsTests
{
    public static TheoryData<string[]> Verbs => new()
    {
        new[] { "validate", SampleFiles.Workflow("onboarding-interne") },
        new[] { "validate", "--json", SampleFiles.Workflow("onboarding-interne") },
        new[] { "run", SampleFiles.Workflow("onboarding-client"), "--context", SampleFiles.Context("onboarding-client") },
        new[] { "--help" },
        new[] { "import", "--help" },
    };

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Verb_OutputIsFull_SaysSoAndEndsWith1(string[] arguments)
    {
        var error = new StringWriter();

        var exitCode = await RunAsync(arguments, new FullWriter(), error);

        Assert.Equal(1, exitCode);
        Assert.Contains("The result cannot be written to the standard output: No space left. Check where", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verb_NothingCanBeWritten_EndsWith1() =>
        Assert.Equal(1, await RunAsync(["--help"], new FullWriter(), new FullWriter()));

    [Theory]
    [InlineData(null, false)]
    [InlineData("1", true)]
    public async Task Verb_UnexpectedException_IsASentenceAndDetailsOnlyWhenAskedFor(string? asked, bool shown)
    {
        var error = new StringWriter();

        var exitCode = await RunAsync(
            ["validate", "-"], TextWriter.Null, error, () => throw new InvalidTimeZoneException("Odd\u001b."), name => name == "ALFORIS_DETAILS" ? asked : null);

        Assert.Equal(1, exitCode);
        Assert.StartsWith(@"Something unexpected happened: Odd\u001b. (InvalidTimeZoneException)", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("ALFORIS_DETAILS=1", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(shown, error.ToString().Contains("   at ", StringComparison.Ordinal));
    }

    private static Task<int> RunAsync(
        string[] arguments, TextWriter output, TextWriter error, Func<Stream>? input = null, Func<string, string?>? variable = null) => CommandLine.RunAsync(
        arguments,
        new CommandSurroundings { Output = output, Error = error, OpenInput = input ?? (() => Stream.Null), Variable = variable ?? (_ => null) },
        TestContext.Current.CancellationToken);

    private sealed class FullWriter : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => throw new IOException("No space left");
    }
}
