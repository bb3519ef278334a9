using System.Text;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Tests.Compilation.Naive;
using Alforis.Workflows.Engine.Tests.Model;
using FsCheck;
using FsCheck.Fluent;

namespace Alforis.Workflows.Engine.Tests.Compilation;

/// <summary>Damaged definitions: compiling never throws and gives a workflow or at least one error, whatever the bytes.</summary>
public sealed class FuzzTests
{
    private const int Cases = 5_000;

    private static readonly string[] Tokens =
    [
        "\"", "{", "}", "[", "]", ",", ":", "null", "true", "-", "1e999", "0.1", "\\u0000", "\\ud800", "\\", "{{", "}}", "{{ item.name }}", "{{ item }}",
        "\"any\"", "\"matches\"", "\"between\"", "\"changed_to\"", "\"is_empty\"", "\"ignore_case\"", "{\"today\":\"-1 day\"}", "(", "[a-", "{9}", "\"it\"",
        "\"field\"", "\"rules\"", "\"operator\"", "\"NOT\"", "\"value\"", "\"entity_id\"", "\"previous.stage\"", "\"webhook.a.b\"", "\"2026-13-01\"", "é", "😀", "\uFFFF", "\n",
    ];

    private static readonly string[] Seeds =
    [
        Written.Definition(
            """{"operator":"OR","rules":[{"field":"price","operator":">","value":5.5},{"field":"stage","operator":"in","value":["SIGNÉ",null]}]}""",
            """{"type":"send_mail","id":"a","on_error":"continue","config":{"to":["{{ item.owner.email }}",5],"subject":"Bonjour {{ name }}","headers":{"x":"{{ id }}"}}}"""),
        Written.Definition(
            """{"operator":"NOT","rules":[{"field":"due","operator":"<","value":{"field":"today"}},{"field":"webhook.a","operator":"contains","value":"é"}]}""",
            """{"type":"update_field","config":{"entity_type":"item","entity_id":"{{ item.id }}","field":"tags","value":["a","b"]}}""",
            config: """{"fields":["name","stage"],"to_stage":"signe"}""", more: ",\"time_zone\":\"Europe/Paris\""),
        Written.Definition(
            """{"field":"moment","operator":">=","value":"2026-04-01T00:00:00+02:00"}""",
            """{"type":"CREATE_TASK","config":{"title":"a","priority":"high","days":5,"extra":{"a":[1,"{{ now }}"]}}}""",
            trigger: "tick", config: """{"schedule":"weekly","time":"09:00","day":1,"entity_type":"item"}"""),
        Written.Definition(
            """{"field":"stage","operator":"!=","value":"signe"}""",
            """{"type":"send_mail","delay":"2 hours","retry":{"attempts":5,"wait":"30 seconds","most_wait":"1 hour"},"config":{"to":"a","subject":"b"}},{"type":"create_task","delay_days":3,"config":{"title":"c"}}""",
            config: """{"delay":"7 days","recheck":true}"""),
        Written.Definition(
            """
            {"rules":[{"field":"name","operator":"matches","value":"^(a|b){2,3}[^c-e]$","ignore_case":true},
             {"field":"item.contacts","operator":"any","value":{"rules":[{"field":"it.age","operator":"between","value":[1,{"field":"item.id"}]},
              {"field":"phones","operator":"all","value":{"field":"it","operator":"starts_with","value":"+33"}}]}},
             {"field":"stage","operator":"changed_to","value":["signe",null]},{"field":"due","operator":">=","value":{"today":"-30 days"}}]}
            """),
    ];

    [Fact]
    public void Compile_DamagedDefinition_NeverThrowsAndAlwaysAnswers()
    {
        Assert.All(Seeds, seed => Written.Compile(seed));
        var (compiled, refusedByBinder) = (0, 0);
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var damaged = Damage(random, Encoding.UTF8.GetBytes(Seeds[random.Next(Seeds.Length)]));
            var result = TestSchema.Compiler.Compile(damaged);
            var errors = result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
            if (result.Succeeded != errors.Count is 0) Assert.Fail($"{result.Succeeded} with {errors.Count} errors: {Encoding.UTF8.GetString(damaged)}");
            Assert.All(result.Diagnostics, d => Assert.True(d is { Line: > 0, Column: > 0, Message.Length: > 0 }, d.ToString()));
            if (errors.Exists(e => e.Code != DiagnosticCodes.JsonSyntax)) refusedByBinder++;
            if (result.Workflow is not { } workflow) return;
            compiled++;
            Use(workflow, new RandomScope(random).Next());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));

        // Otherwise only the JSON reader would have been tested.
        Assert.True(compiled > Cases / 50, $"Only {compiled} damaged definitions still compiled.");
        Assert.True(refusedByBinder > Cases / 10, $"Only {refusedByBinder} damaged definitions were still JSON.");
    }

    private static void Use(Engine.Compilation.CompiledWorkflow<Scope> workflow, Scope scope)
    {
        workflow.PassesFilter(scope, TestSchema.Now);
        workflow.MeetsConditions(scope, TestSchema.Now);
        Assert.Equal(workflow.ActionTypes.Count(), workflow.Plan(scope, TestSchema.Now).Length);
        var due = workflow.Delay?.After(TestSchema.Now, workflow.TimeZone) ?? TestSchema.Now;
        foreach (var action in workflow.Actions) Assert.True((action.Delay?.After(due, workflow.TimeZone) ?? due) >= due);
    }

    private static byte[] Damage(Random random, byte[] utf8)
    {
        List<byte> bytes = [.. utf8];
        for (var times = random.Next(4) == 0 ? 3 : 1; times > 0; times--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 6), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    bytes.RemoveRange(at, Math.Min(length, bytes.Count - 1));
                    break;
                case 1:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
                case 2:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 3:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Tokens[random.Next(Tokens.Length)]));
                    break;
                default:
                    ReplaceStrings(random, bytes);
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>Puts the content of one string in the place of another: still JSON, with other words.</summary>
    private static void ReplaceStrings(Random random, List<byte> bytes)
    {
        var parts = Encoding.UTF8.GetString([.. bytes]).Split('"');
        if (parts.Length < 4) return;
        var (from, to) = (1 + (2 * random.Next((parts.Length - 1) / 2)), 1 + (2 * random.Next((parts.Length - 1) / 2)));
        (parts[from], parts[to]) = random.Next(2) == 0 ? (parts[to], parts[from]) : (parts[from], parts[from]);
        bytes.Clear();
        bytes.AddRange(Encoding.UTF8.GetBytes(string.Join('"', parts)));
    }
}
