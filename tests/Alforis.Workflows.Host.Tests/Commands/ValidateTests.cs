using System.Text.Json;

namespace Alforis.Workflows.Host.Tests.Commands;

public sealed class ValidateTests
{
    private const string Mistyped = """
        {
          "name": "Essai", "trigger_type": "deal_created",
          "conditions": { "field": "montan", "operator": ">", "value": 1 },
          "actions": [ { "type": "add_tag", "config": { "tag": "x" } } ]
        }
        """;

    [Fact]
    public async Task Validate_Samples_AreClean()
    {
        var files = SampleFiles.Workflows();
        var console = new TestConsole();

        var exitCode = await console.RunAsync(["validate", .. files]);

        Assert.Equal((0, $"{files.Length} files, 0 errors{Environment.NewLine}"), (exitCode, console.Output));
        Assert.True(files.Length >= 9);
    }

    [Fact]
    public async Task Validate_OlderDefinitions_AreAcceptedWithNotices()
    {
        var files = SampleFiles.Older();
        var console = new TestConsole();

        var exitCode = await console.RunAsync(["validate", "--json", .. files]);

        Assert.Equal((0, 3), (exitCode, files.Length));
        using var report = JsonDocument.Parse(console.Output);
        Assert.All(report.RootElement.EnumerateArray(), file =>
        {
            var diagnostics = file.GetProperty("diagnostics").EnumerateArray().ToList();
            Assert.True(diagnostics.Count >= 10);
            Assert.All(diagnostics, d => Assert.Equal("notice", d.GetProperty("severity").GetString()));
        });
    }

    [Fact]
    public async Task Validate_Mistake_PrintsPlaceCodePointerAndSuggestion()
    {
        var console = new TestConsole { Input = Mistyped };

        var exitCode = await console.RunAsync("validate", "-");

        Assert.Equal(1, exitCode);
        var lines = console.Output.ReplaceLineEndings("\n").Split('\n');
        Assert.StartsWith("-:3:28: error WF1201 /conditions/field: ", lines[0], StringComparison.Ordinal);
        Assert.Contains("montant", lines[0], StringComparison.Ordinal);
        Assert.Equal("1 file, 1 error in 1 file", lines[1]);
    }

    [Fact]
    public async Task Validate_OnATerminal_ColoursTheSeverity()
    {
        var console = new TestConsole { Input = Mistyped, UseColours = true };

        await console.RunAsync("validate", "-");

        Assert.Contains("\u001b[31merror\u001b[0m WF1201", console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_UnreadableFile_IsReportedAndTheOthersAreChecked()
    {
        var console = new TestConsole();
        var missing = Path.Combine(AppContext.BaseDirectory, "no-such-file.json");

        var exitCode = await console.RunAsync("validate", "--json", missing, SampleFiles.Workflow("onboarding-interne"), AppContext.BaseDirectory);

        Assert.Equal(1, exitCode);
        using var report = JsonDocument.Parse(console.Output);
        Assert.Equal([false, true, false], report.RootElement.EnumerateArray().Select(f => f.GetProperty("valid").GetBoolean()));
        Assert.Equal("WF2101", report.RootElement[0].GetProperty("diagnostics")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Validate_DescriptionTooLong_IsReportedAsImportDoes()
    {
        var console = new TestConsole
        {
            Input = "{\"name\":\"n\",\"description\":\"" + new string('é', 10_001) + "\",\"trigger_type\":\"deal_created\","
                + "\"actions\":[{\"type\":\"add_tag\",\"config\":{\"tag\":\"t\"}}]}",
        };

        Assert.Equal(1, await console.RunAsync("validate", "-"));

        Assert.StartsWith("-:1:27: error WF2005 /description: A description has at most 10000 characters.", console.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[0], "1:1: error WF2101: The file is empty.")]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, 0x0A }, "1:1: error WF2101: The file is empty.")]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x7B, 0x00 }, "1:1: error WF2101: The file is UTF-16 text. Save it as UTF-8.")]
    [InlineData(new byte[] { 0x00, 0x7B, 0x00, 0x7D }, "1:1: error WF2101: The file is UTF-16 text. Save it as UTF-8.")]
    [InlineData(new byte[] { 0x7B, 0x0A, 0x22, 0xC3, 0xA9, 0xE9, 0x22 }, "2:3: error WF2101: The byte E9 here is not UTF-8; the file has another encoding. Save it as UTF-8.")]
    public async Task Validate_NoUtf8Text_SaysWhatToDo(byte[] content, string said)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, content, TestContext.Current.CancellationToken);
            var console = new TestConsole();

            Assert.Equal(1, await console.RunAsync("validate", file));

            Assert.StartsWith($"{file}:{said}{Environment.NewLine}", console.Output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("valdate", "valdate")]
    [InlineData("validate --jsn x.json", "--jsn")]
    [InlineData("validate", "validate")]
    [InlineData("validate - -", "standard input")]
    [InlineData("run x.json", "--context")]
    [InlineData("import --activate --as-draft x.json", "--as-draft")]
    [InlineData("serve --urls nowhere", "nowhere")]
    [InlineData("serve --urls https://127.0.0.1:5000", "HTTPS")]
    [InlineData("serve --database-timeout soon", "soon")]
    [InlineData("serve --database-timeout -1", "0 to 86400")]
    [InlineData("--ulrs http://127.0.0.1:1", "--ulrs")]
    public async Task CommandLine_CannotBeUnderstood_SaysWhyAndEndsWith2(string arguments, string said)
    {
        var console = new TestConsole();

        var exitCode = await console.RunAsync(arguments.Split(' '));

        Assert.Equal(2, exitCode);
        Assert.Contains(said, console.Error, StringComparison.Ordinal);
        Assert.Contains("--help", console.Error, StringComparison.Ordinal);
        Assert.Empty(console.Output);
    }

    [Theory]
    [InlineData("--help", "db-url")]
    [InlineData("serve --help", "--database-timeout")]
    [InlineData("validate --help", "--json")]
    [InlineData("run --help", "--context")]
    [InlineData("import --help", "--activate")]
    [InlineData("migrate --help", "--data")]
    [InlineData("db-url --help", "--data")]
    public async Task Help_OfEveryVerb_ExplainsWithExamples(string arguments, string explained)
    {
        var console = new TestConsole();

        var exitCode = await console.RunAsync(arguments.Split(' '));

        Assert.Equal(0, exitCode);
        Assert.Contains(explained, console.Output, StringComparison.Ordinal);
        Assert.Contains("Examples:" + Environment.NewLine + "  ./run.sh", console.Output, StringComparison.Ordinal);
    }
}
