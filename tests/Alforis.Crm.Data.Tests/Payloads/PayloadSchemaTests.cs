using System.Text.Json;
using Alforis.Crm.Data.Payloads;

namespace Alforis.Crm.Data.Tests.Payloads;

public sealed class PayloadSchemaTests
{
    /// <summary>A sender must not get past <c>not</c> by a payload that is too much work.</summary>
    [Fact]
    public void Check_PayloadThatIsTooMuchWork_NeverPasses()
    {
        var (schema, _) = PayloadSchema.Read(JsonElement.Parse("""{"properties":{"refus":{"not":{"items":{"type":"number"}}}}}"""));
        var payload = JsonElement.Parse($$"""{"refus":[{{string.Join(',', Enumerable.Repeat("1", 150_000))}}]}""");

        Assert.Contains("it would take too long to find out.", schema!.Check(payload), StringComparison.Ordinal);
    }

    /// <summary>Fifty million steps, of which a check may take half.</summary>
    [Theory]
    [InlineData("""{"properties":{"a":{"not":{"pattern":"^[ab]*a[ab]{490}c$"}}}}""", 100_000, 1)]
    [InlineData("""{"properties":{"a":{"not":{"items":{"pattern":"^[ab]{0,490}[ab]*$"}}}}}""", 1_000, 100)]
    public void Check_PatternThatTakesTooLong_NeverPasses(string wanted, int length, int texts)
    {
        var (schema, refused) = PayloadSchema.Read(JsonElement.Parse(wanted));
        Assert.Null(refused);
        var random = new Random(1);
        var value = string.Join(',', Enumerable.Range(0, texts).Select(_ => '"' + AsAndBs(random, length) + '"'));
        var payload = JsonElement.Parse(texts == 1 ? $$"""{"a":{{value}}}""" : $$"""{"a":[{{value}}]}""");

        Assert.Contains("it would take too long to find out.", schema!.Check(payload), StringComparison.Ordinal);
    }

    /// <summary>
    /// .NET 10 forgets where it is in the text when a pattern has led to more states than it keeps and a timeout is set, and answers that nothing was found:
    /// <c>not</c> would let in what it excludes.
    /// </summary>
    [Fact]
    public void Check_PatternOfManyStates_IsFoundAtTheEndOfALongText()
    {
        var (schema, refused) = PayloadSchema.Read(JsonElement.Parse("""{"properties":{"a":{"not":{"pattern":"^[ab]*a[ab]{200}c$"}}}}"""));
        Assert.Null(refused);
        var random = new Random(1);

        var excluded = schema!.Check(JsonElement.Parse($$"""{"a":"{{AsAndBs(random, 60_000)}}a{{AsAndBs(random, 200)}}c"}"""));
        var allowed = schema.Check(JsonElement.Parse($$"""{"a":"{{AsAndBs(random, 60_000)}}b{{AsAndBs(random, 200)}}c"}"""));

        Assert.Contains("at /a: it is what 'not' excludes.", excluded, StringComparison.Ordinal);
        Assert.Null(allowed);
    }

    private static string AsAndBs(Random random, int length) => string.Concat(random.GetItems("ab".AsSpan(), length));

    [Theory]
    [InlineData("""{"type":"object"}""", "{}", null)]
    [InlineData("""{"type":"object"}""", "[]", "at its root: it is an array; it must be object.")]
    [InlineData("""{"properties":{"a":{"type":"integer"}}}""", """{"a":12.0}""", null)]
    [InlineData("""{"properties":{"a":{"type":"integer"}}}""", """{"a":1.5}""", "at /a: it is the number 1.5; it must be integer.")]
    [InlineData("""{"properties":{"a":{"type":["string","null"]}}}""", """{"a":null}""", null)]
    [InlineData("""{"properties":{"a":{"type":["string","null"]}}}""", """{"a":true}""", "at /a: it is true; it must be string or null.")]
    [InlineData("""{"required":["a","b"]}""", """{"a":1}""", "'b' is missing.")]
    [InlineData("""{"properties":{"a":{}},"additionalProperties":false}""", """{"a":1,"x/y":2}""", "at /x~1y: nothing may stand here.")]
    [InlineData("""{"properties":{"a":{}},"additionalProperties":false}""", """{"a":1,"event":"e"}""", null)]
    [InlineData("""{"additionalProperties":{"type":"number"}}""", """{"a":"1"}""", "at /a: it is a string")]
    [InlineData("""{"properties":{"l":{"items":{"required":["id"]},"minItems":1,"maxItems":2}}}""", """{"l":[{"id":1},{}]}""", "at /l/1: 'id' is missing.")]
    [InlineData("""{"properties":{"l":{"minItems":1}}}""", """{"l":[]}""", "at least 1 elements")]
    [InlineData("""{"properties":{"l":{"maxItems":1}}}""", """{"l":[1,2]}""", "at most 1 elements")]
    [InlineData("""{"properties":{"a":{"enum":["x",1,{"b":1.0}]}}}""", """{"a":{"b":1}}""", null)]
    [InlineData("""{"properties":{"a":{"enum":["x",1]}}}""", """{"a":"X"}""", "it must be one of [\"x\",1].")]
    [InlineData("""{"properties":{"a":{"const":null}}}""", """{"a":0}""", "it must be null.")]
    [InlineData("""{"properties":{"a":{"minimum":1,"maximum":3}}}""", """{"a":3}""", null)]
    [InlineData("""{"properties":{"a":{"minimum":1}}}""", """{"a":0.99}""", "at least 1.")]
    [InlineData("""{"properties":{"a":{"exclusiveMaximum":3}}}""", """{"a":3}""", "less than 3.")]
    [InlineData("""{"properties":{"a":{"exclusiveMinimum":3}}}""", """{"a":3}""", "more than 3.")]
    [InlineData("""{"properties":{"a":{"minimum":1}}}""", """{"a":"0"}""", null)]
    [InlineData("""{"properties":{"a":{"maxLength":1}}}""", """{"a":"😀"}""", null)]
    [InlineData("""{"properties":{"a":{"minLength":2}}}""", """{"a":"😀"}""", "at least 2 characters")]
    [InlineData("""{"properties":{"a":{"pattern":"^[A-Z]{2}[0-9]+$"}}}""", """{"a":"FR1"}""", null)]
    [InlineData("""{"properties":{"a":{"pattern":"^[A-Z]{2}[0-9]+$"}}}""", """{"a":"fr1"}""", "does not match")]
    [InlineData("""{"properties":{"a":{"format":"date"}}}""", """{"a":"2026-02-29"}""", "it must be a date")]
    [InlineData("""{"properties":{"a":{"format":"date-time"}}}""", """{"a":"2026-03-02T09:15:00+01:00"}""", null)]
    [InlineData("""{"properties":{"a":{"format":"date-time"}}}""", """{"a":"2026-03-02T09:15:00.123Z"}""", null)]
    [InlineData("""{"properties":{"a":{"format":"date-time"}}}""", """{"a":"2026-03-02T09:15:00"}""", "with its offset")]
    [InlineData("""{"properties":{"a":{"$ref":"#/$defs/n"}},"$defs":{"n":{"type":"number"}}}""", """{"a":"x"}""", "at /a: it is a string")]
    [InlineData("""{"anyOf":[{"required":["a"]},{"required":["b"]}]}""", """{"c":1}""", "none of what 'anyOf' allows")]
    [InlineData("""{"oneOf":[{"required":["a"]},{"required":["b"]}]}""", """{"a":1,"b":1}""", "not exactly one")]
    [InlineData("""{"allOf":[{"required":["a"]},{"required":["b"]}]}""", """{"a":1}""", "'b' is missing.")]
    [InlineData("""{"not":{"required":["a"]}}""", """{"a":1}""", "what 'not' excludes")]
    [InlineData("""{"$ref":"#"}""", "{}", "too long to find out")]
    [InlineData("""{"not":{"$ref":"#/$defs/loop"},"$defs":{"loop":{"$ref":"#/$defs/loop"}}}""", "{}", "too long to find out")]
    [InlineData("""{"anyOf":[{"$ref":"#/$defs/loop"},{}],"$defs":{"loop":{"$ref":"#/$defs/loop"}}}""", "{}", "too long to find out")]
    [InlineData("""{"properties":{"a":{"$ref":"#"}},"required":["b"]}""", """{"b":1,"a":{"b":1,"a":{}}}""", "at /a/a: 'b' is missing.")]
    public void Check_Payload_SaysWhatAndWhere(string schema, string payload, string? problem)
    {
        var (read, refused) = PayloadSchema.Read(JsonElement.Parse(schema));
        Assert.Null(refused);

        var found = read!.Check(JsonElement.Parse(payload));

        if (problem is null) Assert.Null(found);
        else Assert.Contains(problem, found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"additionalProperties":false}""", true)]
    [InlineData("""{"enum":["LONG"]}""", false)]
    public void Check_LongNamesAndRules_AreCut(string schema, bool isName)
    {
        var text = new string('x', 100_000);
        var (read, _) = PayloadSchema.Read(JsonElement.Parse(schema.Replace("LONG", text, StringComparison.Ordinal)));

        var found = read!.Check(JsonElement.Parse(isName ? $$"""{"{{text}}":1}""" : "{}"));

        Assert.InRange(found!.Length, 250, 800);
        Assert.Contains("xxx…", found, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_PatternsThatAreTooLargeTogether_AreRefused()
    {
        static string Schema(params IEnumerable<char> letters) =>
            $$"""{"properties":{ {{string.Join(',', letters.Select((letter, i) => $"\"p{i}\":{{\"pattern\":\"{letter}{{400}}\"}}"))}} } }""";

        Assert.Null(PayloadSchema.Read(JsonElement.Parse(Schema("abcde"))).Problem);
        Assert.Contains("'pattern' is too large together", PayloadSchema.Read(JsonElement.Parse(Schema("abcdef"))).Problem, StringComparison.Ordinal);
        Assert.Null(PayloadSchema.Read(JsonElement.Parse(Schema("abcdea"))).Problem);
    }

    [Fact]
    public void Read_PatternOfManyCharacters_IsRefused()
    {
        var schema = $$"""{"properties":{"a":{"pattern":"{{new string('a', 501)}}"} } }""";

        Assert.Contains("of at most 500 characters; this one has 501", PayloadSchema.Read(JsonElement.Parse(schema)).Problem, StringComparison.Ordinal);
    }

    /// <summary>What would be ignored is refused.</summary>
    [Theory]
    [InlineData("""{"if":{}}""", "at /if: 'if' is not supported. Supported are: $comment")]
    [InlineData("""{"properties":{"a":{"uniqueItems":true}}}""", "at /properties/a/uniqueItems")]
    [InlineData("""{"properties":{"a":{"format":"email"}}}""", "write a 'pattern'")]
    [InlineData("""{"properties":{"a":{"pattern":"(?=x)"}}}""", "without lookaround")]
    [InlineData("""{"properties":{"a":{"pattern":"("}}}""", "at /properties/a/pattern")]
    [InlineData("""{"properties":{"a":{"pattern":"(?x) a"}}}""", "at /properties/a/pattern: 'pattern' is a regular expression without comments")]
    [InlineData("""{"properties":{"a":{"pattern":"(a{90}){90}"}}}""", "at /properties/a/pattern: 'pattern' is too large: its counted repeats make more than 500")]
    [InlineData("""{"properties":{"a":{"pattern":5}}}""", "at /properties/a/pattern: 'pattern' is a regular expression.")]
    [InlineData("""{"properties":{"a":{"type":"text"}}}""", "'type' is one of string")]
    [InlineData("""{"properties":{"a":{"$ref":"#/$defs/b"}}}""", "'$ref' is a place in the schema")]
    [InlineData("""{"properties":{"a":{"$ref":"https://exemple.fr/x"}}}""", "'$ref' is a place in the schema")]
    [InlineData("""{"properties":{"a":{"allOf":[{"$ref":"#/title"}]}},"title":"T"}""", "at /title: a schema is an object, true or false.")]
    [InlineData("""{"anyOf":[{"$ref":"#/$defs/l~1m/default"}],"$defs":{"l/m":{"default":{"type":5}}}}""", "at /$defs/l~1m/default/type: 'type' is one of string")]
    [InlineData("""{"items":{"$ref":"#/properties"},"properties":{"a":{}}}""", "at /properties/a: 'a' is not supported.")]
    [InlineData("""{"allOf":[{"$ref":"#/default/x%2Fy"},{"$ref":"#/default/x/y"}],"default":{"x":{"y":{}},"x/y":{"pattern":"("}}}""", "at /default/x~1y/pattern")]
    [InlineData("""{"allOf":[{"$ref":"#/default/x/y"},{"$ref":"#/default/x%2Fy"}],"default":{"x":{"y":{}},"x/y":{"pattern":"("}}}""", "at /default/x~1y/pattern")]
    [InlineData("""{"properties":{"a":{"maxLength":-1}}}""", "a whole number from 0 on")]
    [InlineData("""{"items":[{}]}""", "at /items: a schema is an object, true or false.")]
    [InlineData("""{"anyOf":[]}""", "at least one")]
    public void Read_SchemaThatCannotBeUsed_SaysWhere(string schema, string problem)
    {
        var (read, refused) = PayloadSchema.Read(JsonElement.Parse(schema));

        Assert.Null(read);
        Assert.Contains(problem, refused, StringComparison.Ordinal);
    }
}
