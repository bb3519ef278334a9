namespace Alforis.Workflows.Engine.Tests.Templates;

/// <summary>Template ⇶ text, one row for each construct. Expected texts follow Scriban's language reference.</summary>
public sealed class LanguageTests
{
    [Theory]
    [InlineData("{{ name }}", "Été & <Fils>")]
    [InlineData("{{order.name}}/{{ order?.name }}", "Été & <Fils>/Été & <Fils>")]
    [InlineData("a { b } }} {{ id }}", "a { b } }} 7")]
    [InlineData("{{ note }}{{ gift.maker.name }}", "")]
    [InlineData("{{ tags }}; {{ numbers }}", "b, a, b; 10, 2, 6")]
    [InlineData("{{ paid }} {{ day }} {{ placed }} {{ ratio }}", "true 2016-01-05 2013-09-12T22:49:27+02:00 0.1")]
    [InlineData("{{ today }} {{ now }}", "2026-04-01 2026-04-01T00:30:00+02:00")]
    [InlineData("{{ payload.object }} {{ payload.list }} {{ payload.items.sku }}", "{\"a\":1} [3,1,2] ")]
    [InlineData("{{ payload.huge }}", "1e400")]
    [InlineData("{{ tags.size }} {{ name.size }} {{ day.year }}-{{ day.month }}-{{ day.day }} {{ day.day_of_year }} {{ placed.hour }}:{{ placed.minute }}:{{ placed.second }}", "3 12 2016-1-5 5 22:49:27")]
    public void Render_Path_IsWrittenAsText(string template, string text) => Assert.Equal(text, ShopSchema.Render(template));

    [Theory]
    [InlineData("{{ 100 }} {{ 1.0e3 }} {{ 1.50 }} {{ true }} {{ false }} {{ null }}", "100 1000 1.5 true false ")]
    [InlineData("{{ \"a\" }}{{ 'b' }}{{ `c\\d``e` }}", "abc\\d`e")]
    [InlineData("{{ \"\\\"\\'\\\\|\\u00e9\\x41\" }}", "\"'\\|éA")]
    [InlineData("{{ '\\n\\t\\r\\b\\f' }}", "\n\t\r\b\f")]
    [InlineData("{{ \"{{ }}\" }}", "{{ }}")]
    [InlineData("{%{Hello {{ name }}}%}", "Hello {{ name }}")]
    [InlineData("{%%{This is an escaped block: }%} here}%%}", "This is an escaped block: }%} here")]
    [InlineData("{% 5 %} {%} {%", "{% 5 %} {%} {%")]
    [InlineData("{%{{% if a %}}%} {{ '{% if %}' }}", "{% if a %} {% if %}")]
    [InlineData("a{{ # a comment }}b{{ name # another }}", "abÉté & <Fils>")]
    [InlineData("a{{ ## This\nis a multi\nline\ncomment ## }}b", "ab")]
    [InlineData("{{ ## a ## id ## b ## }}", "7")]
    public void Render_LiteralsEscapesAndComments_AsScribanHasThem(string template, string text) => Assert.Equal(text, ShopSchema.Render(template));

    [Theory]
    [InlineData("<  \n\t {{- id }}>", "<7>")]
    [InlineData("<{{ id -}} \n  > text", "<7> text")]
    [InlineData("<\n{{- id -}} \n> text", "<7> text")]
    [InlineData("a\n  {{~ id ~}}  \n  b", "a\n7  b")]
    [InlineData("<ul>\n    {{~ for p in products ~}}\n    <li>{{ p.title }}</li>\n    {{~ end ~}}\n</ul>", "<ul>\n    <li>Orange</li>\n    <li>Banana</li>\n    <li>Apple</li>\n</ul>")]
    [InlineData("a {%{-  b  -}%} c", "a  b  c")]
    [InlineData("{{ -id }} {{-id}}", "-77")]
    public void Render_WhitespaceControl_RemovesWhatScribanRemoves(string template, string text) =>
        Assert.Equal(text, ShopSchema.Render(template));

    [Theory]
    [InlineData("{{ note ?? \"—\" }} {{ name ?? \"—\" }} {{ rebate ?? 0 }} {{ note ?? due ?? 'x' }}", "— Été & <Fils> 0 x")]
    [InlineData("{{ 1 + 2 * 3 }} {{ (1 + 2) * 3 }} {{ 7 / 2 }} {{ 7 % 4 }} {{ 2 - 5 }} {{ -id + 1 }}", "7 9 3.5 3 -3 -6")]
    [InlineData("{{ amount * 2 }} {{ amount - 0.5 }} {{ count / 2 }} {{ 6 / 3 }} {{ ratio * 2 }}", "2501 1250 1.5 2 0.2")]
    [InlineData("{{ rebate + 1 }}|{{ 1 - rebate }}|{{ rebate * rebate }}", "||")]
    [InlineData("{{ \"ab\" + \"c\" }} {{ \"n\" + id }} {{ 1 + 'x' + true }} {{ 'a' + note }}", "abc n7 1xtrue a")]
    [InlineData("{{ payload.number + 1 }} {{ payload.price * 2 }} {{ payload.text + '!' }} {{ payload.text + payload.number }}", "6 19.8 hello! hello5")]
    [InlineData("{{ 9223372036854775807 + 1 }} {{ 4611686018427387904 * 4 }}", "9223372036854775808 18446744073709551616")]
    public void Render_Computation_KeepsScribansPrecedences(string template, string text) => Assert.Equal(text, ShopSchema.Render(template));

    [Theory]
    [InlineData("id == 7", true)]
    [InlineData("id != 7.0", false)]
    [InlineData("id < 8 && id <= 7 && id > 6.5 && id >= 7", true)]
    [InlineData("stage == 'en_cours'", true)]
    [InlineData("stage != \"open\"", true)]
    [InlineData("name == 'été & <fils>'", false)]
    [InlineData("day < today", true)]
    [InlineData("placed >= now", false)]
    [InlineData("note == null", true)]
    [InlineData("name != null", true)]
    [InlineData("rebate < 5 || rebate >= 5", false)]
    [InlineData("gift.maker == null", true)]
    [InlineData("!paid", false)]
    [InlineData("!note", true)]
    [InlineData("0 && ''", true)]
    [InlineData("null || false", false)]
    [InlineData("paid == (id > 3)", true)]
    [InlineData("payload.number == 5", true)]
    [InlineData("payload.text == 5", false)]
    [InlineData("payload.number > 4", true)]
    [InlineData("payload.none == null", true)]
    [InlineData("note ?? paid", true)]
    [InlineData("1 + 1 == 2 && 2 < 3 == true", true)]
    [InlineData("false == false || paid && false", true)]
    public void Render_Condition_DecidesByScribansRules(string condition, bool holds)
    {
        Assert.Equal(holds ? "yes" : "no", ShopSchema.Render($"{{{{ if {condition} }}}}yes{{{{ else }}}}no{{{{ end }}}}"));
        Assert.Equal(holds ? "yes" : "no", ShopSchema.Render($"{{{{ ({condition}) ? 'yes' : 'no' }}}}"));
    }

    [Theory]
    [InlineData("{{ if note }}a{{ else if paid }}b{{ else }}c{{ end }}", "b")]
    [InlineData("{{ if note }}a{{ else if due }}b{{ end }}c", "c")]
    [InlineData("{{ if paid }}{{ if note }}a{{ else }}b{{ end }}c{{ end }}d", "bcd")]
    [InlineData("{{ if gift }}{{ gift.title }}{{ end }}", "Mug")]
    [InlineData("{{ paid ? note ? 1 : 2 : 3 }}", "2")]
    [InlineData("{{ (paid ? 'x' : 'y') | string.upcase }}", "X")]
    public void Render_Branches_TakeTheFirstThatHolds(string template, string text) => Assert.Equal(text, ShopSchema.Render(template));

    [Theory]
    [InlineData("{{ for t in tags }}[{{ t }}]{{ end }}", "[b][a][b]")]
    [InlineData("{{ for n in numbers }}{{ for.index }}:{{ n * 2 }}{{ if !for.last }}, {{ end }}{{ end }}", "0:20, 1:4, 2:12")]
    [InlineData("{{ for t in tags }}{{ for.rindex }}{{ for.first ? 'f' : '' }}{{ for.even ? 'e' : 'o' }}{{ for.odd }} {{ end }}", "2fefalse 1otrue 0efalse ")]
    [InlineData("{{ for p in products }}{{ p.title }} {{ p.price ?? '-' }} {{ p.maker.name ?? '?' }}{{ p.colours.size }};{{ end }}", "Orange 1.5 Jardin1;Banana 2 ?2;Apple - Verger0;")]
    [InlineData("{{ for p in products }}{{ for c in p.colours }}{{ p.title }}/{{ c }}{{ for.index }} {{ end }}{{ for.index }} {{ end }}", "Orange/orange0 0 Banana/yellow0 Banana/green1 1 2 ")]
    [InlineData("{{ for p in products }}{{ p.extra.origin.country }}{{ end }}", "ES")]
    [InlineData("{{ for i in payload.items }}{{ i.sku }}×{{ i.qty }}{{ for t in i.tags }}({{ t }}){{ end }} {{ end }}", "A1×2 B2×1(x)(y) ")]
    [InlineData("{{ for x in payload.none }}a{{ end }}{{ for x in no_products }}b{{ end }}{{ for x in payload.text }}{{ x }}{{ end }}", "hello")]
    [InlineData("{{ for name in tags }}{{ name }}{{ end }}{{ name }}", "babÉté & <Fils>")]
    [InlineData("{{ for t in tags | array.uniq | array.sort }}{{ t }}{{ end }}", "ab")]
    [InlineData("{{ for word in \"Hi, how are you today?\" | string.split ' ' ~}}\n{{ word }}\n{{ end ~}}", "Hi,\nhow\nare\nyou\ntoday?\n")]
    [InlineData("{{ for x in ['one', 'two'] }}{{ x }} {{ end }}", "one two ")]
    public void Render_Loop_RunsOverListsOfEveryKind(string template, string text) => Assert.Equal(text, ShopSchema.Render(template));
}
