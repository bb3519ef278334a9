using System.Text.Json;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Tests.Compilation.Contexts;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Schema;

/// <summary>Which fields a JSON Schema makes, and which schemas are refused.</summary>
public sealed class JsonSchemaTests
{
    [Theory]
    [InlineData("""{"type":"string"}""", ValueKind.Text)]
    [InlineData("""{"type":["string","null"]}""", ValueKind.Text)]
    [InlineData("""{"type":"string","format":"date"}""", ValueKind.Date)]
    [InlineData("""{"type":"string","format":"date-time"}""", ValueKind.DateTime)]
    [InlineData("""{"type":"string","format":"uuid"}""", ValueKind.Text)]
    [InlineData("""{"type":"number"}""", ValueKind.Number)]
    [InlineData("""{"type":["integer","number"]}""", ValueKind.Number)]
    [InlineData("""{"type":"boolean"}""", ValueKind.Boolean)]
    [InlineData("""{"enum":["a","b"]}""", ValueKind.Enum)]
    [InlineData("""{"enum":["a",null]}""", ValueKind.Enum)]
    [InlineData("""{"const":"a"}""", ValueKind.Enum)]
    [InlineData("""{"enum":[1,2]}""", ValueKind.Number)]
    [InlineData("""{"enum":["a",2]}""", ValueKind.Json)]
    [InlineData("""{"type":"array","items":{"type":"string"}}""", ValueKind.List)]
    [InlineData("""{"type":"array"}""", ValueKind.List)]
    [InlineData("""{"type":"object"}""", ValueKind.Json)]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}}}""", ValueKind.Entity)]
    [InlineData("""{"properties":{"a":{"type":"string"}}}""", ValueKind.Entity)]
    [InlineData("""{"type":["string","number"]}""", ValueKind.Json)]
    [InlineData("{}", ValueKind.Json)]
    [InlineData("true", ValueKind.Json)]
    [InlineData("""{"anyOf":[{"type":"null"},{"type":"number"}]}""", ValueKind.Number)]
    [InlineData("""{"allOf":[{"type":"number"}]}""", ValueKind.Number)]
    [InlineData("""{"type":"string","oneOf":[{"minLength":1},{"maxLength":5}]}""", ValueKind.Text)]
    [InlineData("""{"$ref":"#/$defs/a~1b"}""", ValueKind.Boolean)]
    public void ForJson_Property_HasTheKind(string property, ValueKind kind) => Assert.Equal(kind, Field(property).Kind);

    [Theory]
    [InlineData("""{"type":"string"}""", false)]
    [InlineData("""{"type":["string","null"]}""", true)]
    [InlineData("""{"enum":["a",null]}""", true)]
    [InlineData("""{"anyOf":[{"type":"null"},{"type":"number"}]}""", true)]
    [InlineData("true", true)]
    public void ForJson_RequiredProperty_IsNullableAsItSays(string property, bool isNullable) => Assert.Equal(isNullable, Field(property).IsNullable);

    [Fact]
    public void ForJson_Limits_AreTheField()
    {
        var number = Field("""{"type":"integer","minimum":1,"maximum":9,"x-writable":true}""");
        var text = Field("""{"type":"string","maxLength":5,"minLength":1,"x-untracked":true}""");

        Assert.Equal((1m, 9m, 0, true, true), (number.Limits.Minimum, number.Limits.Maximum, number.Limits.Decimals, number.IsWritable, number.IsTracked));
        Assert.Equal((5, true, false, false), (text.Limits.MaxLength, text.Limits.NotBlank, text.IsWritable, text.IsTracked));
    }

    [Theory]
    [InlineData("""{"type":"number","exclusiveMinimum":0}""", 0, "must be more than 0")]
    [InlineData("""{"type":"number","exclusiveMinimum":0}""", 0.01, null)]
    [InlineData("""{"type":"number","exclusiveMaximum":10}""", 10, "must be less than 10")]
    [InlineData("""{"type":"number","exclusiveMaximum":10}""", 9.99, null)]
    [InlineData("""{"type":"number","minimum":5,"exclusiveMinimum":0}""", 4, "must be at least 5")]
    [InlineData("""{"type":"number","minimum":-5,"exclusiveMinimum":0}""", -1, "must be more than 0")]
    [InlineData("""{"type":"number","maximum":5}""", 5, null)]
    public void ForJson_Bounds_AreExact(string property, double number, string? problem)
    {
        var found = Field(property).Limits.Check((decimal)number);

        if (problem is null) Assert.Null(found);
        else Assert.StartsWith(problem, found, StringComparison.Ordinal);
    }

    [Fact]
    public void ForJson_ListOfAnEnumeration_HasTextsOfItsValues()
    {
        var field = Field("""{"type":"array","items":{"enum":["a","Élan",null]}}""");

        Assert.Equal((ValueKind.List, ValueKind.Text), (field.Kind, field.ItemKind));
        Assert.Equal(["a", "Élan"], field.EnumValues);
    }

    [Theory]
    [InlineData("elan", null)]
    [InlineData("b", "WF1205")]
    public void Compile_ListOfAnEnumerationContains_KnowsItsValues(string value, string? code)
    {
        var schema = WorkflowSchema.ForJson(
            """{"properties":{"root":{"properties":{"f":{"type":"array","items":{"enum":["a","Élan"]}}}}}}""", s => s.Trigger("t", t => t.ViewOf("root")).Action<NoSettings>("do"));

        var result = new WorkflowCompiler<JsonElement>(schema).Compile(
            $$$"""{"name":"n","trigger_type":"t","conditions":{"field":"f","operator":"contains","value":"{{{value}}}"},"actions":[{"type":"do"}]}""");

        var errors = result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Code);
        Assert.Equal(code is null ? [] : [code], errors);
        if (result.Workflow is not { } workflow) return;
        Assert.True(workflow.MeetsConditions(JsonElement.Parse("""{"root":{"f":["x","Élan"]}}"""), TestSchema.Now));
        Assert.False(workflow.MeetsConditions(JsonElement.Parse("""{"root":{"f":["x"]}}"""), TestSchema.Now));
    }

    [Fact]
    public void Read_ListOfAnEnumeration_TakesItsValuesOnly()
    {
        var field = Field("""{"type":"array","items":{"enum":["a","Élan"]}}""");

        Assert.Equal(["a", "Élan"], (IEnumerable<string>)FieldValue.Read(field, JsonElement.Parse("""["a","elan"]"""), TimeZoneInfo.Utc).Value!);
        Assert.Contains("one of a, Élan", FieldValue.Read(field, JsonElement.Parse("""["b"]"""), TimeZoneInfo.Utc).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void ForJson_ObjectsThatReferToThemselves_AreOneEntity()
    {
        var item = ContextSchema.OverJson().Triggers[0].Views[0].Entity!.Entity!;
        var owner = item.Find("owner")!.Entity!;

        Assert.Same(owner, owner.Find("manager")!.Entity);
        Assert.True(item.Find("stage")!.IsWritable);
        Assert.False(item.Find("old_stage")!.IsWritable);
    }

    [Theory]
    [InlineData("{", "", "not JSON")]
    [InlineData("[]", "", "a schema is an object")]
    [InlineData("""{"type":"string"}""", "", "the context is an object")]
    [InlineData("""{"properties":{"a":5}}""", "/properties/a", "a schema is an object")]
    [InlineData("""{"properties":{"a":{"type":"text"}}}""", "/properties/a/type", "is no type")]
    [InlineData("""{"properties":{"a":{"$ref":"other.json"}}}""", "/properties/a/$ref", "not inside the document")]
    [InlineData("""{"properties":{"a":{"$ref":"#/$defs/b"}}}""", "/properties/a/$ref", "nothing at")]
    [InlineData("""{"properties":{"a":{"$ref":"#/$defs/b"}},"$defs":{"b":{"$ref":"#/$defs/b"}}}""", "/$defs/b", "circle")]
    [InlineData("""{"properties":{"a":{"anyOf":[{"type":"string"},{"type":"number"}]}}}""", "/properties/a/anyOf", "choice")]
    [InlineData("""{"properties":{"a":{"allOf":[{},{}]}}}""", "/properties/a/allOf", "one schema")]
    [InlineData("""{"properties":{"a":{"$dynamicRef":"#x"}}}""", "/properties/a/$dynamicRef", "not supported")]
    [InlineData("""{"properties":{"a":{"enum":[]}}}""", "/properties/a/enum", "at least one")]
    [InlineData("""{"properties":{"a":{"type":"number","minimum":"1"}}}""", "/properties/a/minimum", "is a number")]
    [InlineData("""{"properties":{"a":{"x-writable":1}}}""", "/properties/a/x-writable", "true or false")]
    [InlineData("""{"properties":{},"required":"a"}""", "/required", "list of names")]
    [InlineData("""{"properties":{"\ud800":{}}}""", "", "half of a surrogate pair")]
    [InlineData("""{"properties":{"a":{"enum":["\udc00"]}}}""", "", "half of a surrogate pair")]
    [InlineData("""{"properties":{"a":{"$ref":"#/\udc00"}}}""", "", "half of a surrogate pair")]
    public void ForJson_UnusableSchema_SaysWhatAndWhere(string schema, string pointer, string problem)
    {
        var exception = Assert.Throws<JsonSchemaException>(() => ContextSchema.OverJson(schema));

        Assert.Equal(pointer, exception.Pointer);
        Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ForJson_ReferencesInAChainWithoutEnd_AreRefused()
    {
        var links = string.Join(',', Enumerable.Range(0, 50_000).Select(i => $"\"d{i}\":{{\"properties\":{{\"next\":{{\"$ref\":\"#/$defs/d{i + 1}\"}}}}}}"));

        var exception = Assert.Throws<JsonSchemaException>(() => ContextSchema.OverJson("{\"properties\":{\"item\":{\"$ref\":\"#/$defs/d0\"}},\"$defs\":{" + links + "}}"));

        Assert.Contains("nested more than 200 deep", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ForJson_DamagedSchema_ThrowsOnlyWhatIsDocumented()
    {
        var (usable, refused) = (0, 0);
        Fuzzing.FuzzRun.ForEach(1_000, random =>
        {
            var damaged = new Fuzzing.Mutation(random).Damage(System.Text.Json.Nodes.JsonNode.Parse(ContextSchema.Json)!);
            try
            {
                Fuzzing.FuzzRun.Bounded("Reading", () => ContextSchema.OverJson(damaged));
                usable++;
            }
            catch (JsonSchemaException e)
            {
                Assert.NotEmpty(e.Message);
                refused++;
            }
            catch (ArgumentException)
            {
                // A view asks for an entity that is no longer there.
                refused++;
            }
        });
        Assert.True(usable > 20 && refused > 20, $"{usable} damaged schemas could be used, {refused} were refused.");
    }

    [Fact]
    public void ViewOf_UnknownRoot_SuggestsTheNearest()
    {
        var exception = Assert.Throws<ArgumentException>(() => WorkflowSchema.ForJson(
            ContextSchema.Json, s => s.Trigger("t", t => t.ViewOf("itme"))));

        Assert.Contains("Did you mean 'item'?", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ViewOf_PropertyOfACSharpType_IsTheRoot()
    {
        var schema = WorkflowSchema.For<Scope>(s => s.Trigger("t", t => t.ViewOf("item", "team")));

        Assert.Equal(["item", "team"], schema.Triggers[0].Views[0].Roots.Select(r => r.Name));
    }

    [Fact]
    public void For_JsonOrDictionary_IsRefused()
    {
        Assert.Throws<InvalidOperationException>(() => WorkflowSchema.For<System.Text.Json.JsonElement>(_ => { }));
        Assert.Throws<InvalidOperationException>(() => WorkflowSchema.For<Dictionary<string, object?>>(_ => { }));
    }

    private static FieldSchema Field(string property) => WorkflowSchema.ForJson(
        """{"properties":{"root":{"properties":{"f":PROPERTY},"required":["f"]}},"$defs":{"a/b":{"type":"boolean"}}}"""
            .Replace("PROPERTY", property, StringComparison.Ordinal),
        s => s.Trigger("t", t => t.ViewOf("root"))).Triggers[0].Views[0].Entity!.Entity!.Find("f")!;

    private sealed record NoSettings;
}
