using System.Globalization;
using System.Text.Json;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Explaining;
using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Compilation.Contexts;

/// <summary>What only contexts of JSON and dictionaries can be: of other types than declared, without a schema, of many kinds of value.</summary>
public sealed class UntypedContextTests
{
    private static readonly WorkflowCompiler<JsonElement> Json = new(ContextSchema.OverJson());
    private static readonly WorkflowCompiler<IReadOnlyDictionary<string, object?>> Dictionaries = new(ContextSchema.OverDictionaries());

    /// <summary>A field, a value that has not its type, and one that has.</summary>
    public static TheoryData<string, string, string> Mistyped() => new()
    {
        { "name", "5", "\"a\"" },
        { "count", "\"5\"", "5" },
        { "count", "{}", "1e0" },
        { "active", "\"true\"", "false" },
        { "active", "1", "true" },
        { "day", "\"31/03/2026\"", "\"2026-03-31\"" },
        { "day", "\"2026-02-30\"", "\"2028-02-29\"" },
        { "day", "\"2026-03-31T00:00:00Z\"", "\"0001-01-01\"" },
        { "moment", "\"2026-03-31\\n\"", "\"2026-03-31T09:00:00+02:00\"" },
        { "moment", "\"soon\"", "\"2026-03-31T09:00:00Z\"" },
        { "colour", "3", "\"rouge\"" },
        { "tags", "\"a\"", "[]" },
        { "owner", "[]", "{}" },
        { "owner", "\"a\"", "{\"id\":1}" },
    };

    [Theory]
    [MemberData(nameof(Mistyped))]
    public void MeetsConditions_ValueOfAnotherType_CountsAsNull(string field, string mistyped, string typed)
    {
        var definition = Written.Definition($$"""{"field":"item.{{field}}","operator":"==","value":null}""");

        Assert.True(Ask(Json, definition, Item(field, mistyped)));
        Assert.False(Ask(Json, definition, Item(field, typed)));
        Assert.True(Ask(Dictionaries, definition, Entry(field, JsonElement.Parse(mistyped))));
        Assert.False(Ask(Dictionaries, definition, Entry(field, JsonElement.Parse(typed))));
    }

    public static TheoryData<string, object?, string, string> Entries() => new()
    {
        { "count", (byte)5, "==", "5" },
        { "count", 5L, ">=", "5" },
        { "count", 5UL, "<=", "5" },
        { "count", 5.0f, "==", "5" },
        { "ratio", 0.1, "==", "0.1" },
        { "ratio", 1e300, ">", "5" },
        { "amount", 5.5m, "in", "[1, 5.5]" },
        { "amount", 5.5, "in", "[1, 2, 3, 4, 5, 6, 7, 8, 9, 5.5]" },
        { "name", 'a', "==", "\"a\"" },
        { "name", new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"), "contains", "\"d9cb\"" },
        { "colour", Couleur.BleuClair, "==", "\"bleu clair\"" },
        { "day", new DateTime(2026, 3, 31), "==", "\"2026-03-31\"" },
        { "moment", new DateTime(2026, 3, 31, 9, 0, 0, DateTimeKind.Utc), "==", "\"2026-03-31T11:00:00+02:00\"" },
        { "moment", "2026-03-31T09:00:00", "==", "\"2026-03-31T09:00:00Z\"" },
        { "tags", new[] { "a", "b" }, "contains", "\"b\"" },
        { "tags", new object?[] { 1, null, "b" }, "contains", "\"b\"" },
        { "numbers", new[] { 1L, 2L }, "contains", "2" },
        { "data", new Dictionary<string, object?> { ["a"] = 1 }, "!=", "null" },
        { "data", new List<object?> { "a", 5 }, "contains", "5" },
        { "data", new DateOnly(2026, 3, 31), "==", "\"2026-03-31\"" },
        { "data", new Version(1, 2), "==", "null" },
    };

    [Theory]
    [MemberData(nameof(Entries))]
    public void MeetsConditions_EntryOfAnyType_IsReadAsItsField(string field, object? value, string @operator, string literal) =>
        Assert.True(Ask(
            Dictionaries, Written.Definition($$"""{"field":"item.{{field}}","operator":"{{@operator}}","value":{{literal}}}"""), Entry(field, value)));

    [Theory]
    [InlineData("order.total", ">", "100", true)]
    [InlineData("order.lines.first.sku", "==", "\"x\"", true)]
    [InlineData("order.nothing.here", "==", "null", true)]
    [InlineData("customer", "==", "\"ACME\"", true)]
    [InlineData("order.total", "==", "\"150\"", false)]
    public void MeetsConditions_WithoutAnySchema_FollowsAnyPath(string path, string @operator, string literal, bool answer)
    {
        var json = """{"order":{"total":150,"lines":{"first":{"sku":"x"}}},"customer":"ACME"}""";
        var rule = $$"""{"field":"{{path}}","operator":"{{@operator}}","value":{{literal}}}""";
        var definition = Written.Definition(rule, actions: """{"type":"create_task","config":{"title":"{{ customer }}"}}""", trigger: "anything");
        var overJson = new WorkflowCompiler<JsonElement>(WorkflowSchema.ForJson(null, Open)).Compile(definition).Workflow!;
        var overDictionaries = new WorkflowCompiler<IReadOnlyDictionary<string, object?>>(WorkflowSchema.ForDictionary(null, Open)).Compile(definition).Workflow!;
        var dictionary = new Dictionary<string, object?>
        {
            ["order"] = new Dictionary<string, object?>
            {
                ["total"] = 150, ["lines"] = new Dictionary<string, object?> { ["first"] = new Dictionary<string, object?> { ["sku"] = "x" } },
            },
            ["customer"] = "ACME",
        };

        Assert.Equal(answer, overJson.MeetsConditions(JsonElement.Parse(json), TestSchema.Now));
        Assert.Equal(answer, overDictionaries.MeetsConditions(dictionary, TestSchema.Now));
        Assert.Equal("ACME", (string)overJson.Plan(JsonElement.Parse(json), TestSchema.Now)[0].Settings["title"]!);
        Assert.Equal("ACME", (string)overDictionaries.Plan(dictionary, TestSchema.Now)[0].Settings["title"]!);
    }

    [Fact]
    public void MeetsConditions_BareNameOfAFreeEntity_IsItsMember()
    {
        var schema = WorkflowSchema.ForJson(null, s => s.Trigger("placed", t => t.ViewOf("order")).Action<TaskSettings>("create_task"));
        var workflow = new WorkflowCompiler<JsonElement>(schema).Compile(
            Written.Definition("""{"field":"total","operator":">","value":{"field":"order.limit"}}""", trigger: "placed")).Workflow!;

        Assert.True(workflow.MeetsConditions(JsonElement.Parse("""{"order":{"total":5,"limit":4}}"""), TestSchema.Now));
    }

    [Fact]
    public void Plan_OverJsonAndDictionaries_FillsInPlaceholdersAndWritesFields()
    {
        const string actions =
            """
            {"type":"create_task","config":{"title":"{{ name }}: {{ amount }}, {{ day }}, {{ tags }}","assigned_to":"{{ id }}"}},
            {"type":"update_field","config":{"field":"stage","value":"SIGNÉ"}},
            {"type":"update_field","config":{"field":"price","value":"{{ amount }}"}}
            """;
        const string item = """{"id":7,"name":"Été","amount":50000.50,"day":"2026-03-31","tags":["a","b"]}""";
        var json = Compile(Json, Written.Definition(actions: actions)).Plan(JsonElement.Parse($$"""{"item":{{item}}}"""), TestSchema.Now);
        var dictionary = new Dictionary<string, object?>
        {
            ["item"] = new Dictionary<string, object?>
            {
                ["id"] = 7, ["name"] = "Été", ["amount"] = 50000.50m, ["day"] = new DateOnly(2026, 3, 31), ["tags"] = new List<string> { "a", "b" },
            },
        };
        var entries = Compile(Dictionaries, Written.Definition(actions: actions)).Plan(dictionary, TestSchema.Now);

        Assert.All([json, entries], plan =>
        {
            Assert.Equal("Été: 50000.5, 2026-03-31, a, b", (string)plan[0].Settings["title"]!);
            Assert.Equal(7, (int)plan[0].Settings["assigned_to"]!.GetValue<decimal>());
            Assert.Equal("signe", (string)plan[1].Settings["value"]!);
            Assert.Equal(50000.5m, plan[2].Settings["value"]!.GetValue<decimal>());
        });
    }

    [Theory]
    [InlineData("""{"field":"id","value":5}""", "cannot be written")]
    [InlineData("""{"field":"name","value":"012345678901234567890123456789012345678901234567890"}""", "at most 50 characters")]
    public void Compile_WriteThatTheSchemaForbids_IsRefused(string config, string problem)
    {
        var result = Json.Compile(Written.Definition(actions: $$"""{"type":"update_field","config":{{config}}}"""));

        Assert.Contains(problem, Assert.Single(result.Diagnostics).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-31", true)]
    [InlineData("2026-03-31T10:00", true)]
    [InlineData("2026-03-31T10:00Z", true)]
    [InlineData("2026-03-31T10:00:00", true)]
    [InlineData("2026-03-31T10:00:00.123456789Z", true)]
    [InlineData("2026-03-31T10:00:00-05:30", true)]
    [InlineData("2026-03-31T10:00:00+0200", false)]
    [InlineData("2026-03-31T10:00:00 +02:00", false)]
    [InlineData("2026-03-31T24:00:00", false)]
    [InlineData("2026-03-31t10:00:00z", false)]
    [InlineData("31/03/2026", false)]
    [InlineData("2026-03-31T10:00:00\u00e9", false)]
    [InlineData("", false)]
    public void MeetsConditions_MomentAsText_IsReadAlikeInJsonAndDictionaries(string text, bool isMoment)
    {
        var given = Written.Definition("""{"field":"item.moment","operator":"is_not_empty"}""");
        var equal = Written.Definition("""{"field":"item.moment","operator":"==","value":{"field":"previous.moment"}}""");
        var json = JsonElement.Parse(JsonSerializer.Serialize(text));
        var both = new Dictionary<string, object?>(Entry("moment", text)) { ["previous"] = new Dictionary<string, object?> { ["moment"] = json } };

        Assert.Equal(isMoment, Ask(Json, given, Item("moment", json.GetRawText())));
        Assert.Equal(isMoment, Ask(Dictionaries, given, Entry("moment", text)));
        Assert.True(Ask(Dictionaries, equal, both));
    }

    public static TheoryData<string, object, object, bool> Lists() => new()
    {
        { "numbers", new object[] { 1, 2.0 }, new object[] { 1L, 2m }, false },
        { "documents", new object[] { 1 }, new object[] { 1L }, false },
        { "documents", new object[] { 1.5f, "a" }, new object[] { 1.5, "a" }, false },
        { "documents", new object[] { double.NaN }, new object[] { double.NaN }, false },
        { "documents", new object[] { 1 }, new object[] { "1" }, true },
        { "documents", new object[] { 1 }, new object[] { 2L }, true },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public void MeetsConditions_NumbersOfOtherTypesInAList_HaveNotChanged(string field, object now, object before, bool hasChanged)
    {
        var workflow = Compile(Dictionaries, Written.Definition($$"""{"field":"{{field}}","operator":"changed"}"""));
        var context = Entry(field, now);
        context["previous"] = new Dictionary<string, object?> { [field] = before };

        Assert.Equal(hasChanged, workflow.MeetsConditions(context, TestSchema.Now));
        var sentence = WorkflowExplainer.Explain(workflow, context, TestSchema.Now).Describe(CultureInfo.InvariantCulture);
        Assert.Contains(hasChanged ? "went from" : "has not changed", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_ObjectInPlaceOfAListOfElements_HasNoElements()
    {
        var workflow = Compile(Dictionaries, Written.Definition(
            """{"field":"documents","operator":"all","value":{"field":"it.lines","operator":"any","value":{"field":"it","operator":"is_empty"}}}"""));
        var line = new Dictionary<string, object?> { ["lines"] = new Dictionary<string, object?> { ["a"] = null, ["b"] = null } };

        var explained = (ExplainedQuantifier)WorkflowExplainer.Explain(workflow, Entry("documents", new object[] { line }), TestSchema.Now).Conditions;

        Assert.False(explained.Holds);
        Assert.Equal(0, ((ExplainedQuantifier)explained.Deciding!).Elements);
    }

    [Fact]
    public void MeetsConditions_DictionaryThatContainsItself_Answers()
    {
        var circle = new Dictionary<string, object?>();
        (circle["a"], circle["b"]) = (circle, circle);
        var workflow = Compile(Dictionaries, Written.Definition("""{"field":"item.data","operator":"==","value":{"field":"webhook"}}"""));

        Assert.True(workflow.MeetsConditions(
            new Dictionary<string, object?> { ["item"] = new Dictionary<string, object?> { ["data"] = circle }, ["webhook"] = circle }, TestSchema.Now));
    }

    [Fact]
    public void MeetsConditions_OverJsonAndDictionaries_AllocatesNothing()
    {
        var definition = Written.Definition(
            """
            {"rules":[{"field":"price","operator":">","value":5.5},{"field":"stage","operator":"in","value":["signe","prospect"]},
             {"field":"due","operator":"<","value":{"field":"today"}},{"field":"tags","operator":"contains","value":"a"},
             {"field":"name","operator":"==","value":"été"},{"field":"active","operator":"==","value":true},
             {"field":"count","operator":"in","value":[1,2,3,4,5,6,7,8,9]},{"field":"moment","operator":"<","value":"2027-01-01"}]}
            """);
        var json = JsonElement.Parse(
            """{"item":{"price":6,"stage":"signe","due":"2026-03-31","tags":["b","a"],"name":"\u00e9té","active":true,"count":5,"moment":"2026-03-31T09:00:00+02:00"}}""");
        var dictionary = new Dictionary<string, object?>
        {
            ["item"] = new Dictionary<string, object?>
            {
                ["price"] = 6m, ["stage"] = "signe", ["due"] = new DateOnly(2026, 3, 31), ["tags"] = new List<string> { "b", "a" }, ["name"] = "été",
                ["active"] = true, ["count"] = 5, ["moment"] = new DateTimeOffset(2026, 3, 31, 9, 0, 0, TimeSpan.Zero),
            },
        };
        foreach (var isHot in new[] { false, true })
        {
            AssertAllocatesNothing(Compile(ContextSchema.Compiler<JsonElement>(ContextSchema.OverJson(), isHot), definition), json, 0);

            // The list of texts is walked through an interface, which makes an enumerator.
            AssertAllocatesNothing(
                Compile(ContextSchema.Compiler<IReadOnlyDictionary<string, object?>>(ContextSchema.OverDictionaries(), isHot), definition), dictionary, 40);
        }
    }

    private static void AssertAllocatesNothing<T>(CompiledWorkflow<T> workflow, T context, int perCall)
    {
        Assert.True(workflow.MeetsConditions(context, TestSchema.Now));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) workflow.MeetsConditions(context, TestSchema.Now);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, perCall * 1_000);
    }

    private static void Open<T>(WorkflowSchemaBuilder<T> schema) => schema.Trigger("anything", _ => { }).Action<TaskSettings>("create_task");

    private static CompiledWorkflow<T> Compile<T>(WorkflowCompiler<T> compiler, string definition)
    {
        var result = compiler.Compile(definition);
        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        return result.Workflow;
    }

    private static bool Ask<T>(WorkflowCompiler<T> compiler, string definition, T context) =>
        Compile(compiler, definition).MeetsConditions(context, TestSchema.Now);

    private static JsonElement Item(string field, string value) => JsonElement.Parse($$$"""{"item":{"{{{field}}}":{{{value}}}}}""");

    private static Dictionary<string, object?> Entry(string field, object? value) =>
        new Dictionary<string, object?> { ["item"] = new Dictionary<string, object?> { [field] = value } };
}
