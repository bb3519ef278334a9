using System.Text.Json;
using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Compilation;

/// <summary>Placeholders become values: alone they keep their type, inside text they are written.</summary>
public sealed class PlanTests
{
    private const string Item =
        """
        {"id":7,"count":3,"huge":18446744073709551615,"amount":50000.50,"ratio":0.1,"name":"Été \"A\"","active":true,"due":"2026-04-01",
         "moment":"2026-03-31T22:30:00Z","created":"2026-03-31T22:30:00","colour":"bleu_clair","accent":"vert","stage":"signe","tags":["a","é"],
         "numbers":[1,2],"visits":["2026-03-31T22:30:00"],"owner":{"email":"a@b.fr"},"data":{"a":[1,{"b":null}]}}
        """;

    [Fact]
    public void Paths_OfAWorkflow_AreThoseThatItsFilterConditionsAndTemplatesRead() => Assert.Equal(
        ["item.count", "item.owner.email", "item.stage", "item.tags", "previous.count"],
        Written.Compile(Written.Definition(
            """{"rules":[{"field":"count","operator":"changed"},{"field":"today","operator":">","value":"2026-01-01"}]}""",
            """{"type":"create_task","when":{"field":"tags","operator":"contains","value":"a"},"config":{"title":"{{ owner_mail ?? now }}"}}""",
            config: """{"to_stage":"signe"}""")).Paths);

    [Theory]
    [InlineData("id", "7")]
    [InlineData("count", "3")]
    [InlineData("item.huge", "18446744073709551615")]
    [InlineData("amount", "50000.50")]
    [InlineData("ratio", "0.1")]
    [InlineData("name", "\"Été \\\"A\\\"\"")]
    [InlineData("active", "true")]
    [InlineData("due", "\"2026-04-01\"")]
    [InlineData("moment", "\"2026-04-01T00:30:00+02:00\"")]
    [InlineData("created", "\"2026-04-01T00:30:00+02:00\"")]
    [InlineData("visits", "[\"2026-04-01T00:30:00+02:00\"]")]
    [InlineData("colour", "\"bleu_clair\"")]
    [InlineData("accent", "\"vert\"")]
    [InlineData("stage", "\"signe\"")]
    [InlineData("tags", "[\"a\",\"é\"]")]
    [InlineData("numbers", "[1,2]")]
    [InlineData("owner.email", "\"a@b.fr\"")]
    [InlineData("data", "{\"a\":[1,{\"b\":null}]}")]
    [InlineData("data.a", "[1,{\"b\":null}]")]
    [InlineData("webhook.x.y", "5")]
    [InlineData("now", "\"2026-04-01T00:30:00+02:00\"")]
    [InlineData("today", "\"2026-04-01\"")]
    [InlineData("note", "null")]
    [InlineData("score", "null")]
    [InlineData("old_stage", "null")]
    [InlineData("labels", "null")]
    [InlineData("owner.address.city", "null")]
    [InlineData("data.z.b", "null")]
    [InlineData("previous.colour", "null")]
    public void Plan_PlaceholderAlone_KeepsTheType(string path, string json)
    {
        var settings = Plan($$$"""{"type":"create_task","config":{"title":"a","extra":["{{ {{{path}}} }}"]}}""");

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), settings["extra"]![0]), settings["extra"]!.ToJsonString());
    }

    [Theory]
    [InlineData("{{ id }}", "7")]
    [InlineData("n° {{id}} !", "n° 7 !")]
    [InlineData("{{ name }}, {{ amount }} €, {{ colour }}", "Été \"A\", 50000.5 €, bleu_clair")]
    [InlineData("{{ active }} {{ due }} {{ today }}", "true 2026-04-01 2026-04-01")]
    [InlineData("le {{ moment }}", "le 2026-04-01T00:30:00+02:00")]
    [InlineData("visites: {{ visits }}", "visites: 2026-04-01T00:30:00+02:00")]
    [InlineData("{{ tags }}; {{ numbers }}", "a, é; 1, 2")]
    [InlineData("[{{ note }}{{ owner.address.city }}{{ data.z }}]", "[]")]
    [InlineData("{{ webhook.x }} {{ webhook.t }}", "{\"y\":5} texte")]
    [InlineData("{ id } }} {{ id }}", "{ id } }} 7")]
    public void Plan_TextSetting_IsWrittenAsText(string template, string text)
    {
        var settings = Plan($$$"""{"type":"create_task","config":{"title":{{{JsonSerializer.Serialize(template)}}}}}""");

        Assert.Equal(text, (string)settings["title"]!);
    }

    [Fact]
    public void Plan_NullPlaceholder_IsEmptyTextWhereTextIsMeantAndNullElsewhere()
    {
        var settings = Plan("""{"type":"create_task","config":{"title":"{{ note }}","days":"{{ webhook.none }}","assigned_to":"{{ owner.manager.id }}"}}""");

        Assert.Equal("", (string)settings["title"]!);
        Assert.True(settings.ContainsKey("days"));
        Assert.Null(settings["days"]);
        Assert.Null(settings["assigned_to"]);
    }

    [Fact]
    public void Plan_TypedSettings_KeepNumbersAndChoices()
    {
        var settings = Plan("""{"type":"create_task","config":{"title":"a","days":"{{ count }}","hours":1.50,"urgent":"{{ active }}","priority":"HIGH","assigned_to":"{{ id }}"}}""");

        Assert.Equal("""{"title":"a","priority":"high","days":3,"hours":1.50,"urgent":true,"assigned_to":7}""", settings.ToJsonString());
    }

    [Theory]
    [InlineData("price", "5.50", "5.50")]
    [InlineData("price", "null", "null")]
    [InlineData("price", "\"{{ amount }}\"", "50000.50")]
    [InlineData("item.stage", "\"En Cours\"", "\"en_cours\"")]
    [InlineData("due", "\"2026-12-31\"", "\"2026-12-31\"")]
    [InlineData("deadline", "\"2026-04-01\"", "\"2026-04-01T00:00:00.0000000\\u002B02:00\"")]
    [InlineData("tags", "[\"x\",\"{{ stage }}\",\"n{{ id }}\"]", "[\"x\",\"signe\",\"n7\"]")]
    [InlineData("tags", "[]", "[]")]
    [InlineData("tags", "\"{{ tags }}\"", "[\"a\",\"é\"]")]
    [InlineData("name", "\"{{ stage }} {{ id }}\"", "\"signe 7\"")]
    public void Plan_FieldUpdate_HasTheFieldsType(string field, string value, string json)
    {
        var settings = Plan($$$"""{"type":"update_field","config":{"field":"{{{field}}}","value":{{{value}}}}}""");

        Assert.Equal(field[(field.IndexOf('.', StringComparison.Ordinal) + 1)..], (string)settings["field"]!);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), settings["value"]), settings.ToJsonString());
    }

    [Fact]
    public void Plan_SeveralActions_StandInOrderAndBelongToTheCaller()
    {
        var workflow = Written.Compile(Written.Definition(actions:
            """{"type":"send_mail","id":"mail","on_error":"continue","config":{"subject":"s","to":"a","headers":{"x":"{{ id }}"}}},{"type":"CREATE_TASK","config":{"title":"t"}}"""));
        var scope = Written.ScopeOf(Item);

        var planned = workflow.Plan(scope, TestSchema.Now);
        planned[0].Settings["to"]!.AsArray().Clear();

        Assert.Equal([("mail", "send_mail", ErrorPolicy.Continue), ("action_2", "create_task", ErrorPolicy.Stop)], planned.Select(p => (p.Id, p.Type, p.OnError)));
        Assert.Equal(["send_mail", "create_task"], workflow.ActionTypes);
        Assert.Equal("""{"to":["a"],"subject":"s","headers":{"x":"7"}}""", workflow.Plan(scope, TestSchema.Now)[0].Settings.ToJsonString());
    }

    /// <summary>JSON texts may hold escapes that are no Unicode text; they are found only when the text is taken out.</summary>
    [Fact]
    public void PlanAndMeetsConditions_HalfOfASurrogatePairInThePayload_DoNotThrow()
    {
        var workflow = Written.Compile(Written.Definition(
            """{"operator":"OR","rules":[{"field":"webhook.a","operator":"==","value":"a"},{"field":"webhook.a","operator":"contains","value":"z"},{"field":"webhook.a","operator":"==","value":{"field":"data.a"}},{"field":"webhook.b","operator":"contains","value":"a"},{"field":"webhook.c","operator":"!=","value":null},{"field":"webhook.b","operator":"!=","value":{"field":"webhook.b"}},{"field":"webhook.d","operator":"!=","value":{"field":"webhook.d"}}]}""",
            """{"type":"create_task","config":{"title":"{{ webhook.a }}","extra":"{{ webhook.a }}"}}"""));
        var scope = Written.ScopeOf("""{"data":{"a":"x"}}""", """{"\ud800":1,"a":"a\ud800","b":["\udc00"],"d":{"\udc00":1}}""");

        Assert.False(workflow.MeetsConditions(scope, TestSchema.Now));
        Assert.Single(workflow.Plan(scope, TestSchema.Now));
    }

    [Theory]
    [InlineData("\"{{ tags }}\"", "[\"a\",\"é\"]")]
    [InlineData("[\"x\",\"{{ tags }}\",\"{{ id }}\"]", "[\"x\",\"a\",\"é\",7]")]
    [InlineData("[\"{{ tags }}.\"]", "[\"a, é.\"]")]
    [InlineData("\"{{ numbers }}\"", "[1,2]")]
    [InlineData("\"{{ webhook.l }}\"", "[\"b\",3]")]
    [InlineData("\"{{ webhook.t }}\"", "[\"texte\"]")]
    [InlineData("[\"{{ labels }}\"]", "[null]")]
    public void Plan_PlaceholderOfAListInAListSetting_StandsForItsElements(string value, string json)
    {
        var settings = Plan($$$"""{"type":"send_mail","config":{"subject":"s","to":{{{value}}}}}""", """{"l":["b",3],"t":"texte"}""");

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), settings["to"]), settings.ToJsonString());
    }

    [Fact]
    public void Plan_PlaceholderOfAListInAFieldsList_StandsForItsElements()
    {
        var settings = Plan("""{"type":"update_field","config":{"field":"tags","value":["x","{{ tags }}"]}}""");

        Assert.Equal("""["x","a","\u00E9"]""", settings["value"]!.ToJsonString());
    }

    private static JsonObject Plan(string action, string payload) =>
        Assert.Single(Written.Compile(Written.Definition(actions: action)).Plan(Written.ScopeOf(Item, payload), TestSchema.Now)).Settings;

    private static JsonObject Plan(string action) =>
        Assert.Single(Written.Compile(Written.Definition(actions: action))
            .Plan(Written.ScopeOf(Item, """{"x":{"y":5},"t":"texte"}"""), TestSchema.Now)).Settings;
}
