using System.Diagnostics;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Parsing;
using Alforis.Workflows.Engine.Tests.Compilation.Naive;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Compilation;

/// <summary>Which conditions share code, and which get their own.</summary>
public sealed class TierTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("""{"field":"price","operator":">","value":5.5}""", """{"field":"item.price","operator":">","value":7.25}""", 1)]
    [InlineData("""{"field":"price","operator":"==","value":5.5}""", """{"field":"price","operator":"!=","value":7.25}""", 1)]
    [InlineData("""{"field":"count","operator":">","value":5}""", """{"field":"count","operator":">","value":5.5}""", 2)]
    [InlineData("""{"field":"stage","operator":"==","value":"signe"}""", """{"field":"stage","operator":"==","value":null}""", 2)]
    [InlineData("""{"field":"stage","operator":"in","value":["signe"]}""", """{"field":"stage","operator":"in","value":["signe", "prospect"]}""", 2)]
    [InlineData("""{"field":"price","operator":">","value":5}""", """{"field":"amount","operator":">","value":5}""", 2)]
    [InlineData("""{"field":"webhook.a","operator":"==","value":5}""", """{"field":"webhook.b.c.d","operator":"==","value":6}""", 1)]
    [InlineData("""{"field":"count","operator":"==","value":{"field":"id"}}""", """{"field":"count","operator":"==","value":{"field":"previous.id"}}""", 2)]
    public void Bind_TwoComparisons_ShareCodeByShape(string first, string second, int shapes)
    {
        var predicates = new LeafPredicates<Scope>();

        predicates.Bind(Comparison(first));
        predicates.Bind(Comparison(second));

        Assert.Equal(shapes, predicates.Count);
    }

    [Fact]
    public void Bind_PathsInsideFreeJson_DoNotAddShapes()
    {
        var predicates = new LeafPredicates<Scope>();

        for (var i = 0; i < 1_000; i++) predicates.Bind(Comparison($$$"""{"field":"webhook.a{{{i}}}.b","operator":"==","value":{"field":"data.c{{{i}}}"}}"""));

        Assert.Equal(1, predicates.Count);
    }

    [Fact]
    public void Bind_LongConditionsOnElements_AreNotKept()
    {
        var predicates = new LeafPredicates<Scope>();

        foreach (var count in new[] { 5, 200 })
        {
            var rules = string.Join(',', Enumerable.Repeat("""{"field":"it.price","operator":">","value":5}""", count));
            predicates.Bind(Condition($$$"""{"field":"webhook.lines","operator":"any","value":{"operator":"OR","rules":[{{{rules}}}]}}"""));
        }

        Assert.Equal(1, predicates.Count);
    }

    [Fact]
    public void Of_RandomComparisonsOfOneShape_HaveOneCode()
    {
        var random = new Random(1);
        var codes = new Dictionary<LeafShape, string>();
        var met = 0;
        for (var i = 0; i < 3_000; i++)
        {
            var diagnostics = new DiagnosticBag();
            var definition = WorkflowParser.Parse(Written.Definition(new RandomConditions(random).Next().ToJsonString())).Definition!;
            foreach (var comparison in Comparisons(WorkflowBinder.Bind(definition, TestSchema.Schema, diagnostics)!.Condition))
            {
                if (LeafShape.Of(comparison) is not { } shape) continue;
                var code = SharedLeaf<Scope>.Emit(comparison).Body.ToString();
                if (codes.TryGetValue(shape, out var known)) met++;
                codes[shape] = known ?? code;
                Assert.Equal(codes[shape], code);
            }
        }

        Assert.True(met > 1_000, $"Only {met} comparisons met another of their shape.");
    }

    [Fact]
    public async Task MeetsConditions_AskedOften_GetsCodeOfItsOwn()
    {
        var workflow = Compile(new WorkflowCompilerOptions { HotAfter = 100 });
        var scope = new Scope { Item = new Item { Price = 6 } };
        for (var i = 0; i < 100; i++) Assert.True(workflow.MeetsConditions(scope, TestSchema.Now));
        Assert.False(workflow.IsHot);

        Assert.True(workflow.MeetsConditions(scope, TestSchema.Now));

        await Until(() => workflow.IsHot);
        Assert.True(workflow.MeetsConditions(scope, TestSchema.Now));
        Assert.False(workflow.MeetsConditions(new Scope(), TestSchema.Now));
    }

    [Fact]
    public void Compile_MoreHotConditionsThanAllowed_LeavesTheOthersWalked()
    {
        var compiler = new WorkflowCompiler<Scope>(TestSchema.Schema, new WorkflowCompilerOptions { HotAfter = 0, MaxHot = 3 });

        var workflows = Enumerable.Range(0, 10).Select(i => Compile(compiler, i)).ToList();

        Assert.Equal(3, workflows.Count(w => w.IsHot));
        Assert.All(workflows, w => Assert.True(w.MeetsConditions(new Scope { Item = new Item { Price = 60 } }, TestSchema.Now)));
    }

    [Fact]
    public async Task MeetsConditions_ByManyThreads_GetsCodeOfItsOwnOnce()
    {
        var compiler = new WorkflowCompiler<Scope>(TestSchema.Schema, new WorkflowCompilerOptions { HotAfter = 50, MaxHot = 2 });
        var (first, second) = (Compile(compiler, 1), Compile(compiler, 2));
        var scope = new Scope { Item = new Item { Price = 6 } };

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 5_000; i++) Assert.True(first.MeetsConditions(scope, TestSchema.Now) && second.MeetsConditions(scope, TestSchema.Now));
        })));

        await Until(() => first.IsHot && second.IsHot);
    }

    [Fact]
    public void Options_NegativeNumber_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new WorkflowCompilerOptions { HotAfter = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new WorkflowCompilerOptions { MaxHot = -1 });
    }

    private static CompiledWorkflow<Scope> Compile(WorkflowCompilerOptions options) => Compile(new WorkflowCompiler<Scope>(TestSchema.Schema, options), 5);

    private static CompiledWorkflow<Scope> Compile(WorkflowCompiler<Scope> compiler, int price) =>
        compiler.Compile(Written.Definition($$"""{"field":"price","operator":">","value":{{price}}.5}""")).Workflow!;

    private static BoundComparison Comparison(string rule) => (BoundComparison)Condition(rule);

    private static BoundCondition Condition(string rule)
    {
        var definition = WorkflowParser.Parse(Written.Definition(rule)).Definition!;
        return WorkflowBinder.Bind(definition, TestSchema.Schema, new DiagnosticBag())!.Condition;
    }

    private static IEnumerable<BoundCondition> Comparisons(BoundCondition condition) => condition switch
    {
        BoundComparison or BoundQuantifier => [condition],
        BoundNot not => Comparisons(not.Condition),
        BoundAnd and => and.Conditions.SelectMany(Comparisons),
        BoundOr or => or.Conditions.SelectMany(Comparisons),
        _ => [],
    };

    private static async Task Until(Func<bool> condition)
    {
        var start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, "It did not come to be in time.");
            await Task.Yield();
        }
    }
}
