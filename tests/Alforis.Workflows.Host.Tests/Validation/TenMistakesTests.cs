using System.Text.Json;
using System.Text.RegularExpressions;

namespace Alforis.Workflows.Host.Tests.Validation;

/// <summary>The example at the beginning of the page about diagnostics: one definition with ten different mistakes.</summary>
public sealed partial class TenMistakesTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "diagnostics.md"));

    [Fact]
    public async Task Validate_TenMistakes_PrintsWhatThePageShows()
    {
        var console = new TestConsole { Input = Block("json ten-mistakes") };

        Assert.Equal(1, await console.RunAsync("validate", "-"));

        Assert.Equal(Block("ten-mistakes"), console.Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Validate_TenMistakes_AreTenDifferentOnesWithPlaceAndCure()
    {
        var definition = Block("json ten-mistakes");
        var console = new TestConsole { Input = definition };

        await console.RunAsync("validate", "--json", "-");

        using var report = JsonDocument.Parse(console.Output);
        var found = report.RootElement[0].GetProperty("diagnostics").EnumerateArray().ToList();
        Assert.Equal(10, found.Count);
        Assert.Equal(10, found.Select(d => d.GetProperty("code").GetString()).Distinct(StringComparer.Ordinal).Count());
        Assert.All(found, d =>
        {
            Assert.Equal("error", d.GetProperty("severity").GetString());
            Assert.False(string.IsNullOrWhiteSpace(d.GetProperty("suggestion").GetString()));
            Assert.True(PointsAtItsValue(d, definition), d.ToString());
        });
    }

    [Fact]
    public async Task Validate_TenMistakes_SaysTheSameAsJson()
    {
        var definition = Block("json ten-mistakes");
        var (text, json) = (new TestConsole { Input = definition }, new TestConsole { Input = definition });

        await text.RunAsync("validate", "-");
        await json.RunAsync("validate", "-", "--json");

        using var report = JsonDocument.Parse(json.Output);
        var lines = report.RootElement[0].GetProperty("diagnostics").EnumerateArray().Select(d =>
            $"-:{d.GetProperty("line")}:{d.GetProperty("column")}: {d.GetProperty("severity")} {d.GetProperty("code")} {d.GetProperty("pointer")}: {d.GetProperty("message")} {d.GetProperty("suggestion")}");
        Assert.Equal(lines, text.Output.ReplaceLineEndings("\n").Split('\n').Take(10));
    }

    /// <summary>The value at the pointer begins on the line and column, or, in a template, the place lies inside of it.</summary>
    private static bool PointsAtItsValue(JsonElement diagnostic, string definition)
    {
        using var document = JsonDocument.Parse(definition);
        var value = document.RootElement;
        foreach (var step in diagnostic.GetProperty("pointer").GetString()!.Split('/').Skip(1))
        {
            value = value.ValueKind == JsonValueKind.Array ? value[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)] : value.GetProperty(step);
        }

        var line = definition.Split('\n')[diagnostic.GetProperty("line").GetInt32() - 1];
        var at = diagnostic.GetProperty("column").GetInt32() - 1;
        var raw = value.GetRawText().Split('\n')[0];
        return line.IndexOf(raw, StringComparison.Ordinal) is var start and >= 0 && at >= start && at < start + raw.Length;
    }

    private static string Block(string info)
    {
        var match = Fence().Matches(Page).Single(m => m.Groups["info"].Value == info);
        return match.Groups["content"].Value;
    }

    [GeneratedRegex(@"^```(?<info>[^\n]*)\n(?<content>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Fence();
}
