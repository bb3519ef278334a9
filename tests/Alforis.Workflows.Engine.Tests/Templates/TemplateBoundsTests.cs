using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Parsing;
using Alforis.Workflows.Engine.Templates;

namespace Alforis.Workflows.Engine.Tests.Templates;

/// <summary>Templates made to hurt: refused, or a problem, within bounded time and memory; nothing throws.</summary>
public sealed class TemplateBoundsTests
{
    /// <summary>The promise is a second; a busy machine gets some more.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);

    private static readonly Shop Large = new()
    {
        Order = new Order { Name = new string('n', 1_000_000), Note = new string('n', 1_000_000), Tags = [.. Enumerable.Repeat("t", 100_000)] },
        Payload = JsonElement.Parse($$"""{"text":"{{new string('x', 500_000)}}","list":[{{string.Join(',', Enumerable.Range(0, 50_000))}}]}"""),
    };

    public static TheoryData<string> Hostile { get; } = new()
    {
        Repeat("{{ name }}", 1_000),
        Repeat("{{ for a in tags }}", 20) + "x" + Repeat("{{ end }}", 20),
        "{{ for a in tags }}{{ for b in tags }}{{ if a == b }}x{{ end }}{{ end }}{{ end }}",
        Repeat("{{ for a in payload.list }}{{ end }}", 500),
        Repeat("{{ if name == note }}x{{ end }}", 500),
        Repeat("{{ if payload.text == 'x' }}x{{ end }}", 500),
        Repeat("{{ if payload.list == payload.list }}x{{ end }}", 500),
        Repeat("{{ name | string.upcase | string.size }}", 1_000),
        "{{ name" + Repeat(" | string.upcase", 70) + " | string.size }}",
        "{{ '" + new string('a', 1_000) + "'" + Repeat(" | string.replace 'a' 'aa'", 40) + " }}",
        "{{ 'a'" + Repeat(" | string.pad_left 1000000 | string.size", 30) + " }}",
        "{{ ''" + Repeat(" + name", 140) + " }}",
        "{{ 'x' | string.pad_left 2000000000 }}",
        "{{ 9" + Repeat(" * 999999999999", 100) + " }}",
        Repeat("{{ payload.list | array.sort | array.uniq | array.reverse | array.size }}", 500),
        Repeat("{{ payload.text | html.strip | string.size }}", 500),
        Repeat("{{ name | html.escape | html.escape | string.size }}", 500),
        "{{ name | string.split 'n' | array.size }}",
        "{{ tags | array.join name }}",
        "{{ amount | math.format 'N99' }}",
        Repeat("{{ name | string.truncate 100000 | html.url_encode | string.size }}", 500),
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Render_HostileTemplate_IsBounded(string template)
    {
        var compiled = ShopSchema.Compile(template);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();

        var rendered = compiled.Render(Large, ShopSchema.Now);

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, Bound);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000_000);
        Assert.True(rendered.Text is null ^ rendered.Problem is null);
        Assert.InRange(rendered.Text?.Length ?? 0, 0, RenderLimits.MaxPlanLength);
    }

    /// <summary>What each begins without an end made the search for ends begin anew: minutes for a megabyte.</summary>
    [Theory]
    [InlineData("<script>")]
    [InlineData("<STYLE >")]
    [InlineData("<!-- >")]
    [InlineData("<")]
    [InlineData("<script></style>")]
    public void Render_TagsThatNeverEnd_AreStrippedInTime(string tag)
    {
        var shop = new Shop { Order = new Order { Name = Repeat(tag, 1_000_000 / tag.Length) } };
        var template = ShopSchema.Compile("{{ name | html.strip | string.size }}");
        var started = Stopwatch.GetTimestamp();

        Assert.NotNull(template.Render(shop, ShopSchema.Now).Text);

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, Bound);
    }

    [Fact]
    public void Render_LargeJsonWrittenAtEveryTurn_IsBounded()
    {
        var shop = new Shop
        {
            Payload = JsonElement.Parse($$"""{"items":[{"a":"{{new string('x', 900_000)}}"}],"list":[{{string.Join(',', Enumerable.Range(0, 9_000))}}]}"""),
        };
        var template = ShopSchema.Compile("{{ for x in payload.items }}{{ for n in payload.list }}{{ if (x | string.size) == 0 }}a{{ end }}{{ end }}{{ end }}");
        var before = GC.GetAllocatedBytesForCurrentThread();

        var rendered = template.Render(shop, ShopSchema.Now);

        Assert.Equal("'template' takes too long to compute.", rendered.Problem);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000_000);
    }

    [Theory]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    [InlineData("fa-IR")]
    [InlineData("ckb-IR")]
    public void Render_CultureOfAnotherCalendar_WritesTheYearsThatThereAre(string culture)
    {
        foreach (var year in new[] { 1, 1800, 2026, 9999 })
        {
            var shop = new Shop { Order = new Order { Day = new DateOnly(year, 12, 31) } };

            Assert.NotNull(ShopSchema.Compile($$$"""{{ day | date.to_string "%a %A %b %B %x %X" "{{{culture}}}" }}""").Render(shop, ShopSchema.Now).Text);
            var written = ShopSchema.Compile($$$"""{{ (date.parse (day | date.to_string "%d %m %Y" "{{{culture}}}") "%d %m %Y" "{{{culture}}}") | date.to_string "%Y-%m-%d" }}""");
            if (year is 1800 or 2026) Assert.Equal($"{year}-12-31", written.Render(shop, ShopSchema.Now).Text);
        }
    }

    [Theory]
    [InlineData("{{", "}}")]
    [InlineData("{{(", ")}}")]
    [InlineData("{{ 1", "+1")]
    [InlineData("{{ !", "a")]
    [InlineData("{{ a", "|string.upcase")]
    [InlineData("{{ a ?", "b:")]
    [InlineData("{{ [", "[")]
    [InlineData("{%", "%{")]
    [InlineData("{{ #", "\n#")]
    [InlineData("{{ ##", "##")]
    [InlineData("{{ if paid }}", "{{ if paid }}")]
    [InlineData("{{ for x in tags }}", "{{ for x in tags }}")]
    [InlineData("{{ end }}", "{{ else }}")]
    [InlineData("{{ '", "\\")]
    [InlineData("{{ a", ".a")]
    [InlineData("{{ -", "~}}{{-")]
    [InlineData("{", "{%{}%}")]
    public void Compile_OneThingTenThousandTimes_IsAnsweredInBoundedTime(string start, string repeated)
    {
        foreach (var count in new[] { 990, 10_000, 100_000 })
        {
            var template = start + Repeat(repeated, count);
            if (template.Length > ParseLimits.MaxBytes) continue;
            var clock = Stopwatch.GetTimestamp();

            var result = ShopSchema.Compiler.CompileTemplate(template);

            Assert.InRange(Stopwatch.GetElapsedTime(clock), TimeSpan.Zero, Bound);
            Assert.True(result.Succeeded ^ !result.Diagnostics.IsEmpty);
            if (result.Succeeded) result.Template.Render(Large, ShopSchema.Now);
        }
    }

    [Fact]
    public void Compile_TenMegabytes_AreRefusedAtOnce()
    {
        var error = Assert.Single(ShopSchema.Compiler.CompileTemplate(new string('{', 10_000_000)).Diagnostics);

        Assert.Equal(("WF1007", 1, 1), (error.Code, error.Line, error.Column));
    }

    [Theory]
    [InlineData(TemplateLimits.MaxBlockDepth, true)]
    [InlineData(TemplateLimits.MaxBlockDepth + 1, false)]
    public void Compile_BlocksNested_UpToTheLimit(int depth, bool accepted)
    {
        var template = Repeat("{{ for x in ['a'] }}", depth) + "x" + Repeat("{{ end }}", depth);

        var result = ShopSchema.Compiler.CompileTemplate(template);

        Assert.Equal(accepted ? [] : ["WF1007"], result.Diagnostics.Select(d => d.Code));
        if (accepted) Assert.Equal("x", result.Template!.Render(ShopSchema.Example, ShopSchema.Now).Text);
    }

    [Fact]
    public void Render_LoopsBeyondTheirTurns_HaveAProblem()
    {
        var rendered = ShopSchema.Compile("{{ for t in tags }}x{{ end }}").Render(Large, ShopSchema.Now);

        Assert.Equal("'template' runs too long: the loops of a workflow turn at most 10000 times, all its actions together.", rendered.Problem);
    }

    [Fact]
    public void Render_AfterAProblem_StartsAnew()
    {
        var template = ShopSchema.Compile("{{ 1 / id }}");

        Assert.NotNull(template.Render(Large, ShopSchema.Now).Problem);
        Assert.StartsWith("0.14", template.Render(ShopSchema.Example, ShopSchema.Now).Text, StringComparison.Ordinal);
    }

    private static string Repeat(string text, int times) => new StringBuilder().Insert(0, text, times).ToString();
}
