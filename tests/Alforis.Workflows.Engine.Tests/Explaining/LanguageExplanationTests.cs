using System.Globalization;
using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Explaining;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Explaining;

/// <summary>How ranges, patterns, changes, amounts of time and elements are put into words.</summary>
public sealed class LanguageExplanationTests
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    [Theory]
    [InlineData("""{"field":"amount","operator":"between","value":[5,10000]}""", """{"amount":7}""",
        "Se déclenche\u00A0: amount vaut 7 (entre 5 et 10\u202F000)", "Fires: amount is 7 (between 5 and 10,000)")]
    [InlineData("""{"field":"amount","operator":"between","value":[{"field":"price"},10]}""", """{"amount":1,"price":5}""",
        "Ne se déclenche pas\u00A0: amount vaut 1, attendu entre price (5) et 10", "Does not fire: amount is 1, expected between price (5) and 10")]
    [InlineData("""{"field":"name","operator":"starts_with","value":"FR"}""", """{"name":"DE76"}""",
        "Ne se déclenche pas\u00A0: name vaut «\u00A0DE76\u00A0», attendu commençant par «\u00A0FR\u00A0»", "Does not fire: name is \"DE76\", expected starting with \"FR\"")]
    [InlineData("""{"field":"name","operator":"ends_with","value":"x","ignore_case":true}""", """{"name":"AX"}""",
        "Se déclenche\u00A0: name vaut «\u00A0AX\u00A0» (finissant par «\u00A0x\u00A0» (sans égard à la casse))", "Fires: name is \"AX\" (ending with \"x\" (ignoring case))")]
    [InlineData("""{"field":"name","operator":"matches","value":"^FR[0-9]+$"}""", """{"name":"FR"}""",
        "Ne se déclenche pas\u00A0: name vaut «\u00A0FR\u00A0», attendu conforme à «\u00A0^FR[0-9]+$\u00A0»", "Does not fire: name is \"FR\", expected matching \"^FR[0-9]+$\"")]
    [InlineData("""{"field":"note","operator":"is_empty"}""", """{"note":"a"}""",
        "Ne se déclenche pas\u00A0: note vaut «\u00A0a\u00A0», attendu vide", "Does not fire: note is \"a\", expected empty")]
    [InlineData("""{"field":"note","operator":"is_not_empty"}""", "{}",
        "Ne se déclenche pas\u00A0: note n'a pas de valeur, attendu non vide", "Does not fire: note has no value, expected not empty")]
    [InlineData("""{"field":"stage","operator":"changed_to","value":"SIGNÉ"}""", """{"stage":"signe"}""",
        "Se déclenche\u00A0: stage est passé de «\u00A0negociation\u00A0» à «\u00A0signe\u00A0» (un passage à «\u00A0signe\u00A0»)",
        "Fires: stage went from \"negociation\" to \"signe\" (a change to \"signe\")")]
    [InlineData("""{"field":"stage","operator":"changed_from","value":["signe","prospect"]}""", """{"stage":"signe"}""",
        "Ne se déclenche pas\u00A0: stage est passé de «\u00A0negociation\u00A0» à «\u00A0signe\u00A0», attendu un changement depuis l'un de [«\u00A0signe\u00A0»\u202F; «\u00A0prospect\u00A0»]",
        "Does not fire: stage went from \"negociation\" to \"signe\", expected a change from one of [\"signe\"; \"prospect\"]")]
    [InlineData("""{"field":"stage","operator":"changed"}""", """{"stage":"negociation"}""",
        "Ne se déclenche pas\u00A0: stage n'a pas changé et reste «\u00A0negociation\u00A0», attendu un changement",
        "Does not fire: stage has not changed from \"negociation\", expected a change")]
    [InlineData("""{"field":"due","operator":"<","value":{"today":"-30 days"}}""", """{"due":"2026-04-01"}""",
        "Ne se déclenche pas\u00A0: due vaut 01/04/2026, attendu < 02/03/2026 (aujourd'hui −30 jours)",
        "Does not fire: due is 2026-04-01, expected < 2026-03-02 (today −30 days)")]
    [InlineData("""{"field":"moment","operator":">","value":{"now":"-1 hour"}}""", """{"moment":"2026-03-31T22:00:00Z"}""",
        "Se déclenche\u00A0: moment vaut 01/04/2026 00:00:00 +02:00 (> 31/03/2026 23:30:00 +02:00 (maintenant −1 heure))",
        "Fires: moment is 2026-04-01 00:00:00 +02:00 (> 2026-03-31 23:30:00 +02:00 (now −1 hour))")]
    [InlineData("""{"field":"contacts","operator":"any","value":{"field":"age","operator":">","value":50}}""", """{"contacts":[{"age":40},{"age":60}]}""",
        "Se déclenche\u00A0: 1 élément sur 2 de contacts remplit age > 50 (au moins un)", "Fires: 1 of 2 elements of contacts meets age > 50 (at least one)")]
    [InlineData("""{"field":"contacts","operator":"any","value":{"field":"age","operator":">","value":50}}""", "{}",
        "Ne se déclenche pas\u00A0: contacts n'a pas de valeur, attendu au moins un", "Does not fire: contacts has no value, expected at least one")]
    [InlineData("""{"field":"contacts","operator":"all","value":{"field":"age","operator":">","value":50}}""", """{"contacts":[{"age":60},{"age":40}]}""",
        "Ne se déclenche pas\u00A0: 1 élément sur 2 de contacts remplit age > 50, attendu tous (élément 2\u00A0: age vaut 40, attendu > 50)",
        "Does not fire: 1 of 2 elements of contacts meets age > 50, expected all of them (element 2: age is 40, expected > 50)")]
    [InlineData("""{"operator":"NOT","rules":[{"field":"tags","operator":"contains","value":"x"}]}""", """{"tags":["x"]}""",
        "Ne se déclenche pas\u00A0: tags vaut [«\u00A0x\u00A0»], attendu ne contenant pas «\u00A0x\u00A0»", "Does not fire: tags is [\"x\"], expected not containing \"x\"")]
    [InlineData("""{"operator":"NOT","rules":[{"field":"note","operator":"is_empty"}]}""", """{"note":"a"}""",
        "Se déclenche\u00A0: note vaut «\u00A0a\u00A0» (non vide)", "Fires: note is \"a\" (not empty)")]
    [InlineData("""{"field":"tags","operator":"all","value":{"field":"it","operator":"!=","value":"z"}}""", """{"tags":["x","y"]}""",
        "Se déclenche\u00A0: 2 éléments sur 2 de tags remplissent it != «\u00A0z\u00A0» (tous)", "Fires: 2 of 2 elements of tags meet it != \"z\" (all of them)")]
    [InlineData("""{"operator":"NOT","rules":[{"field":"stage","operator":"changed_to","value":"signe"}]}""", """{"stage":"signe"}""",
        "Ne se déclenche pas\u00A0: stage est passé de «\u00A0negociation\u00A0» à «\u00A0signe\u00A0», attendu aucun passage à «\u00A0signe\u00A0»",
        "Does not fire: stage went from \"negociation\" to \"signe\", expected no change to \"signe\"")]
    [InlineData("""{"field":"price","operator":"changed_to","value":5}""", "{}",
        "Ne se déclenche pas\u00A0: price valait 7, est devenu vide, attendu un passage à 5",
        "Does not fire: price went from 7 to null, expected a change to 5")]
    [InlineData("""{"field":"price","operator":"changed_to","value":null}""", "{}",
        "Se déclenche\u00A0: price valait 7, est devenu vide (un passage à l'état vide)", "Fires: price went from 7 to null (a change to null)")]
    [InlineData("""{"field":"note","operator":"changed_from","value":null}""", """{"note":"a"}""",
        "Se déclenche\u00A0: note était vide, est devenu «\u00A0a\u00A0» (un changement depuis l'état vide)",
        "Fires: note went from null to \"a\" (a change from null)")]
    [InlineData("""{"operator":"NOT","rules":[{"field":"amount","operator":"between","value":[5,10]}]}""", """{"amount":7}""",
        "Ne se déclenche pas\u00A0: amount vaut 7, ne devait pas être entre 5 et 10", "Does not fire: amount is 7, expected not between 5 and 10")]
    [InlineData("""{"operator":"NOT","rules":[{"field":"contacts","operator":"any","value":{"field":"age","operator":">","value":50}}]}""", """{"contacts":[{"age":60}]}""",
        "Ne se déclenche pas\u00A0: 1 élément sur 1 de contacts remplit age > 50, attendu aucun (élément 1\u00A0: age vaut 60, ne devait pas être > 50)",
        "Does not fire: 1 of 1 elements of contacts meets age > 50, expected none of them (element 1: age is 60, expected not > 50)")]
    [InlineData(
        """{"field":"contacts","operator":"any","value":{"rules":[{"field":"email","operator":"is_not_empty"},{"operator":"OR","rules":[{"field":"age","operator":"between","value":[1000,{"field":"item.amount"}]},{"operator":"NOT","rules":[{"field":"email","operator":"contains","value":"x"}]}]}]}}""",
        """{"contacts":[{"email":"a"}]}""",
        "Se déclenche\u00A0: 1 élément sur 1 de contacts remplit (email non vide et (age entre 1\u202F000 et amount ou email ne contenant pas «\u00A0x\u00A0»)) (au moins un)",
        "Fires: 1 of 1 elements of contacts meets (email not empty and (age between 1,000 and amount or email not containing \"x\")) (at least one)")]
    [InlineData("""{"field":"data","operator":"any","value":{"operator":"NOT","rules":[{"field":"it","operator":">","value":1}]}}""", """{"data":[0]}""",
        "Se déclenche\u00A0: 1 élément sur 1 de data remplit pas it > 1 (au moins un)", "Fires: 1 of 1 elements of data meets not it > 1 (at least one)")]
    public void Describe_RuleOfEachForm_IsASentence(string condition, string item, string french, string english)
    {
        var explanation = Explain(condition, item);

        Assert.Equal(french, explanation.Describe(French));
        Assert.Equal(english, explanation.Describe(English));
    }

    [Fact]
    public void ToTree_NothingToAskInFrench_AgreesWithItsNoun() =>
        Assert.Equal("✓ Se déclenche\n  ✓ filtre\u00A0: aucun\n  ✓ conditions\u00A0: aucune", Explain("{}", "{}").ToTree(French));

    [Fact]
    public void ToTree_ElementsAndChanges_ShowsWhatDecides()
    {
        var tree = Explain(
            """
            {"rules":[{"field":"contacts","operator":"all","value":{"rules":[{"field":"email","operator":"is_not_empty"},{"field":"age","operator":">","value":50}]}},
             {"field":"stage","operator":"changed_to","value":"signe"}]}
            """, """{"contacts":[{"email":"a","age":40}],"stage":"signe"}""").ToString();

        Assert.Equal(
            """
            ✗ Does not fire
              ✓ filter: none
              ✗ conditions
                ✗ AND
                  ✗ item.contacts all ((email is_not_empty AND age > 50)) — 0 of 1
                    ✗ element 1
                      ✗ AND
                        ✓ email is_not_empty — is "a"
                        ✗ age > 50 — is 40
                  ✓ item.stage changed_to "signe" — is "signe", before "negociation" (not reached)
            """, tree);
    }

    [Fact]
    public void ToJson_NewForms_TellHowTheyAreWrittenAndWhatTheyCameTo()
    {
        var rules = JsonNode.Parse(Explain(
            """
            {"operator":"OR","rules":[{"field":"due","operator":"<","value":{"today":"-1 day"}},{"field":"count","operator":"between","value":[1,{"field":"item.level"}]},
             {"field":"stage","operator":"changed"},{"field":"name","operator":"==","value":"A","ignore_case":true},
             {"field":"contacts","operator":"any","value":{"field":"email","operator":"is_empty"}}]}
            """, """{"level":9,"name":"a","contacts":[{"email":"x"},{}]}""").ToJson())!["conditions"]!["rules"]!.AsArray();

        Assert.Equal(("today -1 day", "2026-03-31"), ((string)rules[0]!["expected_term"]!, (string)rules[0]!["expected"]!));
        Assert.Equal(("[1, item.level]", "[1,9]"), ((string)rules[1]!["expected_term"]!, rules[1]!["expected"]!.ToJsonString()));
        Assert.Equal(("negociation", "prospect"), ((string)rules[2]!["previous"]!, (string)rules[2]!["actual"]!));
        Assert.True((bool)rules[3]!["ignore_case"]!);
        Assert.Equal(("email is_empty", """{"elements":2,"held":1}"""), ((string)rules[4]!["expected"]!, rules[4]!["actual"]!.ToJsonString()));
        Assert.Equal(1, (int)rules[4]!["deciding"]!["index"]!);
        Assert.Equal("email", (string)rules[4]!["deciding"]!["condition"]!["path"]!);
    }

    [Theory]
    [InlineData("""{"field":"stage","operator":"changed"}""", """{"stage":"negociation"}""", RuleReason.Unchanged)]
    [InlineData("""{"field":"stage","operator":"changed_to","value":"signe"}""", """{"stage":"en_cours"}""", RuleReason.DoesNotHold)]
    [InlineData("""{"field":"stage","operator":"changed_to","value":"negociation"}""", """{"stage":"negociation"}""", RuleReason.Unchanged)]
    [InlineData("""{"field":"count","operator":"between","value":[1,{"field":"item.owner.age"}]}""", """{"count":1}""", RuleReason.ExpectedIsNull)]
    [InlineData("""{"field":"count","operator":"between","value":[1,2]}""", "{}", RuleReason.ActualIsNull)]
    [InlineData("""{"field":"data","operator":"between","value":[1,2]}""", """{"data":"1"}""", RuleReason.TypesDiffer)]
    [InlineData("""{"field":"item.ratio","operator":"between","value":[1,2]}""", """{"ratio":"NaN"}""", RuleReason.NotOrdered)]
    [InlineData("""{"field":"data","operator":"starts_with","value":"1"}""", """{"data":1}""", RuleReason.TypesDiffer)]
    [InlineData("""{"field":"note","operator":"matches","value":"a"}""", "{}", RuleReason.ActualIsNull)]
    [InlineData("""{"field":"note","operator":"is_empty"}""", """{"note":"a"}""", RuleReason.DoesNotHold)]
    public void Explain_Rule_GivesItsReason(string rule, string item, RuleReason reason) =>
        Assert.Equal(reason, Assert.IsType<ExplainedRule>(Explain(rule, item).Conditions).Reason);

    [Theory]
    [InlineData("""{"data":[]}""", RuleReason.ListIsEmpty)]
    [InlineData("""{"data":{"a":1}}""", RuleReason.TypesDiffer)]
    [InlineData("""{"data":[1]}""", RuleReason.DoesNotHold)]
    [InlineData("""{"data":[5]}""", RuleReason.Holds)]
    [InlineData("{}", RuleReason.ActualIsNull)]
    public void Explain_Any_GivesItsReason(string item, RuleReason reason) =>
        Assert.Equal(reason, Assert.IsType<ExplainedQuantifier>(Explain("""{"field":"data","operator":"any","value":{"field":"it","operator":"==","value":5}}""", item).Conditions).Reason);

    [Fact]
    public void Explain_TextThatIsTooLongToBeSearched_SaysSo()
    {
        var explanation = Explain("""{"field":"note","operator":"matches","value":"a"}""", $$"""{"note":"{{new string('a', 100_001)}}"}""");

        Assert.False(explanation.Fires);
        Assert.Equal(RuleReason.TextIsTooLong, Assert.IsType<ExplainedRule>(explanation.Conditions).Reason);
    }

    /// <summary>An item that was in negotiation at a price of 7 before.</summary>
    private static Explanation Explain(string condition, string item) => WorkflowExplainer.Explain(
        Written.Compile(Written.Definition(condition)), Written.ScopeOf(item, previousJson: """{"stage":"negociation","price":7}"""), TestSchema.Now);
}
