using System.Text.Json;
using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Workflows.Engine.Tests.Templates;

/// <summary>Templates in settings: kept types, escaping by destination, checks of what came out.</summary>
public sealed class SettingTemplateTests
{
    [Theory]
    [InlineData("days", "{{ count * 2 }}", "6")]
    [InlineData("days", "{{ payload.none ?? 5 }}", "5")]
    [InlineData("days", "{{ name | string.size }}", "12")]
    [InlineData("price", "{{ amount * 1.1 }}", "1375.55")]
    [InlineData("price", "{{ rebate ?? 0 }}", "0")]
    [InlineData("price", "{{ null }}", "null")]
    [InlineData("urgent", "{{ amount > 1000 && paid }}", "true")]
    [InlineData("urgent", "{{ tags | array.contains 'z' }}", "false")]
    [InlineData("lines", "{{ tags | array.uniq }}", "[\"b\",\"a\"]")]
    [InlineData("lines", "{{ 'a,b' | string.split ',' }}", "[\"a\",\"b\"]")]
    [InlineData("title", "{{ count }}", "\"3\"")]
    [InlineData("title", "{%{{{ x }}}%}", "\"{{ x }}\"")]
    public void Plan_OnePlaceholder_KeepsTheTypeOfItsExpression(string setting, string template, string json) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), Planned(setting, JsonValue.Create(template)).Settings[setting]));

    [Theory]
    [InlineData("{{ products | array.map 'price' }}", "[1.5,2,null]")]
    [InlineData("{{ payload.items | array.first }}", "{\"sku\":\"A1\",\"qty\":2}")]
    [InlineData("{{ [1, 'a', true, null] }}", "[1,\"a\",true,null]")]
    [InlineData("{{ day | date.add_days 1 }}", "\"2016-01-06\"")]
    [InlineData("{{ 'a' + 1 }}", "\"a1\"")]
    [InlineData("{{ payload.huge }}", "1e400")]
    [InlineData("x{{ if paid }}y{{ end }}", "\"xy\"")]
    public void Plan_StringInsideJson_IsAJsonValue(string template, string json)
    {
        var body = Planned("body", new JsonObject { ["v"] = template }).Settings["body"]!["v"];

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), body), body?.ToJsonString());
    }

    [Theory]
    [InlineData("days", "{{ name }}")]
    [InlineData("days", "{{ note ?? 'x' }}")]
    [InlineData("days", "{{ rebate ?? 'x' }}")]
    [InlineData("days", "{{ if paid }}1{{ end }}")]
    [InlineData("price", "{{ paid }}")]
    [InlineData("price", "{{ tags }}")]
    [InlineData("urgent", "{{ count }}")]
    public void Compile_TypeThatDoesNotFit_IsRefused(string setting, string template)
    {
        var error = Assert.Single(ShopSchema.Compiler.Compile(Definition(setting, JsonValue.Create(template))).Diagnostics);

        Assert.Equal(("WF1403", $"/actions/0/config/{setting}"), (error.Code, error.Pointer));
    }

    [Theory]
    [InlineData("html", "<p>{{ name }} & co</p>", "<p>Été &amp; &lt;Fils&gt; & co</p>")]
    [InlineData("html", "{{ payload.html }}", "&lt;b&gt;&quot;x&quot;&lt;/b&gt;")]
    [InlineData("html", "{{ \"it's\" }} {{ amount }} {{ paid }}", "it&#39;s 1250.5 true")]
    [InlineData("html", "{{ payload.html | html.escape }}", "&lt;b&gt;&quot;x&quot;&lt;/b&gt;")]
    [InlineData("html", "{{ \"a<\\nb\" | html.newline_to_br }}", "a&lt;<br />\nb")]
    [InlineData("html", "{{ \"a<\\nb\" | html.escape | html.newline_to_br }}", "a&lt;<br />\nb")]
    [InlineData("html", "{{ for p in products }}<li>{{ p.title + '<' }}</li>{{ end }}", "<li>Orange&lt;</li><li>Banana&lt;</li><li>Apple&lt;</li>")]
    [InlineData("html", "{{ ['<', '>'] | array.join '&' }}", "&lt;&amp;&gt;")]
    [InlineData("html", "{{ payload.object }}", "{&quot;a&quot;:1}")]
    [InlineData("subject", "S: {{ payload.line }}!", "S: a b!")]
    [InlineData("subject", "{{ \"\\r\\nBcc: x@y\" }}", " Bcc: x@y")]
    [InlineData("subject", "{{ \"a\\u2028\\u0085\\tb\" }}", "a b")]
    [InlineData("url", "https://x.example/{{ name }}?q={{ 'a&b=c#d' }}", "https://x.example/%C3%89t%C3%A9%20%26%20%3CFils%3E?q=a%26b%3Dc%23d")]
    [InlineData("url", "{{ 'https://y.example/a?b=c' }}", "https://y.example/a?b=c")]
    [InlineData("url", "{{ 'https://y.example/' }}{{ 'a/b' }}", "https://y.example/a%2Fb")]
    [InlineData("url", "https://x.example/{{ 'a b' | html.url_encode }}/{{ placed }}", "https://x.example/a%20b/2013-09-12T22%3A49%3A27%2B02%3A00")]
    [InlineData("url", "{{ if paid }}{{ 'https://z.example/?' }}{{ else }}https://n.example{{ end }}", "https://z.example/?")]
    [InlineData("title", "{{ payload.line }} {{ payload.html }}", "a\r\nb <b>\"x\"</b>")]
    public void Plan_Destination_DecidesWhatPlaceholdersMayBring(string setting, string template, string text) =>
        Assert.Equal(text, (string?)Planned(setting, JsonValue.Create(template)).Settings[setting]);

    [Fact]
    public void Plan_Headers_CannotBeginAnother()
    {
        var headers = Planned("headers", new JsonObject { ["x-a"] = "v {{ payload.line }}" }).Settings["headers"]!;

        Assert.Equal("v a b", (string?)headers["x-a"]);
    }

    [Theory]
    [InlineData("url", "{{ 'javascript:alert(1)' }}", "'url' comes out wrong: 'javascript:alert(1)' must begin with https://.")]
    [InlineData("reply_to", "{{ 'a@b' }} {{ 'c@d' }}", "'reply_to' comes out wrong: 'a@b c@d' is no address.")]
    [InlineData("days", "{{ 1 / (count - 3) }}", "'days' divides by zero.")]
    [InlineData("days", "{{ payload.text - 1 }}", "'days' cannot compute with a text.")]
    [InlineData("title", "{{ payload.text | math.round }}", "'title' gives a text to 'math.round', whose 'value' must be a number.")]
    [InlineData("title", "{{ day | date.add_years 9000 }}", "'title' moves a date beyond the years 1 to 9999.")]
    [InlineData("title", "{{ date.parse 'nonsense' }}", "'title' reads a date from a text that is none.")]
    [InlineData("title", "{{ 79228162514264337593543950335 * 2 }}", "'title' computes a number that is too large.")]
    [InlineData("title", "{{ amount | math.format 'X' }}", "'title' formats a number by \"X\", which is for whole numbers only.")]
    public void Plan_ValueThatCannotBe_IsAProblemOfTheAction(string setting, string template, string problem)
    {
        var planned = Planned(setting, JsonValue.Create(template));

        Assert.Equal(problem, planned.Problem);
        Assert.Empty(planned.Settings);
    }

    [Theory]
    [InlineData("[\"{{ note }}\",\"a@b\"]", "[\"a@b\"]", null)]
    [InlineData("[\"{{ note }}\",\"{{ payload.none }}\"]", null, "'to' comes out empty.")]
    [InlineData("\"{{ note ?? 'x@y' }}\"", "[\"x@y\"]", null)]
    [InlineData("[\"{{ ['a@b', 'c@d'] }}\"]", "[\"a@b\",\"c@d\"]", null)]
    [InlineData("[\"{{ ['a@b', 'cd'] }}\"]", null, "'to' comes out wrong: 'cd' is no address.")]
    public void Plan_Addresses_AreCheckedOneByOneAndEmptyOnesLeftOut(string to, string? json, string? problem)
    {
        var definition = $$$"""{"name":"x","trigger_type":"order_placed","actions":[{"type":"send","config":{"to":{{{to}}}}}]}""";

        var planned = Plan(definition);

        Assert.Equal(problem, planned.Problem);
        Assert.Equal(json, planned.Settings["to"]?.ToJsonString());
    }

    [Theory]
    [InlineData("subject", "a\nb")]
    [InlineData("subject", "a\n{{ name }}")]
    [InlineData("headers", "a\n{{ name }}")]
    public void Compile_LineEndWhereOneLineIsMeant_IsRefused(string setting, string text)
    {
        JsonNode value = setting == "headers" ? new JsonObject { ["x"] = text } : JsonValue.Create(text);

        Assert.Equal("WF1302", Assert.Single(ShopSchema.Compiler.Compile(Definition(setting, value)).Diagnostics).Code);
    }

    [Theory]
    [InlineData("fr-FR", "1\u202f250,50 05 janvier 2016 mar.")]
    [InlineData("en-GB", "1,250.50 05 January 2016 Tue")]
    [InlineData(null, "1,250.50 05 January 2016 Tue")]
    public void Plan_Locale_IsHowTemplatesFormat(string? locale, string text)
    {
        var title = "{{ amount | math.format 'N2' }} {{ day | date.to_string '%d %B %Y %a' }}";
        var more = locale is null ? "" : $"\"locale\":\"{locale}\",";

        var planned = Plan($$$"""{"name":"x",{{{more}}}"trigger_type":"order_placed","actions":[{"type":"write","config":{"title":{{{JsonSerializer.Serialize(title)}}}}}]}""");

        Assert.Equal(text, (string?)planned.Settings["title"]);
    }

    [Theory]
    [InlineData("\"français\"", "WF1409")]
    [InlineData("\"xx-nowhere\"", "WF1409")]
    [InlineData("\"\"", "WF1409")]
    [InlineData("5", "WF1005")]
    public void Compile_UnknownLocale_IsRefused(string locale, string code)
    {
        var error = Assert.Single(ShopSchema.Compiler.Compile(
            $$$"""{"name":"x","locale":{{{locale}}},"trigger_type":"order_placed","actions":[{"type":"write","config":{"title":"a"}}]}""").Diagnostics);

        Assert.Equal((code, "/locale"), (error.Code, error.Pointer));
    }

    private static PlannedAction Planned(string setting, JsonNode? value) => Plan(Definition(setting, value));

    private static PlannedAction Plan(string definition)
    {
        var result = ShopSchema.Compiler.Compile(definition);
        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        return Assert.Single(result.Workflow.Plan(ShopSchema.Example, ShopSchema.Now));
    }

    private static string Definition(string setting, JsonNode? value)
    {
        var config = new JsonObject { ["title"] = "t" };
        config[setting] = value;
        return new JsonObject
        {
            ["name"] = "x", ["trigger_type"] = "order_placed", ["actions"] = new JsonArray(new JsonObject { ["type"] = "write", ["config"] = config }),
        }.ToJsonString();
    }
}
