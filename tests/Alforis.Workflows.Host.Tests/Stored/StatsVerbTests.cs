using System.Text.Json;

namespace Alforis.Workflows.Host.Tests.Stored;

public sealed class StatsVerbTests
{
    [Fact]
    public async Task Repair_WrongCounts_SaysWhatWasAndWhatIs()
    {
        await using var crm = await StoredCrm.CreateAsync();
        var id = await crm.ImportAsync("Essai", "vu");
        await crm.ExecuteAsync("UPDATE deals SET nom = nom || ' bis' WHERE id = 1");
        await crm.DispatchAsync();
        await crm.ExecuteAsync("UPDATE workflow.statistics_deltas SET success = 7 WHERE success = 1");

        var console = crm.Console();
        Assert.Equal(0, await console.RunAsync("stats", "repair", "--days", "3"));

        var lines = console.Output.ReplaceLineEndings("\n").TrimEnd().Split('\n');
        Assert.Matches($@"^ *{id}  Essai +[0-9-]{{10}} +7 → 1 +0 +1 +0$", lines[1]);
        Assert.EndsWith("on: 1 put right. Days before are kept as they are.", lines[2], StringComparison.Ordinal);
        var again = crm.Console();
        Assert.Equal(0, await again.RunAsync("stats", "repair", "--json"));
        Assert.Empty(JsonDocument.Parse(again.Output).RootElement.GetProperty("changed").EnumerateArray());
        var said = crm.Console();
        Assert.Equal(0, await said.RunAsync("stats", "repair"));
        Assert.Contains("on: all was right.", said.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("many")]
    [InlineData("3651")]
    public async Task Repair_UnusableDays_EndsWithUsage(string days)
    {
        var console = new TestConsole();

        Assert.Equal(2, await console.RunAsync("stats", "repair", "--days", days));

        Assert.Contains("See: ./run.sh stats repair --help", console.Error, StringComparison.Ordinal);
    }
}
