using System.Globalization;
using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Explaining;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Explaining;

public sealed class ExplanationTests
{
    private const string Rich = """{"field":"amount","operator":">","value":50000}""";
    private const string Signed = """{"field":"item.stage","operator":"==","value":"SIGNÉ"}""";
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    [Theory]
    [InlineData(Rich, """{"amount":40000}""", "Ne se déclenche pas\u00A0: amount vaut 40\u202F000, attendu > 50\u202F000")]
    [InlineData(Rich, """{"amount":60000.5}""", "Se déclenche\u00A0: amount vaut 60\u202F000,5 (> 50\u202F000)")]
    [InlineData("{}", "{}", "Se déclenche\u00A0: il n'y a pas de condition")]
    [InlineData("""{"operator":"AND","rules":[$R,$S]}""", """{"amount":1,"stage":"prospect"}""",
        "Ne se déclenche pas\u00A0: amount vaut 1, attendu > 50\u202F000 et stage vaut «\u00A0prospect\u00A0», attendu == «\u00A0signe\u00A0»")]
    [InlineData("""{"operator":"AND","rules":[$R,$S]}""", """{"amount":1,"stage":"signe"}""", "Ne se déclenche pas\u00A0: amount vaut 1, attendu > 50\u202F000")]
    [InlineData("""{"operator":"OR","rules":[$R,$S]}""", """{"amount":1,"stage":"prospect"}""",
        "Ne se déclenche pas\u00A0: amount vaut 1, attendu > 50\u202F000 ou stage vaut «\u00A0prospect\u00A0», attendu == «\u00A0signe\u00A0»")]
    [InlineData("""{"operator":"OR","rules":[$R,$S]}""", """{"amount":1,"stage":"signe"}""", "Se déclenche\u00A0: stage vaut «\u00A0signe\u00A0» (== «\u00A0signe\u00A0»)")]
    [InlineData("""{"operator":"NOT","rules":[$R,$S]}""", """{"amount":60000,"stage":"signe"}""",
        "Ne se déclenche pas\u00A0: amount vaut 60\u202F000, ne devait pas être > 50\u202F000 ou stage vaut «\u00A0signe\u00A0», ne devait pas être == «\u00A0signe\u00A0»")]
    [InlineData("""{"operator":"NOT","rules":[$R]}""", """{"amount":1}""", "Se déclenche\u00A0: amount vaut 1 (pas > 50\u202F000)")]
    [InlineData("""{"field":"item.owner.address.city","operator":"==","value":"Nice"}""", "{}",
        "Ne se déclenche pas\u00A0: owner.address.city n'a pas de valeur (owner est vide), attendu == «\u00A0Nice\u00A0»")]
    [InlineData("""{"field":"due","operator":"<","value":"2026-03-31"}""", """{"due":"2026-04-01"}""",
        "Ne se déclenche pas\u00A0: due vaut 01/04/2026, attendu < 31/03/2026")]
    [InlineData("""{"field":"amount","operator":"<","value":{"field":"price"}}""", """{"amount":7,"price":5}""",
        "Ne se déclenche pas\u00A0: amount vaut 7, attendu < price (5)")]
    [InlineData("""{"field":"data","operator":"==","value":5}""", """{"data":"5"}""",
        "Ne se déclenche pas\u00A0: data vaut «\u00A05\u00A0», attendu == 5 (les types diffèrent)")]
    [InlineData("""{"field":"item.stage","operator":"in","value":["signe","negociation"]}""", "{}",
        "Ne se déclenche pas\u00A0: stage vaut «\u00A0prospect\u00A0», attendu parmi [«\u00A0signe\u00A0»\u202F; «\u00A0negociation\u00A0»]")]
    public void Describe_InFrench_NamesTheValuesThatDecide(string condition, string item, string sentence) =>
        Assert.Equal(sentence, Explain(condition, item).Describe(French));

    [Fact]
    public void Describe_InEnglish_NamesTheValuesThatDecide()
    {
        Assert.Equal("Does not fire: amount is 40,000.25, expected > 50,000", Explain(Rich, """{"amount":40000.25}""").Describe(English));
        Assert.Equal("Fires: stage is \"signe\" (== \"signe\")", Explain(Signed, """{"stage":"signe"}""").Describe(English));
        Assert.Equal("Does not fire: note has no value, expected containing \"x\"", Explain("""{"field":"note","operator":"contains","value":"x"}""", "{}").Describe(English));
    }

    [Fact]
    public void Describe_FilterDoesNotPass_SaysSoAndNotTheConditions()
    {
        var workflow = Written.Compile(Written.Definition(Rich, config: """{"to_stage":"signe"}"""));

        var explanation = WorkflowExplainer.Explain(workflow, Written.ScopeOf("""{"amount":60000}"""), TestSchema.Now);

        Assert.False(explanation.Fires);
        Assert.True(explanation.Conditions.Holds);
        Assert.False(explanation.Conditions.Reached);
        Assert.Equal(
            "Does not fire, the trigger's filter excludes the event: stage is \"prospect\", expected == \"signe\"", explanation.Describe(English));
    }

    [Fact]
    public void Describe_ManyRulesFail_NamesTheFirstAndCountsTheRest()
    {
        var rules = string.Join(',', Enumerable.Range(1, 7).Select(i => $$"""{"field":"amount","operator":"==","value":{{i}}}"""));

        var sentence = Explain($$"""{"operator":"AND","rules":[{{rules}}]}""", """{"amount":0}""").Describe(English);

        Assert.EndsWith("expected == 5 and … (+2)", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void ToString_Tree_HasALinePerConditionAndMarksWhatIsNotReached()
    {
        var tree = Explain("""{"operator":"AND","rules":[$R,{"operator":"NOT","rules":[$S]}]}""", """{"amount":1,"stage":"signe"}""").ToString();

        Assert.Equal(
            """
            ✗ Does not fire
              ✓ filter: none
              ✗ conditions
                ✗ AND
                  ✗ item.amount > 50,000 — is 1
                  ✗ NOT (not reached)
                    ✓ item.stage == "signe" — is "signe" (not reached)
            """, tree);
    }

    [Theory]
    [InlineData("data", "==", "5", """{"data":"5"}""", RuleReason.TypesDiffer)]
    [InlineData("data", "==", "5", """{"data":6}""", RuleReason.DoesNotHold)]
    [InlineData("data", "in", """["a","b"]""", """{"data":6}""", RuleReason.TypesDiffer)]
    [InlineData("data", "contains", "5", """{"data":["5"]}""", RuleReason.TypesDiffer)]
    [InlineData("data", "contains", "5", """{"data":[]}""", RuleReason.ListIsEmpty)]
    [InlineData("data", ">", "\"a\"", """{"data":"b"}""", RuleReason.NotOrdered)]
    [InlineData("item.ratio", "<", "5", """{"ratio":"NaN"}""", RuleReason.NotOrdered)]
    [InlineData("item.tags", "contains", "\"a\"", "{}", RuleReason.ListIsEmpty)]
    [InlineData("item.tags", "contains", "\"a\"", """{"tags":["b"]}""", RuleReason.DoesNotHold)]
    [InlineData("item.name", "in", """{"field":"item.tags"}""", """{"name":"a"}""", RuleReason.ListIsEmpty)]
    [InlineData("note", "==", "\"a\"", "{}", RuleReason.ActualIsNull)]
    [InlineData("note", "!=", "null", "{}", RuleReason.DoesNotHold)]
    [InlineData("item.name", "==", """{"field":"note"}""", """{"name":"a"}""", RuleReason.ExpectedIsNull)]
    [InlineData("note", "!=", "\"a\"", "{}", RuleReason.Holds)]
    public void Explain_Rule_GivesItsReason(string field, string @operator, string value, string item, RuleReason reason) =>
        Assert.Equal(reason, Rule($$"""{"field":"{{field}}","operator":"{{@operator}}","value":{{value}}}""", item).Reason);

    [Theory]
    [InlineData("item.owner.manager.email", "{}", "item.owner")]
    [InlineData("item.owner.manager.email", """{"owner":{"id":1}}""", "item.owner.manager")]
    [InlineData("item.owner.manager.email", """{"owner":{"manager":{"id":1}}}""", "item.owner.manager.email")]
    [InlineData("item.owner.manager.email", """{"owner":{"manager":{"email":"a"}}}""", null)]
    [InlineData("item.data.a.b.c", """{"data":{"a":{"x":1}}}""", "item.data.a.b")]
    [InlineData("item.data.a.b.c", """{"data":{"a":5}}""", "item.data.a.b")]
    [InlineData("item.data.a.b.c", "{}", "item.data")]
    public void Explain_PathThroughNull_SaysWhereItEnds(string field, string item, string? nullAt) =>
        Assert.Equal(nullAt, Rule($$"""{"field":"{{field}}","operator":"==","value":"x"}""", item).NullAt);

    [Fact]
    public void ToJson_TreeOfAllKinds_KeepsTypesAndMarks()
    {
        var json = Explain(
            """
            {"operator":"OR","rules":[$R,{"operator":"NOT","rules":[{"field":"item.moment","operator":"<","value":"2026-04-01"}]},
             {"field":"item.owner","operator":"!=","value":null},{"field":"item.tags","operator":"contains","value":"é"}]}
            """, """{"amount":1.50,"moment":"2026-03-31T22:00:00Z","owner":{"id":1},"tags":["é","\u0001"]}""").ToJson();

        Assert.Equal(
            JsonNode.Parse(
                """
                {"fires":true,
                 "filter":{"operator":"AND","holds":true,"reached":true,"decisive":true,"rules":[]},
                 "conditions":{"operator":"OR","holds":true,"reached":true,"decisive":true,"rules":[
                  {"path":"item.amount","operator":">","expected":50000,"actual":1.50,"holds":false,"reached":true,"decisive":false,"reason":"does_not_hold"},
                  {"operator":"NOT","holds":true,"reached":true,"decisive":true,"rules":[
                   {"path":"item.moment","operator":"<","expected":"2026-04-01T00:00:00+02:00","actual":"2026-04-01T00:00:00+02:00",
                    "holds":false,"reached":true,"decisive":true,"reason":"does_not_hold"}]},
                  {"path":"item.owner","operator":"!=","expected":null,"actual":{},"holds":true,"reached":false,"decisive":true,"reason":"holds"},
                  {"path":"item.tags","operator":"contains","expected":"é","actual":["é","\u0001"],"holds":true,"reached":false,"decisive":true,"reason":"holds"}]}}
                """)!.ToJsonString(),
            JsonNode.Parse(json)!.ToJsonString());
        Assert.Contains("\"é\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_ContextChangesAfterwards_ExplanationDoesNot()
    {
        var scope = Written.ScopeOf("""{"tags":["a"]}""");
        var explanation = WorkflowExplainer.Explain(
            Written.Compile(Written.Definition("""{"field":"item.tags","operator":"contains","value":"a"}""")), scope, TestSchema.Now);
        var before = explanation.ToJson();

        scope.Item!.Tags.Add("b");

        Assert.Contains("\"actual\":[\"a\"]", before, StringComparison.Ordinal);
        Assert.Equal(before, explanation.ToJson());
    }

    private static ExplainedRule Rule(string rule, string item) => Assert.IsType<ExplainedRule>(Assert.Single(Rules.Of(Explain(rule, item).Conditions)));

    private static Explanation Explain(string condition, string item) => WorkflowExplainer.Explain(
        Written.Compile(Written.Definition(condition
            .Replace("$R", Rich, StringComparison.Ordinal).Replace("$S", Signed, StringComparison.Ordinal))),
        Written.ScopeOf(item), TestSchema.Now);
}
