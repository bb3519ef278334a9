using System.Diagnostics;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Parsing;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Compilation;

/// <summary>The largest definitions that anybody may send: answered in bounded time, without exhausting the stack.</summary>
public sealed class HugeInputTests
{
    /// <summary>Many times what is needed here, so that only a wrong order of growth reaches it.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("AND", true)]
    [InlineData("OR", false)]
    public void Compile_AsManyRulesAsAllowed_AnswersRight(string @operator, bool others)
    {
        // One rule about the field decides, for all others hold in the AND and none in the OR.
        var rules = Enumerable.Range(1, ParseLimits.MaxRules - 1).Select(i => $$"""{"field":"id","operator":"{{(others ? "!=" : "==")}}","value":{{i}}}""");
        var json = Written.Definition($$"""{"operator":"{{@operator}}","rules":[{{string.Join(',', rules)}},{"field":"active","operator":"==","value":true}]}""");

        var workflow = Compiled(json);

        Assert.True(workflow.MeetsConditions(Written.ScopeOf("""{"id":0,"active":true}"""), TestSchema.Now));
        Assert.False(workflow.MeetsConditions(Written.ScopeOf("""{"id":0,"active":false}"""), TestSchema.Now));
        Assert.Equal(!others, workflow.MeetsConditions(Written.ScopeOf("""{"id":499,"active":false}"""), TestSchema.Now));
    }

    [Theory]
    [InlineData("id", "{0}")]
    [InlineData("name", "\"n{0}\"")]
    [InlineData("score", "{0}")]
    [InlineData("data", "{0}")]
    public void Compile_TenThousandValues_AnswersRight(string field, string literal)
    {
        var values = Enumerable.Range(1, 10_000).Select(i => string.Format(System.Globalization.CultureInfo.InvariantCulture, literal, i));
        var workflow = Compiled(Written.Definition($$"""{"field":"{{field}}","operator":"in","value":[{{string.Join(',', values)}}]}"""));

        Assert.True(workflow.MeetsConditions(Written.ScopeOf("""{"id":10000,"name":"n1","score":5000,"data":10000}"""), TestSchema.Now));
        Assert.False(workflow.MeetsConditions(Written.ScopeOf("""{"id":10001,"name":"N1","score":0.5,"data":"1"}"""), TestSchema.Now));
    }

    [Fact]
    public void Compile_ThirtyTimesTheSameEnumValueInEachOfFiveHundredRules_AnswersRight()
    {
        var values = string.Join(',', Enumerable.Repeat("\"bleu clair\"", 30));
        var rules = string.Join(',', Enumerable.Repeat($$"""{"field":"colour","operator":"in","value":[{{values}}]}""", ParseLimits.MaxRules));

        var workflow = Compiled(Written.Definition($$"""{"operator":"AND","rules":[{{rules}}]}"""));

        Assert.True(workflow.MeetsConditions(Written.ScopeOf("""{"colour":"bleu_clair"}"""), TestSchema.Now));
        Assert.False(workflow.MeetsConditions(Written.ScopeOf("""{"colour":"vert"}"""), TestSchema.Now));
    }

    [Fact]
    public void Compile_GroupsNestedAsDeepAsAllowed_AnswersRight()
    {
        var condition = """{"field":"active","operator":"==","value":true}""";
        for (var i = 0; i < 30; i++) condition = $$"""{"operator":"NOT","rules":[{{condition}}]}""";

        var workflow = Compiled(Written.Definition(condition));

        Assert.True(workflow.MeetsConditions(Written.ScopeOf("""{"active":true}"""), TestSchema.Now));
        Assert.False(workflow.MeetsConditions(Written.ScopeOf("{}"), TestSchema.Now));
    }

    [Fact]
    public void Compile_TenMegabytes_AreRefusedAtOnce()
    {
        var error = Written.OnlyError(Written.Definition(more: ",\"description\":\"" + new string('a', 10_000_000) + "\""));

        Assert.Equal((DiagnosticCodes.TooLarge, "", 1, 1), (error.Code, error.Pointer, error.Line, error.Column));
    }

    [Theory]
    [InlineData("""{"field":"inconnu","operator":"==","value":1}""", DiagnosticCodes.UnknownField)]
    [InlineData("""{"field":"stage","operator":"==","value":"inconnu"}""", DiagnosticCodes.UnknownEnumValue)]
    [InlineData("""{"field":"id","operator":"inconnu","value":1}""", DiagnosticCodes.UnknownOperator)]
    public void Compile_AMistakeInEachOfFiveHundredRules_IsRefusedInBoundedTime(string rule, string code)
    {
        var started = Stopwatch.GetTimestamp();

        var result = TestSchema.Compiler.Compile(Written.Definition($$"""{"rules":[{{string.Join(',', Enumerable.Repeat(rule, ParseLimits.MaxRules))}}]}"""));

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, Bound);
        Assert.False(result.Succeeded);
        Assert.All(result.Diagnostics, d => Assert.Equal(code, d.Code));
    }

    [Fact]
    public void Compile_FifteenThousandRules_AreRefusedAtOnceAndCheaply()
    {
        var rules = string.Join(',', Enumerable.Repeat("""{"field":"id","operator":"==","value":1}""", 15_000));
        var json = Written.Definition($$"""{"operator":"OR","rules":[{{rules}}]}""");

        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Written.OnlyError(json);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal((DiagnosticCodes.TooLarge, "/conditions"), (error.Code, error.Pointer));

        // Reading the text costs some hundred bytes a value; compiling the rules would cost some twenty thousand a rule.
        Assert.InRange(allocated, 0, 30_000_000);
    }

    [Theory]
    [InlineData(499, true)]
    [InlineData(500, false)]
    public void Compile_RulesInGroups_CountWithTheGroups(int rules, bool accepted)
    {
        var inner = string.Join(',', Enumerable.Repeat("""{"field":"active","operator":"==","value":true}""", rules));

        var result = TestSchema.Compiler.Compile(Written.Definition($$"""{"operator":"OR","rules":[{"operator":"NOT","rules":[{{inner}}]}]}"""));

        Assert.Equal(accepted ? [] : [DiagnosticCodes.TooLarge], result.Diagnostics.Select(d => d.Code));
    }

    [Fact]
    public void Compile_OneValueMoreThanAllowed_IsRefusedAtTheList()
    {
        var values = string.Join(',', Enumerable.Range(0, ParseLimits.MaxListItems + 1));

        var error = Written.OnlyError(Written.Definition($$"""{"field":"id","operator":"in","value":[{{values}}]}"""));

        Assert.Equal((DiagnosticCodes.TooLarge, "/conditions/value"), (error.Code, error.Pointer));
    }

    [Theory]
    [InlineData("item_created", "id", "1", ParseLimits.MaxListItems)]
    [InlineData("item_updated", "fields", "\"name\"", ParseLimits.MaxRules)]
    [InlineData("item_updated", "tagged", "\"a\"", ParseLimits.MaxRules)]
    public void Compile_ValuesOfAFilter_AreAcceptedUpToTheLimit(string trigger, string filter, string value, int most)
    {
        Assert.Empty(Errors(most));
        Assert.Equal((DiagnosticCodes.TooLarge, "/trigger_config/" + filter), Assert.Single(Errors(most + 1)));

        IEnumerable<(string, string)> Errors(int count) => TestSchema.Compiler
            .Compile(Written.Definition(trigger: trigger, config: $$"""{"{{filter}}":[{{string.Join(',', Enumerable.Repeat(value, count))}}]}"""))
            .Diagnostics.Select(d => (d.Code, d.Pointer));
    }

    [Fact]
    public void Compile_OnePlaceholderMoreThanAllowed_IsRefusedAtTheActions()
    {
        var half = string.Concat(Enumerable.Repeat("{{ id }}", ParseLimits.MaxPlaceholders / 2));
        var action = $$$"""{"type":"create_task","config":{"title":"{{{half}}}"}}""";
        var more = """{"type":"create_task","config":{"title":"a","extra":{"b":["{{ id }}"]}}}""";

        Assert.Empty(TestSchema.Compiler.Compile(Written.Definition(actions: $"{action},{action}")).Diagnostics);
        var error = Written.OnlyError(Written.Definition(actions: $"{action},{action},{more}"));
        Assert.Equal((DiagnosticCodes.TooLarge, "/actions"), (error.Code, error.Pointer));
    }

    [Fact]
    public void Plan_TemplateOfAsManyPlaceholdersAsAllowed_IsRendered()
    {
        var note = string.Concat(Enumerable.Repeat("{{ id }}", ParseLimits.MaxPlaceholders));

        var workflow = Compiled(Written.Definition(actions: $$$"""{"type":"create_task","config":{"title":"a","extra":["{{{note}}}"]}}"""));

        var extra = Assert.Single(workflow.Plan(Written.ScopeOf("""{"id":7}"""), TestSchema.Now)).Settings["extra"]!;
        Assert.Equal(new string('7', ParseLimits.MaxPlaceholders), (string)extra[0]!);
    }

    private static CompiledWorkflow<Scope> Compiled(string json)
    {
        var started = Stopwatch.GetTimestamp();
        var workflow = Written.Compile(json);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, Bound);
        return workflow;
    }
}
