using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Tests.Compilation.Naive;
using Alforis.Workflows.Engine.Tests.Model;
using FsCheck;
using FsCheck.Fluent;

namespace Alforis.Workflows.Engine.Tests.Compilation;

/// <summary>Compiled conditions give the answers of a naive interpreter that shares no code with them.</summary>
public sealed class EquivalenceTests
{
    private const int Cases = 3_000;
    private const int ContextsPerCase = 8;
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    [Fact]
    public void MeetsConditions_RandomDefinitionsAndContexts_AnswersAsTheNaiveInterpreter()
    {
        var (cases, compiled, held, asked) = (0, 0, 0, 0);
        var seeds = Gen.Choose(0, int.MaxValue).ToArbitrary();
        Prop.ForAll(seeds, seed =>
        {
            cases++;
            var random = new Random(seed);
            var conditions = new RandomConditions(random).Next();
            var result = TestSchema.Compiler.Compile(Written.Definition(conditions.ToJsonString()));
            if (result.Workflow is not { } workflow)
            {
                Assert.NotEmpty(result.Diagnostics);
                return;
            }

            compiled++;
            var scopes = new RandomScope(random);
            for (var i = 0; i < ContextsPerCase; i++)
            {
                var scope = scopes.Next();
                var expected = new NaiveInterpreter(scope, TestSchema.Now, Paris).Evaluate(conditions);
                var actual = workflow.MeetsConditions(scope, TestSchema.Now);
                asked++;
                if (actual) held++;
                if (expected != actual) Assert.Fail(Describe(seed, conditions, scope, expected, actual));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithEndSize(Cases));

        Assert.Equal(Cases, cases);
        Assert.True(compiled > Cases * 7 / 10, $"Only {compiled} of {cases} definitions compiled: the property says little.");
        Assert.InRange((double)held / asked, 0.15, 0.85);
    }

    private static string Describe(int seed, JsonNode conditions, Scope scope, bool expected, bool actual) =>
        $"Seed {seed}: expected {expected}, compiled {actual}\n{conditions.ToJsonString()}\n{System.Text.Json.JsonSerializer.Serialize(scope, Written.Json)}";
}
