using System.Diagnostics;
using System.Text.Json;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Parsing;
using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Definitions;

/// <summary>Definitions as large as allowed, wrong in as many places as possible: refused without taking the machine.</summary>
public sealed class ManyMistakesTests
{
    private const long MostBytes = 130_000_000;

    /// <summary>Many times what is needed here, so that only a wrong order of growth reaches it.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    private static readonly Dictionary<string, string> Definitions = new()
    {
        ["members of the definition"] = Written.Definition(more: Many(70_000, i => $",\"a{i}\":1")),
        ["members of a rule"] = Written.Definition("{\"field\":\"id\",\"operator\":\"==\",\"value\":1" + Many(70_000, i => $",\"a{i}\":1") + "}"),
        ["members of a group"] = Written.Definition("{\"rules\":[]" + Many(70_000, i => $",\"a{i}\":1") + "}"),
        ["settings of the trigger"] = Written.Definition(config: "{\"a\":1" + Many(70_000, i => $",\"a{i}\":1") + "}"),
        ["settings of an action"] = Written.Definition(actions: "{\"type\":\"create_task\",\"config\":{\"title\":\"a\"" + Many(70_000, i => $",\"a{i}\":1") + "}}"),
        ["elements of a setting"] = Written.Definition(actions: $$"""{"type":"send_mail","config":{"subject":"a","to":[1{{Many(300_000, _ => ",[]")}}] } }"""),
        ["actions"] = Written.Definition(actions: "1" + Many(400_000, _ => ",1")),
        ["members twice"] = "{\"a\":1" + Many(100_000, _ => ",\"name\":1") + "}",
        ["placeholders in one text"] = Written.Definition(actions: $$$"""{"type":"create_task","config":{"title":"{{{new string('n', 900_000)}}}{{{Many(900, _ => "{{ x }}")}}}"}}"""),
        ["enumeration values"] = Written.Definition($$"""{"rules":[{{Many(6, _ => $$"""{"field":"stage","operator":"in","value":["a"{{Many(9_000, i => $",\"prospec{i}\"")}}] },""")}}{"field":"x"}]}"""),
        ["fields"] = Written.Definition($$"""{"rules":[{{Many(498, i => $$"""{"field":"nam{{i}}","operator":"==","value":1},""")}}{"field":"x"}]}"""),
        ["places inside a long name"] = Written.Definition(actions: $$$"""{"type":"send_mail","config":{"subject":"a","to":["b"],"headers":{"{{{new string('n', 900_000)}}}":"{{{Many(300, _ => "{{ x }}")}}}"} } }"""),
        ["spaces in an amount of time"] = Written.Definition($$$"""{"field":"due","operator":"<","value":"{{{new string(' ', 900_000)}}}"}"""),
        ["spaces in an amount of time that is one"] = Written.Definition($$$"""{"field":"due","operator":"<","value":{"today":"-{{{new string(' ', 900_000)}}}"} }"""),
    };

    public static TheoryData<string> Mistakes => [.. Definitions.Keys];

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Compile_AMegabyteOfMistakes_IsRefusedCheaply(string mistakes)
    {
        var definition = Definitions[mistakes];
        Assert.InRange(definition.Length, 1_000, ParseLimits.MaxBytes);
        Compile(definition, TestSchema.Compiler, mistakes);
    }

    [Fact]
    public void Compile_MistakesInAnEnumerationOfAHundredThousandValues_AreRefusedCheaply()
    {
        var values = string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"\"value_{i}\""));
        var schema = WorkflowSchema.ForJson(
            $$"""{"type":"object","properties":{"item":{"type":"object","properties":{"stage":{"enum":[{{values}}] } } } } }""",
            s => s.Trigger("t", t => t.ViewOf("item")).Action<TaskSettings>("create_task"));
        var rules = Many(499, i => $$"""{"field":"stage","operator":"==","value":"vleu_{{i}}"},""") + """{"field":"stage","operator":"in","value":["VALUE 7"]}""";

        Compile(Written.Definition($$"""{"rules":[{{rules}}]}""", trigger: "t"), new WorkflowCompiler<JsonElement>(schema), "enumeration values");
    }

    [Fact]
    public void Compile_ErrorAfterMoreWarningsThanAreKept_IsReported()
    {
        var rules = Many(400, _ => """{"field":"id","operator":"==","value":null},""") + """{"field":"id","operator":"==","value":1}""";
        var definition = Written.Definition($$"""{"operator":"OR","rules":[{{rules}}]}""", actions: """{"type":"create_task","config":{"title":"{{ x }}"}}""");

        var result = TestSchema.Compiler.Compile(definition);

        Assert.False(result.Succeeded);
        Assert.Single(result.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
    }

    [Theory]
    [InlineData(ParseLimits.MaxMemberNameLength, false)]
    [InlineData(ParseLimits.MaxMemberNameLength + 1, true)]
    public void Parse_NameOfAMember_IsAcceptedUpToTheLimit(int length, bool isTooLarge)
    {
        var result = WorkflowParser.Parse($$"""{"name":"a","{{new string('n', length)}}":1}""");

        Assert.Equal(isTooLarge, result.Diagnostics.Any(d => d is { Code: DiagnosticCodes.TooLarge, Line: 1, Column: 13 }));
    }

    private static void Compile<T>(string definition, WorkflowCompiler<T> compiler, string mistakes)
    {
        compiler.Compile("{}");
        var clock = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var result = compiler.Compile(definition);

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < MostBytes, $"{allocated} bytes for wrong {mistakes}.");
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Bound);
        Assert.False(result.Succeeded);
        Assert.Contains(result.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
        Assert.InRange(result.Diagnostics.Sum(d => (long)d.ToString().Length), 1, 3L * ParseLimits.MaxBytes);
    }

    private static string Many(int count, Func<int, string> part) => string.Concat(Enumerable.Range(0, count).Select(part));
}
