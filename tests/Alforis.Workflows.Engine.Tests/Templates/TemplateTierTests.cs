using System.Diagnostics;
using System.Globalization;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Schema;
using FsCheck;
using FsCheck.Fluent;

namespace Alforis.Workflows.Engine.Tests.Templates;

/// <summary>Templates with code of their own make the same texts, and fail alike, as those that are walked.</summary>
public sealed class TemplateTierTests
{
    private const int Cases = 1_500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly WorkflowCompiler<Shop> Walking = new(ShopSchema.Schema, new WorkflowCompilerOptions { MaxHot = 0 });
    private static readonly WorkflowCompiler<Shop> Fusing = new(ShopSchema.Schema, new WorkflowCompilerOptions { HotAfter = 0, MaxHot = int.MaxValue });

    private static readonly ObjectVocabulary Product = new([".title", ".maker.name"], [".price", ".maker.founded"], []);

    private static readonly TemplateVocabulary Vocabulary = new(
        ["name", "note", "stage", "gift.title", "gift.maker.name", "payload.text", "payload.html"], ["id", "amount", "rebate", "ratio", "count", "gift.price", "payload.number"],
        ["paid", "payload.yes"], ["day", "due", "placed"], ["tags", "numbers", "payload", "payload.items"],
        [("tags", 't'), ("numbers", 'n'), ("payload.list", 'n'), ("['a', 'b']", 't'), ("gift.colours", 't')], [("products", Product), ("no_products", Product)]);

    private static readonly Shop[] Shops =
    [
        ShopSchema.Example, new Shop(), new Shop { Order = new Order() },
        new Shop
        {
            Order = new Order
            {
                Name = new string('n', 40_000), Note = "a\u0085b\r\n<c>&", Rebate = -0.005m, Amount = decimal.MinValue, Ratio = double.NaN, Due = DateOnly.MaxValue,
                Placed = DateTimeOffset.MinValue, Tags = [.. Enumerable.Repeat("t\"", 60)], Numbers = [.. Enumerable.Range(-30, 60)],
            },
            Products = [.. Enumerable.Repeat(ShopSchema.Example.Products[0], 60), null!],
            Payload = ShopSchema.Example.Payload,
        },
    ];

    [Fact]
    public void Render_RandomTemplates_InBothTiersAlike()
    {
        var (texts, problems, refused) = (0, 0, 0);
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var template = new RandomTemplates(random, Vocabulary).Next();
            var options = new TemplateOptions { Destination = (SettingDestination)random.Next(5) };
            if (Walking.CompileTemplate(template, options).Template is not { } walked)
            {
                refused++;
                return;
            }

            var fused = Fusing.CompileTemplate(template, options).Template!;
            Assert.False(walked.IsHot);
            Assert.Equal(template.Contains("{{", StringComparison.Ordinal), fused.IsHot);
            foreach (var shop in Shops)
            {
                var (expected, actual) = (walked.Render(shop, ShopSchema.Now), fused.Render(shop, ShopSchema.Now));
                Assert.True(expected == actual, $"Seed {seed}, {options.Destination}: '{expected}', with its own code '{actual}'\n{template}");
                if (expected.Succeeded) texts++;
                else problems++;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));

        Assert.True(refused < Cases / 2, $"{refused} templates were refused: the property says little.");
        Assert.True(texts > Cases, $"Only {texts} texts.");
        Assert.True(problems > Cases / 50, $"Only {problems} problems.");
    }

    [Theory]
    [InlineData("{{ for a in tags }}{{ for b in tags }}{{ a }}{{ end }}{{ end }}", 101, "turn at most")]
    [InlineData("{{ for a in tags }}{{ for b in tags }}{{ end }}{{ end }}", 99, null)]
    [InlineData("{{ for a in tags }}{{ name }}{{ end }}", 3, null)]
    [InlineData("{{ for a in tags }}{{ name }}{{ end }}", 4, "characters")]
    [InlineData("{{ for a in tags }}{{ if name == note }}x{{ end }}{{ end }}", 100, "too long to compute")]
    [InlineData("{{ for a in tags }}{{ if name }}x{{ end }}{{ end }}", 150, "too long to compute")]
    [InlineData("{{ for a in tags }}{{ note ?? name | string.size }}{{ end }}", 60, "too long to compute")]
    public void Render_AtItsLimits_FailsInBothTiersAlike(string template, int tags, string? problem)
    {
        var shop = new Shop { Order = new Order { Name = new string('n', 300_000), Note = new string('n', 300_000), Tags = [.. Enumerable.Repeat("t", tags)] } };

        var walked = Walking.CompileTemplate(template).Template!.Render(shop, ShopSchema.Now);
        var fused = Fusing.CompileTemplate(template).Template!.Render(shop, ShopSchema.Now);

        Assert.Equal(walked, fused);
        if (problem is null) Assert.Null(fused.Problem);
        else Assert.Contains(problem, fused.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_Often_GetsCodeOfItsOwn()
    {
        var template = new WorkflowCompiler<Shop>(ShopSchema.Schema, new WorkflowCompilerOptions { HotAfter = 100 }).CompileTemplate("{{ name }}!").Template!;
        for (var i = 0; i < 100; i++) Assert.Equal("Été & <Fils>!", template.Render(ShopSchema.Example, ShopSchema.Now).Text);
        Assert.False(template.IsHot);

        var start = Stopwatch.GetTimestamp();
        while (!template.IsHot)
        {
            Assert.Equal("Été & <Fils>!", template.Render(ShopSchema.Example, ShopSchema.Now).Text);
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, "It did not come to be in time.");
            await Task.Yield();
        }

        Assert.Equal("Été & <Fils>!", template.Render(ShopSchema.Example, ShopSchema.Now).Text);
    }

    [Fact]
    public void Compile_MoreHotTemplatesThanAllowed_LeavesTheOthersWalked()
    {
        var compiler = new WorkflowCompiler<Shop>(ShopSchema.Schema, new WorkflowCompilerOptions { HotAfter = 0, MaxHot = 3 });

        var templates = Enumerable.Range(0, 10).Select(i => compiler.CompileTemplate($"{{{{ name }}}} {i}").Template!).ToList();

        Assert.Equal(3, templates.Count(t => t.IsHot));
        for (var i = 0; i < 10; i++) Assert.Equal($"Été & <Fils> {i}", templates[i].Render(ShopSchema.Example, ShopSchema.Now).Text);
    }

    [Fact]
    public void Compile_TemplateThatIsVeryLong_StaysWalked()
    {
        var template = Fusing.CompileTemplate(string.Concat(Enumerable.Repeat("{{ name }} ", 900))).Template!;

        Assert.False(template.IsHot);
        Assert.Equal(900 * 13, template.Render(ShopSchema.Example, ShopSchema.Now).Text!.Length);
    }

    [Theory]
    [InlineData("{{ name }}, {{ amount | math.format 'N2' }}, {{ day | date.to_string '%d/%m/%Y' }}, {{ note ?? 'rien' }}, {{ count }}, {{ paid }}, {{ day }}")]
    [InlineData("{{ if paid && amount > 100 }}{{ name }}{{ else }}rien{{ end }}")]
    [InlineData("{{ for p in products }}{{ p.title }}: {{ p.price ?? '-' }}{{ if !for.last }}, {{ end }}{{ end }}")]
    public void Render_InEitherTier_AllocatesNothingButTheText(string text)
    {
        foreach (var compiler in new[] { Walking, Fusing })
        {
            var template = compiler.CompileTemplate(text).Template!;
            var length = template.Render(ShopSchema.Example, ShopSchema.Now).Text!.Length;
            // What the runtime makes once for this thread on the way can only add, and to a few rounds: the least is the template's own.
            var least = Enumerable.Range(0, 5).Min(_ => AllocatedByThousand(template));

            // A text is 22 bytes and 2 for each character, rounded up to 8.
            Assert.Equal(1_000 * ((22 + (2 * length) + 7) / 8 * 8), least);
        }

        static long AllocatedByThousand(CompiledTemplate<Shop> template)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1_000; i++) template.Render(ShopSchema.Example, ShopSchema.Now);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void Render_ContextThatThrows_LeavesTheThreadAsItWas()
    {
        var schema = WorkflowSchema.For<Faulty>(s => s.Trigger("t", t => t.View(c => c.Order)).Action<LetterSettings>("write"));
        var template = new WorkflowCompiler<Faulty>(schema).CompileTemplate("a{{ name }}").Template!;

        Assert.Throws<InvalidOperationException>(() => template.Render(new Faulty(), ShopSchema.Now));

        Assert.Equal("Été & <Fils>", ShopSchema.Render("{{ name }}"));
    }

    [Fact]
    public void Render_ContextThatRendersAnotherTemplate_KeepsBothApart()
    {
        var schema = WorkflowSchema.For<Nested>(s => s.Trigger("t", t => t.View(c => c.Inner)).Action<LetterSettings>("write"));
        var template = new WorkflowCompiler<Nested>(schema).CompileTemplate("a{{ text }}b{{ text }}").Template!;

        Assert.Equal("a<7>b<7>", template.Render(new Nested(), ShopSchema.Now).Text);
        Assert.Equal("a<7>b<7>", template.Render(new Nested(), ShopSchema.Now).Text);
    }

    private sealed class Faulty
    {
        public FaultyOrder Order { get; } = new();
    }

    private sealed class FaultyOrder
    {
        private readonly bool isBroken = true;

        public string Name => isBroken ? throw new InvalidOperationException("The context is broken.") : "";
    }

    private sealed class Nested
    {
        public NestedInner Inner { get; } = new();
    }

    private sealed class NestedInner
    {
        private readonly string template = "<{{ id }}>";

        public string Text => ShopSchema.Compile(template).Render(ShopSchema.Example, ShopSchema.Now).Text!.ToString(CultureInfo.InvariantCulture);
    }
}
