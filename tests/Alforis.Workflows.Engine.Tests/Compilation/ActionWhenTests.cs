using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Parsing;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Compilation;

/// <summary>An action may have a condition of its own, which is asked when the event is planned.</summary>
public sealed class ActionWhenTests
{
    private const string Rich = """{"field":"amount","operator":">","value":1000}""";

    [Theory]
    [InlineData(Rich, """{"amount":1001}""", false)]
    [InlineData(Rich, """{"amount":1000}""", true)]
    [InlineData("""{"operator":"OR","rules":[$R,{"field":"item.owner.email","operator":"==","value":"a@b.fr"}]}""", """{"owner":{"email":"a@b.fr"}}""", false)]
    [InlineData("""{"operator":"NOT","rules":[$R]}""", """{"amount":1001}""", true)]
    [InlineData("""{"field":"webhook.x","operator":"==","value":5}""", "{}", false)]
    [InlineData("""{"field":"due","operator":"==","value":{"field":"today"}}""", """{"due":"2026-04-01"}""", false)]
    [InlineData("{}", "{}", false)]
    [InlineData("null", "{}", false)]
    [InlineData("""{"operator":"AND","rules":[]}""", "{}", false)]
    public void Plan_ActionWithWhen_IsSkippedWhereItDoesNotHold(string when, string item, bool skipped)
    {
        var workflow = Written.Compile(Written.Definition(actions: TaskWhen(when.Replace("$R", Rich, StringComparison.Ordinal))));

        var action = Assert.Single(workflow.Plan(Written.ScopeOf(item, """{"x":5}"""), TestSchema.Now));

        Assert.Equal(skipped, action.IsSkipped);
        Assert.Equal(skipped ? 0 : 1, action.Settings.Count);
        Assert.Null(action.Problem);
    }

    [Fact]
    public void Plan_SkippedAmongOthers_KeepsTheirOrderAndIdentity()
    {
        var workflow = Written.Compile(Written.Definition(
            actions: $$$"""{{{Written.Task}}},{"type":"create_task","id":"second","on_error":"continue","when":{{{Rich}}},"config":{"title":"b"}},{{{Written.Task}}}"""));

        var plan = workflow.Plan(Written.ScopeOf("{}"), TestSchema.Now);

        Assert.Equal([("action_1", false), ("second", true), ("action_3", false)], plan.Select(a => (a.Id, a.IsSkipped)));
        Assert.Equal(("create_task", "item", Engine.Definitions.ErrorPolicy.Continue), (plan[1].Type, plan[1].Target, plan[1].OnError));
    }

    [Fact]
    public void Plan_SkippedAction_RendersNothing()
    {
        // The title comes out longer than its setting takes: rendered, the action would have a problem.
        var json = Written.Definition(actions: $$$"""{"type":"send_mail","when":{{{Rich}}},"config":{"to":"x","subject":"{{ name }}{{ name }}"}}""");
        var workflow = Written.Compile(json);

        Assert.Null(workflow.Plan(Written.ScopeOf("""{"name":"un nom assez long"}"""), TestSchema.Now)[0].Problem);
        Assert.NotNull(workflow.Plan(Written.ScopeOf("""{"name":"un nom assez long","amount":2000}"""), TestSchema.Now)[0].Problem);
    }

    [Theory]
    [InlineData("""{"field":"amont","operator":">","value":5}""", DiagnosticCodes.UnknownField, "/field")]
    [InlineData("""{"field":"amount","operator":"~","value":5}""", DiagnosticCodes.UnknownOperator, "/operator")]
    [InlineData("""{"field":"amount","operator":">","value":"cher"}""", DiagnosticCodes.LiteralNotConvertible, "/value")]
    [InlineData("""{"operator":"OR","rules":[]}""", DiagnosticCodes.EmptyGroup, "")]
    [InlineData("""{"operator":"OR","rules":[{"field":"stage","operator":"==","value":"gagné"}]}""", DiagnosticCodes.UnknownEnumValue, "/rules/0/value")]
    [InlineData("\"amount > 5\"", DiagnosticCodes.WrongType, "")]
    public void Compile_MistakeInWhen_IsReportedAtItsPlace(string when, string code, string pointer)
    {
        var error = Written.OnlyError(Written.Definition(actions: TaskWhen(when)));

        Assert.Equal((code, "/actions/0/when" + pointer), (error.Code, error.Pointer));
    }

    [Fact]
    public void Compile_UnknownActionWithBrokenWhen_ReportsBoth()
    {
        var result = TestSchema.Compiler.Compile(Written.Definition(
            actions: """{"type":"creat_task","when":{"field":"amont","operator":">","value":5},"config":{}}"""));

        Assert.Equal([DiagnosticCodes.UnknownAction, DiagnosticCodes.UnknownField], result.Diagnostics.Select(d => d.Code).Order(StringComparer.Ordinal).Reverse());
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Parse_ManyRulesInAllWhens_AreAcceptedUpToTheirNumberTogether(int tooMany, bool accepted)
    {
        const int actions = 4;
        var group = ParseLimits.MaxWhenRules / actions - 1;
        string When(int rules) => $$"""{"operator":"AND","rules":[{{string.Join(',', Enumerable.Repeat(Rich, rules))}}]}""";
        var json = Written.Definition(actions: string.Join(',', Enumerable.Range(0, actions).Select(i => TaskWhen(When(group + (i == 0 ? tooMany : 0))))));

        var result = WorkflowParser.Parse(json);

        Assert.Equal(accepted, result.Definition is not null);
        if (!accepted) Assert.Equal((DiagnosticCodes.TooLarge, "/actions"), (result.Diagnostics[0].Code, Assert.Single(result.Diagnostics).Pointer));
    }

    private static string TaskWhen(string when) => $$$"""{"type":"create_task","when":{{{when}}},"config":{"title":"Appeler"}}""";
}
