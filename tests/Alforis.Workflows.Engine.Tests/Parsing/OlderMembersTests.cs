using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Parsing;

public sealed class OlderMembersTests
{
    [Fact]
    public void Compile_MistakeBelowAnOlderName_PointsAtTheTextAsWritten()
    {
        const string definition = """{"name":"a","trigger_type":"item_updated","actions":[{"type":"create_task","params":{"title":"a","extra":{"x":["{{ inconnu }}"]}}}]}""";

        var error = TestSchema.Compiler.Compile(definition).Diagnostics.Single(d => d.Severity == DiagnosticSeverity.Error);

        Assert.Equal(("WF1402", "/actions/0/params/extra/x/0"), (error.Code, error.Pointer));
        Assert.Equal(definition.IndexOf("inconnu", StringComparison.Ordinal) + 1, error.Column);
    }

    [Fact]
    public void Compile_OlderNames_StandInTheDefinitionUnderTheirNamesOfToday()
    {
        const string definition = """{"name":"a","trigger_type":"item_updated","trigger_config":{"stage_to":"signe"},"actions":[{"action_type":"create_task","parameters":{"title":"a"}}]}""";

        var compiled = Written.Compile(definition).Definition;

        Assert.Equal("a", Assert.Single(compiled.Actions).Config!["title"]!.Text);
        Assert.Equal("/actions/0/parameters/title", compiled.Actions[0].Config!["title"]!.Pointer);
        Assert.Equal("signe", compiled.Trigger.Config!["to_stage"]!.Text);
    }

    /// <summary>The older forms are bounded like today's.</summary>
    [Theory]
    [InlineData("[RULES]")]
    [InlineData("""{"logic":"OR","conditions":[RULES]}""")]
    [InlineData("""{"logic":"OR","conditions":[{"combinator":"AND","rules":[RULES]}]}""")]
    [InlineData("""{"field":"lines","operator":"any","conditions":[],"value":{"logic":"OR","conditions":[RULES]}}""")]
    public void Compile_TooManyRulesInOlderForms_AreRefused(string conditions)
    {
        var rules = string.Join(',', Enumerable.Repeat("""{"field":"name","operator":"==","value":"a"}""", 501));

        var result = TestSchema.Compiler.Compile(Written.Definition(conditions.Replace("RULES", rules, StringComparison.Ordinal)));

        Assert.Contains(result.Diagnostics, d => d is { Code: DiagnosticCodes.TooLarge, Pointer: "/conditions" });
    }

    [Fact]
    public void Compile_ManyNotices_LeaveRoomForEveryError()
    {
        var rules = string.Join(',', Enumerable.Repeat("""{"field":"name","operator":"equals","value":"a"}""", 300));
        var definition = Written.Definition($"[{rules}]", """{"type":"create_task","config":{"titel":"a"}}""");

        var diagnostics = TestSchema.Compiler.Compile(definition).Diagnostics;

        Assert.Equal(["WF1003", "WF1004"], diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Code).Order());
        Assert.Equal(200, diagnostics.Count(d => d.Severity == DiagnosticSeverity.Notice));
    }
}
