using System.Diagnostics;
using System.Globalization;
using System.Text;
using Alforis.Workflows.Engine.Explaining;
using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Tests.Compilation.Contexts;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Compilation;

/// <summary>Hostile conditions end in time (seconds here, for test machines are busy), and evaluating friendly ones allocates nothing.</summary>
public sealed class LanguageCostTests
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("""{"field":"name","operator":"starts_with","value":"a"}""")]
    [InlineData("""{"field":"name","operator":"==","value":"ABC","ignore_case":true}""")]
    [InlineData("""{"field":"name","operator":"matches","value":"^a.*c$"}""")]
    [InlineData("""{"field":"amount","operator":"between","value":[1,{"field":"item.price"}]}""")]
    [InlineData("""{"field":"note","operator":"is_not_empty"}""")]
    [InlineData("""{"field":"tags","operator":"is_not_empty"}""")]
    [InlineData("""{"field":"stage","operator":"changed_to","value":"signe"}""")]
    [InlineData("""{"field":"tags","operator":"changed"}""")]
    [InlineData("""{"field":"due","operator":">=","value":{"today":"-1 month"}}""")]
    [InlineData("""{"field":"moment","operator":">=","value":{"now":"-30 days"}}""")]
    [InlineData("""{"field":"contacts","operator":"any","value":{"field":"age","operator":">","value":50}}""")]
    [InlineData("""{"field":"tags","operator":"all","value":{"field":"it","operator":"starts_with","value":"v"}}""")]
    [InlineData("""{"field":"numbers","operator":"any","value":{"field":"it","operator":">","value":5}}""")]
    public void MeetsConditions_RuleOfEachForm_AllocatesNothing(string rule)
    {
        var workflow = Written.Compile(Written.Definition(rule));
        var scope = Written.ScopeOf(
            """{"name":"abc","amount":2,"price":5,"note":"a","tags":["v","vip"],"stage":"signe","due":"2026-03-31","moment":"2026-03-31T22:00:00Z","contacts":[{"age":40},{"age":60}],"numbers":[1,9]}""",
            previousJson: """{"stage":"prospect","tags":["v"]}""");
        for (var i = 0; i < 100; i++) Assert.True(workflow.MeetsConditions(scope, TestSchema.Now));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) workflow.MeetsConditions(scope, TestSchema.Now);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData("""{"field":"tags","operator":"any","value":{"field":"it","operator":"in","value":{"field":"item.labels"}}}""")]
    [InlineData("""{"field":"tags","operator":"any","value":{"field":"item.labels","operator":"contains","value":{"field":"it"}}}""")]
    [InlineData("""{"field":"contacts","operator":"any","value":{"field":"age","operator":">","value":{"field":"item.count"}}}""")]
    public void MeetsConditions_ElementsAgainstAShortOuterList_AllocatesNoMoreThanGoingThroughIt(string rule)
    {
        var workflow = Written.Compile(Written.Definition(rule));
        var scope = Written.ScopeOf("""{"tags":["a","b","c"],"labels":["d","e","c"],"count":5,"contacts":[{"age":4},{"age":60}]}""");
        for (var i = 0; i < 100; i++) Assert.True(workflow.MeetsConditions(scope, TestSchema.Now));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) workflow.MeetsConditions(scope, TestSchema.Now);

        // Each time a list is gone through there is an enumerator.
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 100, 0, 3 * 40);
    }

    [Theory]
    [InlineData("""{"field":"webhook.a","operator":"any","value":{"field":"it","operator":"in","value":{"field":"item.documents"}}}""", "N")]
    [InlineData("""{"field":"webhook.a","operator":"any","value":{"field":"webhook.b","operator":"contains","value":{"field":"it"}}}""", "N")]
    [InlineData("""{"field":"webhook.a","operator":"any","value":{"field":"webhook.b","operator":"contains","value":{"field":"it"}}}""", "\"tN\"")]
    [InlineData("""{"field":"webhook.a","operator":"any","value":{"field":"webhook.b","operator":"contains","value":{"field":"it"}}}""", "[N,{\"a\":N}]")]
    [InlineData("""{"field":"webhook.a","operator":"any","value":{"field":"webhook.b","operator":"contains","value":{"field":"it"}}}""", "[1e-N]")]
    [InlineData("""{"field":"webhook.a","operator":"any","value":{"field":"webhook.b","operator":"contains","value":-1}}""", "N")]
    [InlineData("""{"field":"webhook.a","operator":"any","value":{"field":"webhook.b","operator":"contains","value":{"field":"item.id"}}}""", "N")]
    [InlineData("""{"field":"webhook.a","operator":"any","value":{"field":"it","operator":"==","value":{"field":"webhook.b"}}}""", "[N]")]
    [InlineData("""{"field":"webhook.a","operator":"any","value":{"field":"it","operator":"==","value":{"field":"webhook.o.m0"}}}""", "N")]
    [InlineData("""{"field":"webhook.a","operator":"any","value":{"field":"it","operator":"starts_with","value":{"field":"webhook.text"}}}""", "\"tN\"")]
    [InlineData("""{"field":"webhook.a","operator":"any","value":{"field":"it","operator":"between","value":[1,{"field":"webhook.text"}]}}""", "N")]
    [InlineData("""{"field":"numbers","operator":"any","value":{"field":"it","operator":"in","value":{"field":"item.weights"}}}""", "N")]
    [InlineData("""{"field":"tags","operator":"any","value":{"field":"it","operator":"in","value":{"field":"item.labels"},"ignore_case":true}}""", "N")]
    [InlineData("""{"field":"tags","operator":"any","value":{"field":"item.labels","operator":"contains","value":{"field":"it"}}}""", "N")]
    public void MeetsConditions_ElementsAgainstLargeOuterValues_EndsInTimeInEveryFormAndTier(string rule, string item)
    {
        var payload = $$"""{"a":[{{Items(item, 0)}}],"b":[{{Items(item, 40_000)}}],"o":{"m0":-1,{{Items("\"mN\":N", 1, 60_000)}}},"text":"{{new string('x', 100_000)}}"}""";
        var scope = Written.ScopeOf(
            $$"""{"id":-1,"numbers":[{{Items("N", 0)}}],"weights":[{{Items("N.5", 0)}}],"tags":[{{Items("\"tN\"", 0)}}],"labels":[{{Items("\"lN\"", 0)}}],"documents":[{{Items(item, 40_000)}}]}""",
            payload);
        var json = ContextForms.ToJson(scope);
        var dictionaries = ContextForms.ToDictionary(scope, new Random(1));
        var definition = Written.Definition(rule);

        AssertInTime(TestSchema.Schema, definition, scope);
        AssertInTime(ContextSchema.OverJson(), definition, json);
        AssertInTime(ContextSchema.OverDictionaries(), definition, dictionaries);
    }

    [Fact]
    public void Compile_GroupsNestedToTheLimit_IsQuickAndRight()
    {
        const int depth = 29;
        var condition = new StringBuilder();
        for (var i = 0; i < depth; i++) condition.Append("""{"operator":"NOT","rules":[""");
        condition.Append("""{"field":"count","operator":">","value":5}""").Insert(condition.Length, "]}", depth);
        var clock = Stopwatch.StartNew();

        var workflow = Written.Compile(Written.Definition(condition.ToString()));
        var explanation = WorkflowExplainer.Explain(workflow, Written.ScopeOf("""{"count":6}"""), TestSchema.Now);

        Assert.False(explanation.Fires);
        Assert.True(workflow.MeetsConditions(Written.ScopeOf("""{"count":5}"""), TestSchema.Now));
        Assert.True(clock.Elapsed < Most, $"It took {clock.Elapsed}.");
    }

    [Fact]
    public void Compile_AlternativesInAlternatives_AreAnalysedInTime()
    {
        // Every level has rules on the same fields and alternatives: what is known is handed down to each of them.
        static string Level(int depth) => depth == 0
            ? """{"field":"count","operator":"!=","value":1}"""
            : $$"""
              {"operator":"OR","rules":[{"field":"count","operator":"not_in","value":[{{string.Join(',', Enumerable.Range(depth * 1000, 400))}}]},
               {"operator":"AND","rules":[{"field":"amount","operator":">","value":{{depth}} },{{Level(depth - 1)}},{"operator":"OR","rules":[
                {"field":"name","operator":"!=","value":"{{depth}}"},{"field":"note","operator":"!=","value":"{{depth}}"}]}]}]}
              """;
        var definition = Written.Definition(Level(12));
        var clock = Stopwatch.StartNew();

        var result = TestSchema.Compiler.Compile(definition);

        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        Assert.True(clock.Elapsed < Most, $"It took {clock.Elapsed}.");
    }

    [Theory]
    [InlineData(".*a.{498}")]
    [InlineData("(a|b)*a(a|b){165}")]
    [InlineData("(.*a.*b.*c){20}")]
    [InlineData("(.?a|.b){100}")]
    [InlineData("^(a+)+$")]
    public void MeetsConditions_HostilePattern_EndsInTime(string pattern)
    {
        var workflow = Written.Compile(Written.Definition($$"""{"field":"note","operator":"matches","value":"{{pattern}}"}"""));
        var random = new Random(1);
        var text = string.Create(100_000, random, (span, source) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = "abc dX"[source.Next(6)];
        });
        var scope = Written.ScopeOf($$"""{"note":"{{text}}"}""");
        var clock = Stopwatch.StartNew();

        workflow.MeetsConditions(scope, TestSchema.Now);

        Assert.True(clock.Elapsed < Most, $"It took {clock.Elapsed}.");
    }

    private static string Items(string item, int start, int count = 20_000) =>
        string.Join(',', Enumerable.Range(start, count).Select(i => item.Replace("N", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));

    /// <summary>False, after all elements were looked at, and with at most a few times the payload allocated.</summary>
    private static void AssertInTime<T>(WorkflowSchema schema, string definition, T context)
    {
        foreach (var isHot in new[] { false, true })
        {
            var workflow = ContextSchema.Compiler<T>(schema, isHot).Compile(definition).Workflow!;
            var before = GC.GetAllocatedBytesForCurrentThread();
            var clock = Stopwatch.StartNew();

            Assert.False(workflow.MeetsConditions(context, TestSchema.Now));

            Assert.True(clock.Elapsed < Most, $"It took {clock.Elapsed} over {typeof(T).Name}, hot: {isHot}.");
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 60_000_000);
            if (isHot) continue;
            clock.Restart();
            Assert.False(WorkflowExplainer.Explain(workflow, context, TestSchema.Now).Conditions.Holds);
            Assert.True(clock.Elapsed < Most, $"Explaining took {clock.Elapsed} over {typeof(T).Name}.");
        }
    }
}
