using System.Text.Json;
using Alforis.Workflows.Engine.Execution;

namespace Alforis.Workflows.Engine.Tests.Execution;

/// <summary>What a handler gets: rendered settings, checked, in their record.</summary>
public sealed class SettingsTests
{
    private CountSettings? seen;

    [Theory]
    [InlineData("times", "3", "3")]
    [InlineData("times", "3.0", "3")]
    [InlineData("times", "\"5\"", "5")]
    [InlineData("price", "2.50", "2.50")]
    [InlineData("price", "\"-2.5\"", "-2.5")]
    [InlineData("loud", "true", "true")]
    [InlineData("loud", "\"True\"", "true")]
    [InlineData("code", "7", "\"7\"")]
    [InlineData("code", "\"a\"", "\"a\"")]
    [InlineData("code", "\"\"", "\"\"")]
    [InlineData("body", "{\"a\":[1]}", "{\"a\":[1]}")]
    [InlineData("huge", "9000000000", "9000000000")]
    [InlineData("times", "null", "null")]
    [InlineData("rest", "null", "42")]
    public async Task Settings_PlaceholderOfFreeJson_ArrivesInItsType(string setting, string value, string expected)
    {
        var execution = await RunAsync($$$"""{"{{{setting}}}":"{{ webhook.x }}"}""", $$"""{"x":{{value}}}""");

        Assert.Null(execution.Error);
        var arrived = JsonSerializer.SerializeToElement(seen, Model.Written.Json).GetProperty(setting);
        Assert.Equal(expected, arrived.GetRawText());
    }

    [Theory]
    [InlineData("times", "\"abc\"", "'times' came out as \"abc\", and must be a whole number.")]
    [InlineData("times", "1.5", "'times' came out as 1.5, and must be a whole number.")]
    [InlineData("times", "{\"a\":1}", "'times' came out as {\"a\":1}, and must be a whole number.")]
    [InlineData("times", "true", "'times' came out as true, and must be a whole number.")]
    [InlineData("times", "0", "'times' came out as 0, and must be at least 1.")]
    [InlineData("times", "10", "'times' came out as 10, and must be at most 9.")]
    [InlineData("price", "\"cher\"", "'price' came out as \"cher\", and must be a number.")]
    [InlineData("price", "1e400", "'price' came out as 1e400, and must be a number.")]
    [InlineData("loud", "\"oui\"", "'loud' came out as \"oui\", and must be true or false.")]
    [InlineData("loud", "1", "'loud' came out as 1, and must be true or false.")]
    [InlineData("code", "[1]", "'code' came out as [1], and must be text.")]
    [InlineData("code", "\"a b\"", "'code' came out as \"a b\". Write it without spaces.")]
    [InlineData("rest", "3000000000", "'rest' came out as 3000000000, and must be at most 2147483647.")]
    public async Task Settings_PlaceholderThatDoesNotFit_FailsTheActionWithASentence(string setting, string value, string error)
    {
        var execution = await RunAsync($$$"""{"{{{setting}}}":"{{ webhook.x }}"}""", $$"""{"x":{{value}}}""");

        Assert.Equal((ExecutionStatus.Failed, error), (execution.Status, execution.Actions[0].Error));
        Assert.Null(seen);
    }

    [Fact]
    public async Task Settings_LongValueThatDoesNotFit_IsShownCut()
    {
        var execution = await RunAsync("""{"times":"{{ webhook.x }}"}""", $$"""{"x":"{{new string('€', 500)}}"}""");

        Assert.Equal($"'times' came out as \"{new string('€', 39)}…, and must be a whole number.", execution.Actions[0].Error);
    }

    [Fact]
    public async Task Settings_OfEveryKind_ArriveAsWritten()
    {
        await RunAsync("""{"times":2,"price":1.5,"loud":false,"code":5,"names":["a","{{ webhook.n }}","{{ webhook.l }}"],"labels":{"k":"v {{ customer }}"},"body":[null]}""", """{"l":["b","c"]}""");

        Assert.NotNull(seen);
        Assert.Equal((2, 1.5m, false, "5", 42), (seen.Times, seen.Price, seen.Loud, seen.Code, seen.Rest));
        Assert.Equal(["a", "b", "c"], seen.Names!.Where(n => n.Length > 0));
        Assert.Equal("v ACME", seen.Labels!["k"]);
        Assert.Equal("[null]", seen.Body!.Value.GetRawText());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public async Task Settings_RequiredTextThatComesOutEmpty_FailsTheAction(string? note)
    {
        var engine = Shops.Engine(e => e.AddAction<SaySettings>("say", (_, _) => ValueTask.FromResult(ActionResult.Success())))
            .With("""{"type":"say","config":{"message":"{{ note }}"}}""");

        Assert.Equal("'message' is required and came out empty.", (await engine.RunAsync(new Purchase("ACME", 1, note))).Actions[0].Error);
    }

    [Fact]
    public async Task Settings_OfAPositionalRecord_AreRequiredWithoutDefaultAndFilled()
    {
        Letter? letter = null;
        var engine = Shops.Engine(e => e.AddAction<Letter>("write", (call, _) =>
        {
            letter = call.Settings;
            return ValueTask.FromResult(ActionResult.Success());
        }));

        var missing = engine.Compile(Shops.Definition("""{"type":"write","config":{"pages":2}}"""));
        Assert.Equal("The setting 'to' is missing.", Assert.Single(missing.Diagnostics).Message);

        await engine.With("""{"type":"write","config":{"to":"{{ customer }}","pages":2}}""").RunAsync();
        Assert.Equal(new Letter("ACME", 2, null), letter);
    }

    public sealed record Letter(string To, int Pages, string? Cc, string Colour = "blue");

    private async Task<WorkflowExecution<Shop>> RunAsync(string config, string payload) => await Shops
        .Engine(e => e.AddAction<CountSettings>("count", (call, _) =>
        {
            seen = call.Settings;
            return ValueTask.FromResult(ActionResult.Success());
        }))
        .With($$$"""{"type":"count","config":{{{config}}}}""")
        .RunAsync(payload: payload);
}
