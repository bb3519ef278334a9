using System.Globalization;
using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Explaining;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Explaining;

/// <summary>What explanations say of workflows and actions that wait.</summary>
public sealed class WaitExplanationTests
{
    private const string Rich = """{"field":"amount","operator":">","value":5}""";
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    [Theory]
    [InlineData("""{"delay":"7 days"}""", "Fires, and acts after 7 days: amount is 9 (> 5)", "Se déclenche, et agit après 7 jours\u00A0: amount vaut 9 (> 5)")]
    [InlineData(
        """{"delay":"1 day","recheck":true}""", "Fires, and acts after 1 day if the conditions still hold: amount is 9 (> 5)",
        "Se déclenche, et agit après 1 jour si les conditions tiennent encore\u00A0: amount vaut 9 (> 5)")]
    [InlineData("""{"delay":"45 seconds"}""", "Fires, and acts after 45 seconds: amount is 9 (> 5)", "Se déclenche, et agit après 45 secondes\u00A0: amount vaut 9 (> 5)")]
    [InlineData("""{"delay":"1 year"}""", "Fires, and acts after 1 year: amount is 9 (> 5)", "Se déclenche, et agit après 1 an\u00A0: amount vaut 9 (> 5)")]
    [InlineData("{}", "Fires: amount is 9 (> 5)", "Se déclenche\u00A0: amount vaut 9 (> 5)")]
    public void Describe_WorkflowThatWaits_SaysHowLong(string config, string english, string french)
    {
        var explanation = Explain(config, """{"amount":9}""");

        Assert.Equal((english, french), (explanation.Describe(English), explanation.Describe(French)));
        Assert.StartsWith("✓ " + french.Split("\u00A0:")[0] + "\n", explanation.ToTree(French), StringComparison.Ordinal);
    }

    [Fact]
    public void Describe_WorkflowThatDoesNotFire_SaysNothingOfItsDelay() =>
        Assert.Equal("Does not fire: amount is 1, expected > 5", Explain("""{"delay":"7 days","recheck":true}""", """{"amount":1}""").Describe(English));

    [Theory]
    [InlineData("\"delay\":\"2 hours\",", "Runs after 2 hours: it has no condition of its own", "S'exécute après 2 heures\u00A0: elle n'a pas de condition propre")]
    [InlineData(
        "\"retry\":" + """{"attempts":5,"wait":"30 seconds","most_wait":"1 hour"},""",
        "Runs, in up to 5 attempts (waiting up to 30 seconds, later up to 1 hour): it has no condition of its own",
        "S'exécute, en 5 essais au plus (attente de 30 secondes au plus, puis jusqu'à 1 heure)\u00A0: elle n'a pas de condition propre")]
    [InlineData(
        "\"delay\":\"1 week\"," + """ "retry":{"attempts":2,"wait":"90 minutes","most_wait":"90 minutes"},""",
        "Runs after 1 week, in up to 2 attempts (waiting up to 90 minutes): it has no condition of its own",
        "S'exécute après 1 semaine, en 2 essais au plus (attente de 90 minutes au plus)\u00A0: elle n'a pas de condition propre")]
    [InlineData("\"retry\":{\"attempts\":1},", "Runs, in one attempt: it has no condition of its own", "S'exécute, en un seul essai\u00A0: elle n'a pas de condition propre")]
    [InlineData("\"delay\":\"2 hours\",\"when\":" + Rich + ",", "Is skipped: amount is 1, expected > 5", "Est sautée\u00A0: amount vaut 1, attendu > 5")]
    public void Describe_ActionThatWaits_SaysHowLongAndHowOften(string members, string english, string french)
    {
        var explanation = ExplainAction(members);

        Assert.Equal((english, french), (explanation.Describe(English), explanation.Describe(French)));
    }

    [Fact]
    public void ToTree_ActionThatWaits_SaysSoInItsFirstLine() =>
        Assert.Equal("✓ Runs after 2 hours: it has no condition of its own", ExplainAction("\"delay\":\"2 hours\",").ToString());

    [Fact]
    public void ToJson_WorkflowThatWaits_HasItsDelay()
    {
        var json = JsonNode.Parse(Explain("""{"delay":"7 days","recheck":true}""", """{"amount":9}""").ToJson())!;
        var other = JsonNode.Parse(Explain("{}", """{"amount":9}""").ToJson())!.AsObject();

        Assert.Equal(("7 days", true), ((string?)json["delay"], (bool?)json["recheck"]));
        Assert.False(other.ContainsKey("delay") || other.ContainsKey("recheck"));
    }

    [Fact]
    public void ToJson_ActionThatWaits_HasItsDelayAndAttempts()
    {
        var json = JsonNode.Parse(ExplainAction("\"delay\":\"2 hours\",\"retry\":{\"wait\":\"90 seconds\"},").ToJson())!;

        Assert.Equal("2 hours", (string?)json["delay"]);
        Assert.Equal("""{"attempts":3,"wait":"90 seconds","most_wait":"1 hour"}""", json["retry"]!.ToJsonString());
    }

    private static Explanation Explain(string config, string item) =>
        WorkflowExplainer.Explain(Written.Compile(Written.Definition(Rich, config: config)), Written.ScopeOf(item), TestSchema.Now);

    private static ActionExplanation ExplainAction(string members) => WorkflowExplainer.ExplainWhen(
        Written.Compile(Written.Definition(actions: $$$"""{"type":"send_mail",{{{members}}}"config":{"to":"a","subject":"b"}}""")),
        "action_1", Written.ScopeOf("""{"amount":1}"""), TestSchema.Now);
}
