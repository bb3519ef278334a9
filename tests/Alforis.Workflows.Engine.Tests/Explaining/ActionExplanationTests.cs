using System.Globalization;
using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Explaining;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Explaining;

public sealed class ActionExplanationTests
{
    private const string Rich = """{"field":"amount","operator":">","value":50000}""";
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    [Theory]
    [InlineData(Rich, """{"amount":40000}""", false, "Is skipped: amount is 40,000, expected > 50,000", "Est sautée\u00A0: amount vaut 40\u202F000, attendu > 50\u202F000")]
    [InlineData(Rich, """{"amount":60000}""", true, "Runs: amount is 60,000 (> 50,000)", "S'exécute\u00A0: amount vaut 60\u202F000 (> 50\u202F000)")]
    [InlineData("{}", "{}", true, "Runs: it has no condition of its own", "S'exécute\u00A0: elle n'a pas de condition propre")]
    public void Describe_OfAWhen_NamesTheValuesThatDecide(string when, string item, bool runs, string english, string french)
    {
        var explanation = Explain(when, item);

        Assert.Equal((runs, english, french), (explanation.Runs, explanation.Describe(English), explanation.Describe(French)));
    }

    [Fact]
    public void ToTree_OfAWhen_HasALinePerRule() =>
        Assert.Equal(
            """
            ✗ Is skipped
              ✗ OR
                ✗ item.amount > 50,000 — is 1
                ✗ item.name == "x" — is ""
            """.ReplaceLineEndings("\n"),
            Explain($$"""{"operator":"OR","rules":[{{Rich}},{"field":"name","operator":"==","value":"x"}]}""", """{"amount":1}""").ToString());

    [Fact]
    public void ToJson_OfAWhen_HasItsRules()
    {
        var json = JsonNode.Parse(Explain(Rich, """{"amount":40000}""").ToJson())!;

        Assert.Equal(("mark", false), (json["action"]!.GetValue<string>(), json["runs"]!.GetValue<bool>()));
        Assert.Equal((40000m, "does_not_hold"), (json["when"]!["actual"]!.GetValue<decimal>(), json["when"]!["reason"]!.GetValue<string>()));
    }

    [Fact]
    public void WhenToJson_RecordsItsRulesOnly()
    {
        var workflow = Written.Compile(Definition(Rich));

        var rule = Assert.Single(JsonNode.Parse(WorkflowExplainer.WhenToJson(workflow, "mark", Written.ScopeOf("""{"amount":7}"""), TestSchema.Now))!.AsArray())!;

        Assert.Equal(("item.amount", 7m, false), (rule["path"]!.GetValue<string>(), rule["actual"]!.GetValue<decimal>(), rule["holds"]!.GetValue<bool>()));
    }

    [Theory]
    [InlineData("""{"amount":40000}""")]
    [InlineData("""{"amount":60000}""")]
    public void ExplainWhen_AnyContext_AgreesWithThePlan(string item)
    {
        var workflow = Written.Compile(Definition(Rich));
        var scope = Written.ScopeOf(item);

        Assert.Equal(workflow.Plan(scope, TestSchema.Now)[0].IsSkipped, !WorkflowExplainer.ExplainWhen(workflow, "mark", scope, TestSchema.Now).Runs);
    }

    [Fact]
    public void ExplainWhen_UnknownAction_SaysWhich()
    {
        var workflow = Written.Compile(Definition(Rich));

        var exception = Assert.Throws<ArgumentException>(() => WorkflowExplainer.ExplainWhen(workflow, "mrak", new Scope(), TestSchema.Now));

        Assert.StartsWith("The workflow 'Essai' has no action 'mrak'.", exception.Message, StringComparison.Ordinal);
    }

    private static ActionExplanation Explain(string when, string item) =>
        WorkflowExplainer.ExplainWhen(Written.Compile(Definition(when)), "mark", Written.ScopeOf(item), TestSchema.Now);

    private static string Definition(string when) =>
        Written.Definition(actions: $$$"""{"type":"create_task","id":"mark","when":{{{when}}},"config":{"title":"a"}}""");
}
