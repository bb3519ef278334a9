using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Parsing;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Parsing;

public sealed class WorkflowParserTests
{
    private const string RuleText = """{"field":"f","operator":"==","value":1}""";

    [Fact]
    public void Parse_EveryMember_IsRead()
    {
        var result = WorkflowParser.Parse(
            """
            {"$schema":"x","name":"  Relance ","description":"d","status":"active","is_template":true,"time_zone":"Europe/Paris",
             "trigger_type":"t","trigger_config":{"a":1},"conditions":{"field":"f","operator":"==","value":null},
             "actions":[{"type":"a"},{"type":"b","id":"second","on_error":"continue","config":{}}]}
            """);

        Assert.Empty(result.Diagnostics);
        var definition = result.Definition!;
        Assert.Equal(("Relance", "d", WorkflowStatus.Active, true), (definition.Name, definition.Description, definition.Status, definition.IsTemplate));
        Assert.Equal(("Europe/Paris", "t"), (definition.TimeZone!.Text, definition.Trigger.Type.Text));
        Assert.Equal("f == null", definition.Conditions!.ToString());
        Assert.Equal(["action_1:Stop", "second:Continue"], definition.Actions.Select(a => $"{a.Id}:{a.OnError}"));
    }

    [Fact]
    public void Parse_LeastDefinition_HasDefaults()
    {
        var definition = WorkflowParser.Parse("""{"name":"a","trigger_type":"t","actions":[{"type":"a"}]}""").Definition!;

        Assert.Equal((WorkflowStatus.Draft, false), (definition.Status, definition.IsTemplate));
        Assert.Null(definition.Conditions);
        Assert.Null(definition.Trigger.Config);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"operator":"AND","rules":[]}""")]
    [InlineData("""{"rules":[]}""")]
    public void Parse_ConditionsThatSayNothing_AreNone(string conditions)
    {
        var result = WorkflowParser.Parse(Written.Definition(conditions));

        Assert.Empty(result.Diagnostics);
        Assert.Null(result.Definition!.Conditions);
    }

    [Theory]
    [InlineData("""{"field":"montant","operator":">","value":5}""", "montant > 5")]
    [InlineData("""{"field":"a","operator":"in","value":[1,"b",null,true]}""", """a in [1,"b",null,true]""")]
    [InlineData("""{"field":"a","operator":"==","value":{"field":"b"}}""", """a == {"field":"b"}""")]
    [InlineData("""{"field":"a","operator":"==","value":1.50}""", "a == 1.50")]
    [InlineData("""{"field":"a","operator":"==","value":"Négociation & <b>"}""", "a == \"Négociation & <b>\"")]
    [InlineData(
        """{"operator":"and","rules":[{"field":"a","operator":">","value":5},{"operator":"NOT","rules":[{"field":"b","operator":"==","value":"x"}]}]}""",
        """(a > 5 AND NOT(b == "x"))""")]
    [InlineData(
        """{"operator":"OR","rules":[{"field":"a","operator":"==","value":1},{"rules":[{"field":"b","operator":"==","value":2}]}]}""",
        "(a == 1 OR (b == 2))")]
    public void ToString_Condition_IsCanonical(string conditions, string canonical) =>
        Assert.Equal(canonical, WorkflowParser.Parse(Written.Definition(conditions)).Definition!.Conditions!.ToString());

    [Fact]
    public void Parse_MembersOfAnOlderAnswer_AreNotices()
    {
        var result = WorkflowParser.Parse(Written.Definition(more: ",\"id\":5,\"execution_count\":3"));

        Assert.NotNull(result.Definition);
        Assert.Equal(["/id", "/execution_count"], result.Diagnostics.Select(d => d.Pointer));
        Assert.All(result.Diagnostics, d => Assert.Equal((DiagnosticCodes.IgnoredMember, DiagnosticSeverity.Notice), (d.Code, d.Severity)));
    }

    [Theory]
    [InlineData("[]", "WF1005", "")]
    [InlineData("\"a\"", "WF1005", "")]
    [InlineData("""{"name":5,"trigger_type":"t","actions":[{"type":"a"}]}""", "WF1005", "/name")]
    [InlineData("""{"name":"a","trigger_type":"t","actions":{}}""", "WF1005", "/actions")]
    [InlineData("""{"name":"a","trigger_type":"t","actions":[]}""", "WF1207", "/actions")]
    [InlineData("""{"name":"a","trigger_type":"t","actions":["a"]}""", "WF1005", "/actions/0")]
    [InlineData("""{"name":"a","trigger_type":"t"}""", "WF1004", "")]
    [InlineData("""{"name":"a","actions":[{"type":"a"}]}""", "WF1004", "")]
    [InlineData("""{"name":"a","trigger_type":"t","actions":[{}]}""", "WF1004", "/actions/0")]
    [InlineData("""{"name":"a","trigger_type":"t","status":"actif","actions":[{"type":"a"}]}""", "WF1006", "/status")]
    [InlineData("""{"name":"a","trigger_type":"t","actions":[{"type":"a","id":"1"}]}""", "WF1302", "/actions/0/id")]
    [InlineData("""{"name":"a","trigger_type":"t","actions":[{"type":"a","id":"x"},{"type":"a","id":"x"}]}""", "WF1306", "/actions/1/id")]
    [InlineData("""{"name":"a","trigger_type":"t","actions":[{"type":"a","id":"action_2"},{"type":"a"}]}""", "WF1306", "/actions/1")]
    [InlineData("""{"name":"a","trigger_type":"t","actions":[{"type":"a"}],"a/b~c":1}""", "WF1003", "/a~1b~0c")]
    [InlineData("""{"name":"a","trigger_type":"t","actions":[{"type":"a"}],"conditions":"x"}""", "WF1005", "/conditions")]
    [InlineData("""{"name":"a","trigger_type":"t","actions":[{"type":"a"}],"conditions":{"operator":"OR","rules":[]}}""", "WF1208", "/conditions")]
    [InlineData("""{"name":"a","trigger_type":"t","actions":[{"type":"a"}],"conditions":{"operator":"XOR","rules":[{"field":"f","operator":"==","value":1}]}}""", "WF1006", "/conditions/operator")]
    [InlineData("""{"name":"a","trigger_type":"t","actions":[{"type":"a"}],"conditions":{"rules":[5]}}""", "WF1005", "/conditions/rules/0")]
    [InlineData("""{"name":"a","trigger_type":"t","actions":[{"type":"a"}],"conditions":{"field":"f","value":1}}""", "WF1004", "/conditions")]
    [InlineData("""{"name":"a","trigger_type":"t","actions":[{"type":"a"}],"conditions":{"field":"f","operator":"==","value":1,"valeur":2}}""", "WF1003", "/conditions/valeur")]
    public void Parse_WrongStructure_IsOneErrorAtItsPlace(string json, string code, string pointer)
    {
        var result = WorkflowParser.Parse(json);

        Assert.Null(result.Definition);
        var error = Assert.Single(result.Diagnostics);
        Assert.Equal((code, pointer), (error.Code, error.Pointer));
    }

    [Theory]
    [InlineData("""{"operator":"XOR","rules":[#,#]}""", "/operator", "OR of two ANDs")]
    [InlineData("""{"operator":"nor","rules":[#,#]}""", "/operator", "NOT around an OR")]
    [InlineData("""{"operator":"NAND","rules":[#,#]}""", "/operator", "NOT around an AND")]
    [InlineData("""{"operator":"ET","rules":[#,#]}""", "/operator", "'AND'")]
    [InlineData("""{"operator":"ou","rules":[#,#]}""", "/operator", "'OR'")]
    [InlineData("""{"operator":"ANDD","rules":[#,#]}""", "/operator", "'AND'")]
    [InlineData("""{"and":[#,#]}""", "/and", "{\"operator\": \"AND\", \"rules\": […]}")]
    [InlineData("""{"OR":[#,#]}""", "/OR", "{\"operator\": \"OR\", \"rules\": […]}")]
    [InlineData("""{"$not":#}""", "/$not", "{\"operator\": \"NOT\", \"rules\": […]}")]
    [InlineData("""{"any":[#]}""", "/any", "{\"operator\": \"OR\", \"rules\": […]}")]
    [InlineData("""{"rules":[{"all":[#]}]}""", "/rules/0/all", "{\"operator\": \"AND\", \"rules\": […]}")]
    public void Parse_GroupAsOthersWriteIt_SaysHowItIsWrittenHere(string condition, string pointer, string cure)
    {
        var json = """{"name":"a","trigger_type":"t","actions":[{"type":"a"}],"conditions":CONDITION}"""
            .Replace("CONDITION", condition, StringComparison.Ordinal).Replace("#", RuleText, StringComparison.Ordinal);

        var error = Assert.Single(WorkflowParser.Parse(json).Diagnostics);

        Assert.Equal("/conditions" + pointer, error.Pointer);
        Assert.Contains(cure, error.Suggestion, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_SeveralMistakes_AreAllReportedInTheOrderOfTheText()
    {
        var result = WorkflowParser.Parse("{\"status\":1,\n\"actions\":[{\"type\":5},\n{\"typ\":\"a\"}],\n\"name\":\"\"}");

        Assert.Equal(
            ["1:1 WF1004", "1:11 WF1005", "2:20 WF1005", "3:1 WF1004", "3:8 WF1003", "4:8 WF1302"],
            result.Diagnostics.Select(d => $"{d.Line}:{d.Column} {d.Code}"));
    }

    [Fact]
    public void Parse_AMistakePerMember_ReportsNoMoreThanSomebodyReads()
    {
        var members = string.Join(',', Enumerable.Range(0, 50_000).Select(i => $"\"inconnu{i}\":1"));

        var result = WorkflowParser.Parse("{" + members + "}");

        Assert.Null(result.Definition);
        Assert.Equal(200, result.Diagnostics.Length);
    }

    [Fact]
    public void Parse_Null_Throws() => Assert.Throws<ArgumentNullException>(() => WorkflowParser.Parse((string)null!));
}
