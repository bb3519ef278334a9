using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Tests.Compilation.Naive;
using Alforis.Workflows.Engine.Tests.Model;
using FsCheck;
using FsCheck.Fluent;

namespace Alforis.Workflows.Engine.Tests.Analysis;

/// <summary>What is said never to hold, or always, is so in every context.</summary>
public sealed class SoundnessTests
{
    private const int Cases = 2_000;
    private const int ContextsPerCase = 12;
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    [Fact]
    public void Compile_RandomDefinitions_WarnsOnlyOfWhatIsSo()
    {
        var (never, always) = (0, 0);
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var conditions = Narrow(new RandomConditions(random), random);
            var result = TestSchema.Compiler.Compile(Written.Definition(conditions.ToJsonString()));
            if (!result.Succeeded) return;
            var claims = result.Diagnostics.Where(d => d.Code is DiagnosticCodes.NeverHolds or DiagnosticCodes.AlwaysHolds).ToList();
            if (claims.Count == 0) return;
            var scopes = new RandomScope(random);
            for (var i = 0; i < ContextsPerCase; i++)
            {
                var scope = scopes.Next();
                var naive = new NaiveInterpreter(scope, TestSchema.Now, Paris);
                foreach (var claim in claims)
                {
                    if (claim.Message.EndsWith("The workflow never fires.", StringComparison.Ordinal))
                    {
                        never++;
                        if (naive.Evaluate(conditions)) Assert.Fail($"Seed {seed}: {claim}\n{conditions.ToJsonString()}");
                    }

                    // Of rules inside of any and all the elements would have to be asked.
                    if (claim.Message.Contains("contradicts ", StringComparison.Ordinal) || claim.Pointer.Contains("/value", StringComparison.Ordinal)) continue;
                    var isAlways = claim.Code == DiagnosticCodes.AlwaysHolds;
                    if (isAlways) always++;
                    var part = At(conditions, claim.Pointer);
                    var holds = part["rules"] is JsonArray rules && (string?)part["operator"] is "NOT" ? rules.All(naive.Evaluate) : naive.Evaluate(part);
                    if (holds != isAlways) Assert.Fail($"Seed {seed}: {claim}\n{conditions.ToJsonString()}");
                }
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithEndSize(Cases));

        Assert.True(never > Cases && always > Cases / 4, $"Only {never} and {always} claims were tried: the property says little.");
    }

    /// <summary>Several rules on one field, joined: rules on random fields would seldom meet.</summary>
    private static JsonObject Narrow(RandomConditions conditions, Random random)
    {
        var field = conditions.Field();
        var rules = Enumerable.Range(0, random.Next(2, 5)).Select(_ => (JsonNode)(random.Next(5) == 0
            ? new JsonObject { ["operator"] = "NOT", ["rules"] = new JsonArray(conditions.RuleOn(field), conditions.RuleOn(field)) }
            : conditions.RuleOn(field))).ToArray();
        var inner = new JsonObject { ["operator"] = random.Next(3) == 0 ? "OR" : "AND", ["rules"] = new JsonArray(rules) };
        return random.Next(3) == 0 ? new JsonObject { ["operator"] = "AND", ["rules"] = new JsonArray(inner, conditions.RuleOn(field)) } : inner;
    }

    private static JsonObject At(JsonObject conditions, string pointer)
    {
        JsonNode node = conditions;
        foreach (var name in pointer.Split('/').Skip(2)) node = node is JsonArray array ? array[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]! : node[name]!;
        return node.AsObject();
    }
}
