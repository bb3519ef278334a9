using System.Text.Json;

namespace Alforis.Workflows.Host.Tests.Validation;

public sealed class BrokenDefinitionsTests
{
    public static TheoryData<string> Names => [.. BrokenDefinition.All.Select(b => b.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Validate_BrokenDefinition_ReportsEveryMistakeAtItsPlace(string name)
    {
        var broken = BrokenDefinition.All.Single(b => b.Name == name);
        var console = new TestConsole { Input = broken.Definition };

        var exitCode = await console.RunAsync("validate", "-", "--json");

        Assert.Equal(1, exitCode);
        using var report = JsonDocument.Parse(console.Output);
        var file = Assert.Single(report.RootElement.EnumerateArray());
        Assert.False(file.GetProperty("valid").GetBoolean());
        var errors = file.GetProperty("diagnostics").EnumerateArray().Where(d => d.GetProperty("severity").GetString() == "error").ToList();
        Assert.Equal(
            broken.Expected.Select(e => (e.Code, e.Pointer)).Order(),
            errors.Select(e => (e.GetProperty("code").GetString()!, e.GetProperty("pointer").GetString()!)).Order());
        Assert.All(errors, e =>
        {
            Assert.True(e.GetProperty("line").GetInt32() >= 1);
            Assert.True(e.GetProperty("column").GetInt32() >= 1);
            Assert.False(string.IsNullOrWhiteSpace(e.GetProperty("message").GetString()));
        });
    }

    [Fact]
    public void All_IsAtLeastThirty() => Assert.True(BrokenDefinition.All.Count >= 30);
}
