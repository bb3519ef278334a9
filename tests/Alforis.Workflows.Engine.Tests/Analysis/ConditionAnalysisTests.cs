using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Analysis;

public sealed class ConditionAnalysisTests
{
    [Theory]
    [InlineData("{}", "", true)]
    [InlineData("{}", "\"delay\":\"7 days\",", false)]
    [InlineData("""{"delay":"7 days"}""", "", false)]
    public void Compile_WhenThatContradictsTheConditions_WarnsUnlessTheyMayHaveChangedMeanwhile(string config, string members, bool warns)
    {
        var when = Rule("item.stage == prospect");
        var result = TestSchema.Compiler.Compile(Written.Definition(
            Rule("item.stage == signe"), $$$"""{"type":"create_task",{{{members}}}"when":{{{when}}},"config":{"title":"a"}}""", config: config));

        Assert.True(result.Succeeded);
        Assert.Equal(warns ? [$"{DiagnosticCodes.NeverHolds} /actions/0/when"] : [], result.Diagnostics.Select(d => $"{d.Code} {d.Pointer}"));
    }

    [Theory]
    [InlineData("amount > 5", "amount < 3")]
    [InlineData("amount > 5", "amount <= 5")]
    [InlineData("amount == 5", "amount == 6")]
    [InlineData("amount between 1 and 2", "amount > 2")]
    [InlineData("item.stage == signe", "item.stage == prospect")]
    [InlineData("item.stage in [signe,prospect]", "item.stage in [negociation]")]
    [InlineData("item.stage == signe", "item.stage != signe")]
    [InlineData("note == null", "note starts_with a")]
    [InlineData("count == null", "count > 3")]
    [InlineData("count is_empty", "count <= 3")]
    [InlineData("note is_empty", "note == a")]
    [InlineData("note == a", "note == b")]
    [InlineData("note in [a,b]", "note not_in [a,b]")]
    [InlineData("count > 3", "count < 4")]
    [InlineData("item.ratio > 3", "item.ratio < 3")]
    [InlineData("due < 2026-01-01", "due > 2026-12-31")]
    [InlineData("item.moment < 2026-01-01", "item.moment > 2026-12-31")]
    [InlineData("active == true", "active == false")]
    [InlineData("data > 5", "data == a")]
    [InlineData("data > 5", "data < 3")]
    [InlineData("item.stage changed_to signe", "item.stage == prospect")]
    [InlineData("item.stage changed_from signe", "previous.stage == prospect")]
    public void Compile_RulesThatContradictEachOther_WarnsAtTheSecondThatTheWorkflowNeverFires(string first, string second)
    {
        var result = TestSchema.Compiler.Compile(Written.Definition($$"""{"operator":"AND","rules":[{{Rule(first)}},{{Rule(second)}}]}"""));

        Assert.True(result.Succeeded);
        var warning = Assert.Single(result.Diagnostics);
        Assert.Equal((DiagnosticCodes.NeverHolds, DiagnosticSeverity.Warning, "/conditions/rules/1"), (warning.Code, warning.Severity, warning.Pointer));
        Assert.EndsWith("The workflow never fires.", warning.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("amount >= 5", "amount <= 5")]
    [InlineData("amount > 3", "amount < 4")]
    [InlineData("item.ratio > 3", "item.ratio < 4")]
    [InlineData("note != a", "note != b")]
    [InlineData("note == null", "note is_empty")]
    [InlineData("item.tags contains a", "item.tags contains b")]
    [InlineData("item.tags not_contains a", "item.tags is_empty")]
    [InlineData("data > 5", "data.a == 3")]
    [InlineData("note == A", "note starts_with a")]
    [InlineData("previous.stage == signe", "item.stage == prospect")]
    [InlineData("item.stage changed", "item.stage == prospect")]
    [InlineData("amount == 5.0", "amount == 5.00")]
    public void Compile_RulesThatCanHoldTogether_WarnsOfNothing(string first, string second) =>
        Assert.Empty(TestSchema.Compiler.Compile(Written.Definition($$"""{"operator":"AND","rules":[{{Rule(first)}},{{Rule(second)}}]}""")).Diagnostics);

    [Theory]
    [InlineData("item.level > 255", "'item.level > 255' can never hold: 'item.level' is a whole number from 0 to 255. The workflow never fires.")]
    [InlineData("item.id == 5.5", "'item.id == 5.5' can never hold: 'item.id' is a whole number from -2147483648 to 2147483647. The workflow never fires.")]
    [InlineData("item.name == null", "'item.name == null' can never hold: 'item.name' is never null. The workflow never fires.")]
    [InlineData("item.id is_empty", "'item.id is_empty' can never hold: 'item.id' is a whole number from -2147483648 to 2147483647. The workflow never fires.")]
    [InlineData("data > b", "'item.data > \"b\"' can never hold: 'item.data' is free JSON, in which only numbers have an order. The workflow never fires.")]
    public void Compile_RuleThatCanNeverHold_WarnsWhy(string rule, string message)
    {
        var warning = Assert.Single(TestSchema.Compiler.Compile(Written.Definition(Rule(rule))).Diagnostics);

        Assert.Equal((DiagnosticCodes.NeverHolds, message), (warning.Code, warning.Message));
    }

    [Theory]
    [InlineData("item.stage in [prospect,negociation,en_cours,signe]", "'item.stage' is one of prospect, negociation, en_cours, signe.")]
    [InlineData("item.level >= 0", "'item.level' is a whole number from 0 to 255.")]
    [InlineData("item.name != null", "'item.name' is never null.")]
    public void Compile_RuleThatAlwaysHolds_WarnsWhy(string rule, string reason)
    {
        var warning = Assert.Single(TestSchema.Compiler.Compile(Written.Definition(Rule(rule))).Diagnostics);

        Assert.Equal(DiagnosticCodes.AlwaysHolds, warning.Code);
        Assert.EndsWith(reason, warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_NullableEnumerationInAllItsValues_WarnsOfNothing() =>
        Assert.Empty(TestSchema.Compiler.Compile(Written.Definition(Rule("old_stage in [prospect,negociation,en_cours,signe]"))).Diagnostics);

    [Theory]
    [InlineData("item.stage != signe", "item.stage != prospect", "AlwaysHolds")]
    [InlineData("amount > 3", "amount < 5", "AlwaysHolds")]
    [InlineData("note is_empty", "note is_not_empty", "AlwaysHolds")]
    [InlineData("item.ratio > 3", "item.ratio <= 3", null)]
    [InlineData("count > 3", "count <= 3", null)]
    public void Compile_AlternativesOfWhichOneAlwaysHolds_WarnsAtTheGroup(string first, string second, string? expected)
    {
        var diagnostics = TestSchema.Compiler.Compile(Written.Definition($$"""{"operator":"OR","rules":[{{Rule(first)}},{{Rule(second)}}]}""")).Diagnostics;

        if (expected is null) Assert.Empty(diagnostics);
        else Assert.Equal((DiagnosticCodes.AlwaysHolds, "/conditions"), (Assert.Single(diagnostics).Code, diagnostics[0].Pointer));
    }

    [Fact]
    public void Compile_OneAlternativeContradictsWhatHoldsBesides_WarnsOfItOnly()
    {
        var diagnostics = TestSchema.Compiler.Compile(Written.Definition(
            $$"""{"rules":[{{Rule("amount > 5")}},{"operator":"OR","rules":[{{Rule("amount < 3")}},{{Rule("note == a")}}]}]}""")).Diagnostics;

        var warning = Assert.Single(diagnostics);
        Assert.Equal((DiagnosticCodes.NeverHolds, "/conditions/rules/1/rules/0"), (warning.Code, warning.Pointer));
        Assert.DoesNotContain("never fires", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_RuleContradictsTheTriggersFilter_WarnsOfBoth()
    {
        var warning = Assert.Single(TestSchema.Compiler.Compile(Written.Definition(Rule("item.stage == prospect"), config: """{"to_stage":"signe"}""")).Diagnostics);

        Assert.Equal(
            "This can never hold: 'item.stage == \"prospect\"' contradicts 'item.stage == \"signe\"' (the trigger's filter). The workflow never fires.", warning.Message);
    }

    [Fact]
    public void Compile_NegatedRuleContradictsAnother_Warns()
    {
        var warning = Assert.Single(TestSchema.Compiler.Compile(Written.Definition(
            $$"""{"rules":[{{Rule("item.amount > 5")}},{"operator":"NOT","rules":[{{Rule("amount > 3")}}]}]}""")).Diagnostics);

        Assert.Contains("'NOT(item.amount > 3)' contradicts 'item.amount > 5'", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_ElementsThatCannotBe_Warns()
    {
        var inner = $$"""{"rules":[{{Rule("age > 5")}},{{Rule("age < 3")}}]}""";

        var warning = Assert.Single(TestSchema.Compiler.Compile(Written.Definition($$"""{"field":"item.contacts","operator":"any","value":{{inner}}}""")).Diagnostics);

        Assert.Equal((DiagnosticCodes.NeverHolds, "/conditions/value/rules/1"), (warning.Code, warning.Pointer));
    }

    /// <summary>A rule from words: lists in brackets, words and dates as text.</summary>
    private static string Rule(string text)
    {
        var words = text.Replace("between 1 and 2", "between [1,2]", StringComparison.Ordinal).Split(' ', 3);
        var value = words.Length < 3 ? "" : ",\"value\":" + (words[2][0] == '['
            ? "[" + string.Join(',', words[2].Trim('[', ']').Split(',').Select(Literal)) + "]"
            : Literal(words[2]));
        return $$"""{"field":"{{words[0]}}","operator":"{{words[1]}}"{{value}}}""";
    }

    private static string Literal(string word) =>
        word is "null" or "true" or "false" || (char.IsAsciiDigit(word[0]) && !word.Contains('-', StringComparison.Ordinal)) ? word : $"\"{word}\"";
}
