using System.Text.Json;
using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Explaining;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Explaining;

/// <summary>The form in which histories keep the rules of an execution.</summary>
public sealed class RulesToJsonTests
{
    [Fact]
    public void RulesToJson_NoConditions_IsAnEmptyList() => Assert.Equal("[]", Record("{}", new Item()));

    [Fact]
    public void RulesToJson_NestedConditions_ListsTheRulesInOrderWithTheirValues() => Assert.Equal(
        """
        [{"path":"item.amount","operator":">","expected":5,"actual":7.5,"holds":true},
        {"path":"item.note","operator":"not_in","expected":["é",null],"actual":null,"holds":false},
        {"path":"item.amount","operator":"<=","expected_path":"item.price","expected":7,"actual":7.5,"holds":false},
        {"path":"item.day","operator":"==","expected":"2026-03-31","actual":"2026-03-31","holds":true}]
        """.ReplaceLineEndings(""),
        Record(
            """
            {"operator":"AND","rules":[{"field":"amount","operator":">","value":5},{"operator":"NOT","rules":[
              {"field":"note","operator":"not_in","value":["é",null]},{"field":"amount","operator":"<=","value":{"field":"price"}}]},
              {"field":"item.day","operator":"==","value":"2026-03-31"}]}
            """, new Item { Amount = 7.5m, Price = 7, Day = new DateOnly(2026, 3, 31) }));

    [Fact]
    public void RulesToJson_LongValues_AreCutAndStayJson()
    {
        var rule = Only("""{"field":"item.name","operator":"!=","value":"x"}""", new Item { Name = new string('a', 199) + "😀" + new string('b', 1_000_000) });
        Assert.Equal(new string('a', 199) + "…", (string)rule["actual"]!);

        rule = Only("""{"field":"item.numbers","operator":"contains","value":500}""", new Item { Numbers = [.. Enumerable.Range(0, 1000)] });
        Assert.Equal([.. Enumerable.Range(0, 20).Select(i => $"{i}"), "…"], rule["actual"]!.AsArray().Select(i => i!.ToString()));
        Assert.True((bool)rule["holds"]!);

        var document = JsonSerializer.SerializeToElement(new { a = new string('c', 500) });
        rule = Only("""{"field":"data","operator":"!=","value":null}""", new Item { Data = document });
        Assert.Equal(201, ((string)rule["actual"]!).Length);

        rule = Only(
            $$"""{"field":"item.id","operator":"in","value":[{{string.Join(',', Enumerable.Range(1, 500))}}]}""", new Item { Id = 400 });
        Assert.Equal(21, rule["expected"]!.AsArray().Count);
        Assert.True((bool)rule["holds"]!);
    }

    [Theory]
    [InlineData("a\0b", "a\uFFFDb")]
    [InlineData("\"\\\n\u2028</script>", "\"\\\n\u2028</script>")]
    public void RulesToJson_OddText_IsJsonThatADatabaseTakes(string name, string recorded)
    {
        var json = Record("""{"field":"item.name","operator":"!=","value":"x"}""", new Item { Name = name });

        Assert.DoesNotContain(@"\u0000", json, StringComparison.Ordinal);
        Assert.Equal(recorded, (string)JsonNode.Parse(json)![0]!["actual"]!);
    }

    [Fact]
    public void RulesToJson_HalfASurrogatePair_BecomesAReplacementCharacter() => Assert.Equal(
        "a\uFFFD", (string)Only("""{"field":"item.name","operator":"!=","value":"x"}""", new Item { Name = "a" + (char)0xD83D })["actual"]!);

    [Theory]
    [InlineData("""{"a":"\u0000"}""")]
    [InlineData("""["\uD83D"]""")]
    [InlineData("\"\\ud83d\"")]
    public void RulesToJson_FreeJsonThatADatabaseRefuses_IsText(string data)
    {
        var item = new Item { Data = JsonElement.Parse(data) };

        Assert.Equal(data, (string)Only("""{"field":"data","operator":"!=","value":null}""", item)["actual"]!);
    }

    [Fact]
    public void RulesToJson_NumbersThatJsonDoesNotHave_AreText() => Assert.Equal(
        "NaN", (string)Only("""{"field":"item.ratio","operator":"!=","value":1}""", new Item { Ratio = double.NaN })["actual"]!);

    [Fact]
    public void RulesToJson_AskedByManyThreadsAtOnce_AllGetTheSame()
    {
        var workflow = Written.Compile(Written.Definition("""{"field":"amount","operator":">","value":5}"""));
        var answers = new string[16];

        Parallel.For(0, answers.Length, i => answers[i] = WorkflowExplainer.RulesToJson(workflow, new Scope { Item = new Item { Amount = 6 } }, TestSchema.Now));

        Assert.Equal("""[{"path":"item.amount","operator":">","expected":5,"actual":6,"holds":true}]""", Assert.Single(answers.Distinct()));
    }

    private static JsonObject Only(string condition, Item item) => Assert.Single(JsonNode.Parse(Record(condition, item))!.AsArray())!.AsObject();

    private static string Record(string condition, Item item) =>
        WorkflowExplainer.RulesToJson(Written.Compile(Written.Definition(condition)), new Scope { Item = item }, TestSchema.Now);
}
