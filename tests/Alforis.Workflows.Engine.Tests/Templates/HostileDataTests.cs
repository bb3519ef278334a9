using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Templates;

/// <summary>Friendly templates over data that somebody made to hurt.</summary>
public sealed class HostileDataTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("<script>")]
    [InlineData("<style ")]
    [InlineData("<!--")]
    [InlineData("<")]
    [InlineData("<a>")]
    [InlineData("<script></scrip")]
    public void Render_TagsThatAreNeverClosed_AreStrippedInLinearTime(string repeated)
    {
        var shop = new Shop { Order = new Order { Note = Repeat(repeated, 1_000_000 / repeated.Length) } };
        var clock = Stopwatch.StartNew();

        var rendered = ShopSchema.Compile("{{ note | html.strip | string.size }}").Render(shop, ShopSchema.Now);

        Assert.True(rendered.Succeeded);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Bound);
    }

    [Theory]
    [InlineData("a<b>c</b>d", "acd")]
    [InlineData("a<SCRIPT x>b<i></Script>c", "ac")]
    [InlineData("a<style>b</style\n>c", "abc")]
    [InlineData("a<!-- <b> -->c<!-- d", "ac<!-- d")]
    [InlineData("a<!-- b > c", "a c")]
    [InlineData("<script>a<script>b</script>c<script>d", "cd")]
    [InlineData("1 < 2", "1 < 2")]
    [InlineData("<<a>>", ">")]
    [InlineData("<", "<")]
    public void Render_HtmlStrip_TakesTagsOut(string html, string text)
    {
        var shop = new Shop { Order = new Order { Note = html } };

        Assert.Equal(text, ShopSchema.Compile("{{ note | html.strip }}").Render(shop, ShopSchema.Now).Text);
    }

    [Theory]
    [InlineData("string.contains name")]
    [InlineData("string.replace name 'x' | string.size")]
    [InlineData("string.replace_first name 'x' | string.size")]
    [InlineData("string.remove name | string.size")]
    [InlineData("string.remove_first name | string.size")]
    [InlineData("string.remove_last name | string.size")]
    [InlineData("string.split name | array.size")]
    public void Render_SearchForAPartMadeForTheText_IsBounded(string function)
    {
        var half = Repeat("ab", 120_000);
        var shop = new Shop { Order = new Order { Note = half + half + half + half, Name = half + "ca" + half } };
        var template = ShopSchema.Compile(Repeat($"{{{{ note | {function} }}}}", 100));
        var clock = Stopwatch.StartNew();

        var rendered = template.Render(shop, ShopSchema.Now);

        Assert.True(rendered.Text is null ^ rendered.Problem is null);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Bound);
    }

    [Theory]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    [InlineData("ps-AF")]
    [InlineData("uz-Arab-AF")]
    [InlineData("th-TH")]
    [InlineData("he-IL")]
    [InlineData("fr-FR")]
    public void Render_DateOfAnyYearInAnyCulture_IsWritten(string culture)
    {
        var template = ShopSchema.Compile($$$"""{{ day | date.to_string "%x %X %c %a %A %b %B %v" "{{{culture}}}" }}""");

        foreach (var day in new[] { DateOnly.MinValue, new DateOnly(621, 1, 1), new DateOnly(1899, 12, 31), new DateOnly(2078, 1, 1), DateOnly.MaxValue })
        {
            Assert.Null(template.Render(new Shop { Order = new Order { Day = day } }, ShopSchema.Now).Problem);
        }
    }

    [Theory]
    [InlineData("ar-SA", "يناير")]
    [InlineData("fa-IR", "ژانویه")]
    [InlineData("fr-FR", "janvier")]
    public void Render_MonthInCultureWithAnotherCalendar_IsTheGregorianOne(string culture, string january)
    {
        var text = ShopSchema.Render($$$"""{{ day | date.to_string "%B %Y" "{{{culture}}}" }}""");

        Assert.Equal(january + " 2016", text);
    }

    [Theory]
    [InlineData(64, null)]
    [InlineData(65, "'extra' brings JSON that is nested more than 64 deep.")]
    [InlineData(1_000, "'extra' brings JSON that is nested more than 64 deep.")]
    public void Plan_FreeJsonNestedDeep_HasAProblemBeyondTheLimit(int depth, string? problem)
    {
        var workflow = Written.Compile(Written.Definition(actions: """{"type":"create_task","config":{"title":"a","extra":"{{ webhook }}"}}"""));

        var planned = Assert.Single(workflow.Plan(new Scope { Item = new Item(), Payload = Nested(depth) }, TestSchema.Now));

        Assert.Equal(problem, planned.Problem);
        using var _ = JsonDocument.Parse(planned.Settings.ToJsonString(), new JsonDocumentOptions { MaxDepth = 100 });
    }

    [Fact]
    public void Plan_FreeJsonWithMembersTwiceAndHalfSurrogates_CanBeReadAndWritten()
    {
        var workflow = Written.Compile(Written.Definition(actions: """{"type":"create_task","config":{"title":"a","extra":"{{ webhook }}"}}"""));
        var payload = JsonElement.Parse("""{"a":1,"a":[1.50,2e400,"\ud800"],"\udc00":null}""", new JsonDocumentOptions { AllowDuplicateProperties = true });

        var extra = Assert.Single(workflow.Plan(new Scope { Item = new Item(), Payload = payload }, TestSchema.Now)).Settings["extra"]!.AsObject();

        Assert.Equal(["a", "\\udc00"], extra.Select(m => m.Key));
        Assert.Equal("\"\\ud800\"", (string)extra["a"]![2]!);
        Assert.Equal("[1.50,2e400]", extra["a"]!.ToJsonString().Split(",\"")[0] + "]");
    }

    private static JsonElement Nested(int depth) =>
        JsonElement.Parse(new string('[', depth) + new string(']', depth), new JsonDocumentOptions { MaxDepth = depth });

    private static string Repeat(string text, int times) => new StringBuilder().Insert(0, text, times).ToString();
}
