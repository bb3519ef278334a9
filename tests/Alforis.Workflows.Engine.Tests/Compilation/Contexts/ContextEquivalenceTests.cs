using System.Text.Json;
using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Explaining;
using Alforis.Workflows.Engine.Tests.Compilation.Naive;
using Alforis.Workflows.Engine.Tests.Model;
using FsCheck;
using FsCheck.Fluent;

namespace Alforis.Workflows.Engine.Tests.Compilation.Contexts;

/// <summary>
/// One definition gives one answer over C# types, JSON and dictionaries, walked and with code of its own, and when it is explained: the
/// answer of the naive interpreter.
/// </summary>
public sealed class ContextEquivalenceTests
{
    private const int Cases = 600;
    private const int ContextsPerCase = 4;
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    [Fact]
    [Trait("Category", "Slow")]
    public void MeetsConditions_RandomDefinitionsAndContexts_AnswersAlikeInEveryFormAndTier()
    {
        var typed = new Tiers<Scope>(TestSchema.Schema);
        var json = new Tiers<JsonElement>(ContextSchema.OverJson());
        var dictionaries = new Tiers<IReadOnlyDictionary<string, object?>>(ContextSchema.OverDictionaries());
        var (compiled, held, asked) = (0, 0, 0);
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var conditions = new RandomConditions(random).Next();
            var definition = Written.Definition(conditions.ToJsonString());
            if (!typed.Compile(definition)) return;
            Assert.True(json.Compile(definition), $"Seed {seed}: refused over JSON.\n{definition}\n{json.Problems}");
            Assert.True(dictionaries.Compile(definition), $"Seed {seed}: refused over dictionaries.\n{definition}\n{dictionaries.Problems}");
            compiled++;
            foreach (var scope in Scopes(random))
            {
                var expected = new NaiveInterpreter(scope, TestSchema.Now, Paris).Evaluate(conditions);
                asked++;
                if (expected) held++;
                var text = ContextForms.ToJson(scope);
                typed.AssertAnswer(expected, scope, () => Describe("C#", seed, conditions, text));
                json.AssertAnswer(expected, text, () => Describe("JSON", seed, conditions, text));
                dictionaries.AssertAnswer(
                    expected, ContextForms.ToDictionary(scope, random), () => Describe("dictionaries", seed, conditions, text));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithEndSize(Cases));

        Assert.True(compiled > Cases * 7 / 10, $"Only {compiled} definitions compiled: the property says little.");
        Assert.InRange((double)held / asked, 0.15, 0.85);
    }

    [Theory]
    [InlineData("""{"field":"webhook.a","operator":"any","value":{"field":"it","operator":"in","value":{"field":"item.documents"}}}""")]
    [InlineData("""{"field":"webhook.a","operator":"all","value":{"field":"webhook.b","operator":"contains","value":{"field":"it"}}}""")]
    [InlineData("""{"field":"webhook.a","operator":"any","value":{"field":"webhook.b","operator":"not_contains","value":{"field":"it"},"ignore_case":true}}""")]
    [InlineData("""{"field":"webhook.a","operator":"any","value":{"field":"it","operator":"==","value":{"field":"webhook.b"}}}""")]
    [InlineData("""{"field":"webhook.a","operator":"all","value":{"operator":"OR","rules":[{"field":"webhook.b","operator":"is_empty"},{"field":"it","operator":"in","value":{"field":"item.documents"}}]}}""")]
    [InlineData("""{"field":"tags","operator":"any","value":{"field":"it","operator":"in","value":{"field":"item.labels"}}}""")]
    [InlineData("""{"field":"tags","operator":"all","value":{"field":"it","operator":"in","value":{"field":"item.labels"},"ignore_case":true}}""")]
    [InlineData("""{"field":"item.numbers","operator":"any","value":{"field":"it","operator":"not_in","value":{"field":"item.weights"}}}""")]
    [InlineData("""{"field":"item.visits","operator":"any","value":{"field":"it","operator":"in","value":{"field":"item.visits"}}}""")]
    public void MeetsConditions_ElementsAgainstLongLists_AnswersAlikeInEveryFormAndTier(string rule)
    {
        var typed = new Tiers<Scope>(TestSchema.Schema);
        var json = new Tiers<JsonElement>(ContextSchema.OverJson());
        var dictionaries = new Tiers<IReadOnlyDictionary<string, object?>>(ContextSchema.OverDictionaries());
        var definition = Written.Definition(rule);
        Assert.True(typed.Compile(definition) && json.Compile(definition) && dictionaries.Compile(definition), typed.Problems);
        var conditions = JsonNode.Parse(rule)!;
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var scope = LongLists.Next(random);
            var expected = new NaiveInterpreter(scope, TestSchema.Now, Paris).Evaluate(conditions);
            var text = ContextForms.ToJson(scope);
            typed.AssertAnswer(expected, scope, () => Describe("C#", seed, conditions, text));
            json.AssertAnswer(expected, text, () => Describe("JSON", seed, conditions, text));
            dictionaries.AssertAnswer(expected, ContextForms.ToDictionary(scope, random), () => Describe("dictionaries", seed, conditions, text));
        }
    }

    private static IEnumerable<Scope> Scopes(Random random)
    {
        var scopes = new RandomScope(random);
        return Enumerable.Range(0, 1_000).Select(_ => scopes.Next()).Where(ContextForms.IsPortable).Take(ContextsPerCase);
    }

    private static string Describe(string form, int seed, JsonNode conditions, JsonElement scope) =>
        $"over {form}, seed {seed}\n{conditions.ToJsonString()}\n{scope.GetRawText()}";

    /// <summary>The same definition in both tiers.</summary>
    private sealed class Tiers<T>(Alforis.Workflows.Engine.Schema.WorkflowSchema schema)
    {
        private readonly WorkflowCompiler<T> walking = ContextSchema.Compiler<T>(schema, isHot: false);
        private readonly WorkflowCompiler<T> fusing = ContextSchema.Compiler<T>(schema, isHot: true);
        private CompiledWorkflow<T>? walked;
        private CompiledWorkflow<T>? fused;

        public string Problems { get; private set; } = "";

        public bool Compile(string definition)
        {
            var result = walking.Compile(definition);
            Problems = string.Join('\n', result.Diagnostics);
            (walked, fused) = (result.Workflow, fusing.Compile(definition).Workflow);
            return walked is not null;
        }

        public void AssertAnswer(bool expected, T context, Func<string> describe)
        {
            Assert.False(walked!.IsHot);
            Assert.True(fused!.IsHot);
            var answers = (
                walked.MeetsConditions(context, TestSchema.Now), fused.MeetsConditions(context, TestSchema.Now),
                WorkflowExplainer.Explain(walked, context, TestSchema.Now).Conditions.Holds);
            if (answers != (expected, expected, expected)) Assert.Fail($"Expected {expected}, walked, fused and explained {answers} {describe()}");
        }
    }
}
