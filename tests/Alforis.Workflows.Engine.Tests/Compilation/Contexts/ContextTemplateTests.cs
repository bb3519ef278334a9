using System.Text.Json;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Tests.Compilation.Naive;
using Alforis.Workflows.Engine.Tests.Model;
using Alforis.Workflows.Engine.Tests.Templates;
using FsCheck;
using FsCheck.Fluent;

namespace Alforis.Workflows.Engine.Tests.Compilation.Contexts;

/// <summary>One template makes one text over C# types, JSON and dictionaries, walked and with code of its own.</summary>
public sealed class ContextTemplateTests
{
    private const int Cases = 1_000;
    private const int ContextsPerCase = 3;

    private static readonly ObjectVocabulary Report = new([".email", ".address.city"], [".id", ".age"], []);
    private static readonly ObjectVocabulary Owner = new([".email", ".address.city", ".manager.email"], [".id", ".age", ".address.rent"], [(".reports", Report)]);

    /// <summary>Binary floating-point numbers are left out: JSON has decimal ones only, which print and compute exactly.</summary>
    private static readonly TemplateVocabulary Vocabulary = new(
        ["name", "note", "stage", "old_stage", "colour", "accent", "item.owner.email", "owner.address.city", "team.email", "previous.name", "trigger.by"],
        ["id", "count", "big", "level", "huge", "amount", "price", "item.owner.age", "team.address.rent", "previous.price"],
        ["active", "approved", "previous.active"], ["day", "due", "moment", "deadline", "created", "seen", "previous.day"],
        ["tags", "labels", "numbers", "trigger.fields", "webhook.a", "data.f", "webhook.e.a", "webhook.nothing",
            "contacts | array.map 'email'", "contacts | array.size", "(contacts | array.reverse) | array.map 'age'"],
        [("tags", 't'), ("labels", 't'), ("numbers", 'n'), ("trigger.fields", 't'), ("team.phones", 't')],
        [("contacts", Owner), ("(item.contacts | array.reverse)", Owner), ("(contacts | array.limit 1)", Owner), ("team.reports", Report)]);

    [Fact]
    public void Render_RandomTemplatesAndContexts_MakesOneTextInEveryFormAndTier()
    {
        var typed = new Tiers<Scope>(TestSchema.Schema);
        var json = new Tiers<JsonElement>(ContextSchema.OverJson());
        var dictionaries = new Tiers<IReadOnlyDictionary<string, object?>>(ContextSchema.OverDictionaries());
        var (compiled, texts) = (0, 0);
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var template = new RandomTemplates(random, Vocabulary).Next();
            var destination = (SettingDestination)random.Next(5);
            if (!typed.Compile(template, destination)) return;
            Assert.True(json.Compile(template, destination), $"Seed {seed}: refused over JSON.\n{template}\n{json.Problems}");
            Assert.True(dictionaries.Compile(template, destination), $"Seed {seed}: refused over dictionaries.\n{template}\n{dictionaries.Problems}");
            compiled++;
            var scopes = new RandomScope(random);
            foreach (var scope in Enumerable.Range(0, 1_000).Select(_ => scopes.Next()).Where(ContextForms.IsPortable).Take(ContextsPerCase))
            {
                var expected = typed.Render(scope);
                if (expected.Walked.Succeeded) texts++;
                var text = ContextForms.ToJson(scope);
                Assert.Equal(expected.Walked, expected.Fused);
                AssertAlike("JSON", json.Render(text));
                AssertAlike("dictionaries", dictionaries.Render(ContextForms.ToDictionary(scope, random)));

                void AssertAlike(string form, (RenderedText Walked, RenderedText Fused) actual)
                {
                    if (actual != expected) Assert.Fail($"Seed {seed}, {destination}: {expected.Walked}\nover {form} {actual}\n{template}\n{text.GetRawText()}");
                }
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithEndSize(Cases));

        Assert.True(compiled > Cases / 2, $"Only {compiled} templates compiled: the property says little.");
        Assert.True(texts > Cases, $"Only {texts} texts.");
    }

    /// <summary>Without a schema all is free JSON: moments and lists that are written as a whole then print as JSON has them.</summary>
    [Theory]
    [InlineData("{{ name }}, {{ stage }}, {{ colour }}, {{ item.owner.email ?? 'nobody' }}, {{ owner.address.city }}")]
    [InlineData("{{ id }} {{ count ?? 0 }} {{ amount }} {{ price | math.format 'N2' 'fr-FR' }} {{ amount | math.format '0.0' }}")]
    [InlineData("{{ day }} {{ day | date.to_string '%d/%m/%Y' }} {{ due ?? 'never' }} {{ moment | date.to_string '%H:%M' }}")]
    [InlineData("{{ if active }}yes{{ else }}no{{ end }} {{ if price > 5 && count == 5 }}dear{{ else if name == 'a' }}a{{ end }} {{ note == null }} {{ active }}")]
    [InlineData("{{ for t in tags }}{{ for.index }}: {{ t | string.upcase }}{{ if !for.last }}, {{ end }}{{ end }}")]
    [InlineData("{{ for c in contacts }}[{{ c.email ?? '-' }} {{ c.address.city }} {{ for p in c.phones }}{{ p }};{{ end }}]{{ end }}")]
    [InlineData("{{ tags | array.size }} {{ tags | array.join '/' }} {{ numbers | array.sort | array.join ' ' }} {{ for n in numbers }}{{ n + 1 }} {{ end }}")]
    [InlineData("{{ webhook.a }} {{ webhook.e.a.b }} {{ data.f }} {{ webhook.nothing ?? 'none' }}")]
    public void Render_WithASchemaAndWithout_MakesOneText(string template)
    {
        var typed = new Tiers<Scope>(TestSchema.Schema);
        var json = new[] { new Tiers<JsonElement>(ContextSchema.OverJson()), new Tiers<JsonElement>(ContextSchema.OverJson(null)) };
        var dictionaries = new[] { ContextSchema.OverDictionaries(), ContextSchema.OverDictionaries(null) }
            .Select(s => new Tiers<IReadOnlyDictionary<string, object?>>(s)).ToArray();
        foreach (var destination in Enum.GetValues<SettingDestination>())
        {
            Assert.True(typed.Compile(template, destination), typed.Problems);
            Assert.All(json, j => Assert.True(j.Compile(template, destination), j.Problems));
            Assert.All(dictionaries, d => Assert.True(d.Compile(template, destination), d.Problems));
            var random = new Random(1);
            var scopes = new RandomScope(random);
            foreach (var scope in Enumerable.Range(0, 1_000).Select(_ => scopes.Next()).Where(ContextForms.IsPortable).Take(50))
            {
                var expected = typed.Render(scope).Walked;
                var text = ContextForms.ToJson(scope);
                Assert.All(json, j => Assert.Equal((expected, expected), j.Render(text)));
                Assert.All(dictionaries, d => Assert.Equal((expected, expected), d.Render(ContextForms.ToDictionary(scope, random))));
            }
        }
    }

    /// <summary>The same template in both tiers.</summary>
    private sealed class Tiers<T>(WorkflowSchema schema)
    {
        private readonly WorkflowCompiler<T> walking = ContextSchema.Compiler<T>(schema, isHot: false);
        private readonly WorkflowCompiler<T> fusing = ContextSchema.Compiler<T>(schema, isHot: true);
        private CompiledTemplate<T>? walked;
        private CompiledTemplate<T>? fused;

        public string Problems { get; private set; } = "";

        public bool Compile(string template, SettingDestination destination)
        {
            var options = new TemplateOptions { Trigger = "item_updated", Destination = destination };
            var result = walking.CompileTemplate(template, options);
            Problems = string.Join('\n', result.Diagnostics);
            (walked, fused) = (result.Template, fusing.CompileTemplate(template, options).Template);
            return walked is not null;
        }

        public (RenderedText Walked, RenderedText Fused) Render(T context) =>
            (walked!.Render(context, TestSchema.Now), fused!.Render(context, TestSchema.Now));
    }
}
