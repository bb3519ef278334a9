using System.Text.Json;

namespace Alforis.Workflows.Engine.Tests.Templates;

/// <summary>Mistakes in templates: code, the character pointed at (marked by ▸), and what the cure says.</summary>
public sealed class TemplateDiagnosticTests
{
    [Theory]
    [InlineData("{{ ▸nme }}", "WF1402", "'name'")]
    [InlineData("a {{ order.▸amuont }}", "WF1402", "'amount'")]
    [InlineData("é😀 {{ ▸nme }}", "WF1402", "'name'")]
    [InlineData("{{ name | ▸string.upcas }}", "WF1404", "'string.upcase'")]
    [InlineData("{{ name | ▸upcase }}", "WF1404", "'string.upcase'")]
    [InlineData("{{ name | ▸truncate 5 }}", "WF1404", "'string.truncate'")]
    [InlineData("{{ name | ▸html.raw }}", "WF1404", "always escaped")]
    [InlineData("{{ tags | ▸array.filter 'a' }}", "WF1404", "'if'")]
    [InlineData("{{ name | ▸text.upper }}", "WF1404", "string")]
    [InlineData("{{ name | ▸string.truncate }}", "WF1405", "text | string.truncate length [ellipsis]")]
    [InlineData("{{ name | ▸string.upcase 1 }}", "WF1405", "text | string.upcase")]
    [InlineData("{{ ▸string.upcase }}", "WF1405", "text | string.upcase")]
    [InlineData("{{ name | string.truncate ▸'x' }}", "WF1403", "to_double")]
    [InlineData("{{ ▸name | math.round }}", "WF1403", "to_double")]
    [InlineData("{{ ▸tags | string.upcase }}", "WF1403", "array.join")]
    [InlineData("{{ ▸name | array.size }}", "WF1403", "string.split")]
    [InlineData("{{ ▸name | date.to_string '%d' }}", "WF1403", "date.parse")]
    [InlineData("{{ ▸products | array.join ',' }}", "WF1403", "array.map")]
    [InlineData("{{ amount | math.format ▸name }}", "WF1403", "saved")]
    [InlineData("{{ amount | math.format ▸'Q2' }}", "WF1408", "N2")]
    [InlineData("{{ amount | math.format ▸'N999999999' }}", "WF1408", "N2")]
    [InlineData("{{ amount | math.format 'N2' ▸'xx-nowhere' }}", "WF1408", "fr-FR")]
    [InlineData("{{ day | date.to_string ▸'%d %q' }}", "WF1408", "%d/%m/%Y")]
    [InlineData("{{ day | date.to_string ▸'dd/MM/yyyy' }}", "WF1408", "%d/%m/%Y")]
    [InlineData("{{ date.parse name ▸'%j' }}", "WF1408", "%d/%m/%Y")]
    [InlineData("{{ products | array.map ▸'titel' }}", "WF1402", "'title'")]
    [InlineData("{{ name ▸* 2 }}", "WF1403", "to_double")]
    [InlineData("{{ day ▸+ 7 }}", "WF1403", "date.add_days")]
    [InlineData("{{ name ▸== 5 }}", "WF1403", null)]
    [InlineData("{{ day ▸== '2026-01-01' }}", "WF1403", "today")]
    [InlineData("{{ day ▸< now }}", "WF1403", "today")]
    [InlineData("{{ name ▸< 'x' }}", "WF1403", null)]
    [InlineData("{{ (rebate ?? 'none') ▸* 2 }}", "WF1403", "'??'")]
    [InlineData("{{ tags ▸+ 'x' }}", "WF1403", "array.join")]
    [InlineData("{{ ▸-name }}", "WF1403", null)]
    [InlineData("{{ if stage == ▸'EN COURS' }}{{ end }}", "WF1205", "'en_cours'")]
    [InlineData("{{ if stage == ▸'proposition' }}{{ end }}", "WF1205", "open, en_cours, closed")]
    [InlineData("{{ ▸gift }}", "WF1403", "'gift.title'")]
    [InlineData("{{ ▸products }}", "WF1403", "loop")]
    [InlineData("{{ for x in ▸name }}{{ end }}", "WF1403", "string.split")]
    [InlineData("{{ for x in ▸gift }}{{ end }}", "WF1403", null)]
    [InlineData("{{ for p in products }}{{ ▸p.titel }}{{ end }}", "WF1402", "'title'")]
    [InlineData("{{ for p in products }}{{ ▸for.indx }}{{ end }}", "WF1402", "'index'")]
    [InlineData("{{ for product in products }}{{ ▸prodct.title }}{{ end }}", "WF1402", "product")]
    [InlineData("{{ ▸for.index }}", "WF1402", null)]
    [InlineData("{{ for p in products }}{{ end }}{{ ▸p.title }}", "WF1402", null)]
    [InlineData("{{ ▸if paid }}a", "WF1406", "{{ end }}")]
    [InlineData("{{ ▸for t in tags }}a{{ if paid }}{{ end }}", "WF1406", "{{ end }}")]
    [InlineData("a{{ ▸end }}", "WF1406", "Remove")]
    [InlineData("a{{ ▸else }}", "WF1406", "if")]
    [InlineData("{{ for t in tags }}{{ ▸else }}{{ end }}", "WF1406", "if")]
    [InlineData("{{ if paid }}{{ else }}{{ ▸else }}{{ end }}", "WF1406", "end")]
    [InlineData("{{ if paid }}{{ end ▸if }}", "WF1401", null)]
    [InlineData("{{ name ▸= 5 }}", "WF1407", "'=='")]
    [InlineData("{{ if paid▸; name; end }}", "WF1407", "braces")]
    [InlineData("{{ ▸while paid }}{{ end }}", "WF1407", "for x in list")]
    [InlineData("{{ ▸case stage }}{{ end }}", "WF1407", "else if")]
    [InlineData("{{ ▸include 'x' }}", "WF1407", null)]
    [InlineData("{{ tags▸[0] }}", "WF1407", "array.first")]
    [InlineData("{{ for x in 1▸..5 }}{{ end }}", "WF1407", "list")]
    [InlineData("{{ name\n▸id }}", "WF1407", null)]
    [InlineData("{{ name | string.slice 1 ▸length: 3 }}", "WF1407", null)]
    [InlineData("a ▸{% if paid %}", "WF1407", "'{{ if … }}'")]
    [InlineData("{{ name }}▸{%- elsif paid -%}", "WF1407", "'{{ else if … }}'")]
    [InlineData("▸{%~ elif paid %}", "WF1407", "'{{ else if … }}'")]
    [InlineData("▸{%else%}", "WF1407", "'{{ else }}'")]
    [InlineData("▸{% endif %}", "WF1407", "'{{ end }}'")]
    [InlineData("▸{% endfor %}", "WF1407", "'{{ end }}'")]
    [InlineData("▸{% for t in tags %}", "WF1407", "'{{ for x in list }}'")]
    [InlineData("▸{% unless paid %}", "WF1407", "'{{ if !(…) }}'")]
    [InlineData("▸{% assign x = 1 %}", "WF1407", "kept")]
    [InlineData("▸{% case stage %}", "WF1407", "else if")]
    [InlineData("▸{%+ raw %}", "WF1407", "'{%{ … }%}'")]
    [InlineData("▸{%\n  load i18n %}", "WF1407", "'{{' and '}}'")]
    [InlineData("▸{% if never closed", "WF1407", "'{{ if … }}'")]
    [InlineData("{{ name | string.size ▸+ 1 }}", "WF1401", "parentheses")]
    [InlineData("{{ paid ? 1 : 2 ▸| math.round }}", "WF1401", "parentheses")]
    [InlineData("{{▸ }}", "WF1401", "path")]
    [InlineData("▸{{ name", "WF1401", "}}")]
    [InlineData("{{ ▸'name }}", "WF1401", "'")]
    [InlineData("{{ '▸\\q' }}", "WF1401", "\\\\")]
    [InlineData("{{ ▸'\\ud800' }}", "WF1401", "both")]
    [InlineData("{{ '▸\\u0000' }}", "WF1401", "Remove")]
    [InlineData("▸{%{ name }}", "WF1401", "}%}")]
    [InlineData("{{ 1 + ▸}}", "WF1401", "path")]
    [InlineData("{{ (1 + 2 ▸}}", "WF1401", null)]
    [InlineData("{{ ▸5x }}", "WF1401", "digits")]
    [InlineData("{{ ▸99999999999999999999999999999999 }}", "WF1401", null)]
    [InlineData("{{ name ▸\u20ac }}", "WF1401", "'\u20ac'")]
    [InlineData("{{ note ?? ▸— }}", "WF1401", "in quotes: '—'")]
    [InlineData("{{ note ?? ▸“—” }}", "WF1401", "straight quotes")]
    [InlineData("{{ name ▸\\ }}", "WF1401", null)]
    [InlineData("{{ amount | math.format ▸N2 }}", "WF1403", "math.format 'N2'")]
    [InlineData("{{ amount | math.format ▸C 'fr-FR' }}", "WF1403", "math.format 'C'")]
    [InlineData("{{ order.▸5 }}", "WF1401", null)]
    public void Compile_OneMistake_IsReportedAtItsCharacterWithACure(string marked, string code, string? cure)
    {
        // A path is pointed at where it begins.
        var at = marked.IndexOf('▸', StringComparison.Ordinal);
        var template = marked.Remove(at, 1);
        if (template[..at].EndsWith("order.", StringComparison.Ordinal) && code == "WF1402") at -= "order.".Length;

        var error = Assert.Single(ShopSchema.Compiler.CompileTemplate(template).Diagnostics);

        var line = template[..at].Count(c => c == '\n');
        Assert.Equal((code, line + 1, at - template[..at].LastIndexOf('\n')), (error.Code, error.Line, error.Column));
        Assert.False(string.IsNullOrWhiteSpace(error.Message));
        if (cure is not null) Assert.Contains(cure, error.Suggestion, StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_SeveralMistakes_AreAllReported()
    {
        var result = ShopSchema.Compiler.CompileTemplate("{{ nme }} {{ name | upcase }}\n{{ if amuont > 'x' }}{{ payload | string.size 5 }}{{ end }} {{ 1 + }}");

        Assert.Equal(["1:4 WF1402", "1:21 WF1404", "2:7 WF1402", "2:35 WF1405", "2:68 WF1401"], result.Diagnostics.Select(d => $"{d.Line}:{d.Column} {d.Code}"));
        Assert.Null(result.Template);
    }

    [Theory]
    [InlineData("\\n{{ nme }}")]
    [InlineData("\\u00e9\\ud83d\\ude00 {{ nme }}")]
    [InlineData("é😀\\\"\\\\ {{ nme }}")]
    public void Compile_MistakeBehindEscapes_PointsAtTheCharacterInTheText(string json)
    {
        var definition = """{"name":"x","trigger_type":"order_placed","actions":[{"type":"write","config":{"title":"TEXT"}}]}""".Replace("TEXT", json, StringComparison.Ordinal);

        var error = Assert.Single(ShopSchema.Compiler.Compile(definition).Diagnostics);

        Assert.Equal((1, definition.IndexOf("nme", StringComparison.Ordinal) + 1), (error.Line, error.Column));
        Assert.NotNull(JsonDocument.Parse(definition));
    }

    [Fact]
    public void CompileTemplate_UnknownTriggerOrEntity_IsTheProgrammersMistake()
    {
        Assert.Throws<ArgumentException>(() => ShopSchema.Compiler.CompileTemplate("", new() { Trigger = "never" }));
        Assert.Throws<ArgumentException>(() => ShopSchema.Compiler.CompileTemplate("", new() { Entity = "never" }));
        Assert.Throws<ArgumentNullException>(() => ShopSchema.Compiler.CompileTemplate(null!));
    }
}
