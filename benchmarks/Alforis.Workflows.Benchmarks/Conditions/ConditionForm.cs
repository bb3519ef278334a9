using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Benchmarks.Conditions;

/// <summary>The condition over one kind of context, walked and with code of its own, beside the same written by hand.</summary>
internal sealed class ConditionForm<TContext>(WorkflowSchema schema, Func<BenchmarkContext, TContext> convert, Func<TContext, bool> byHand)
{
    private const int Asked = 1_000;
    private static readonly DateTimeOffset Now = new(2026, 3, 31, 9, 0, 0, TimeSpan.Zero);

    public IEnumerable<Result> Measure(string name)
    {
        var own = Compile(new WorkflowCompilerOptions { HotAfter = 0 });
        var walked = Compile(new WorkflowCompilerOptions { MaxHot = 0 });
        for (var seed = 1; seed <= 10; seed++)
        {
            AssertEqualAnswers(own, Contexts(seed));
            AssertEqualAnswers(walked, Contexts(seed));
        }

        var contexts = Contexts(seed: 1);
        return
        [
            .. PairMeasurement.Of($"conditions/{name}-vs-handwritten", Pair(own, contexts)),
            .. PairMeasurement.Of($"conditions/{name}-walked-vs-handwritten", Pair(walked, contexts)),
        ];
    }

    private Pair<int> Pair(CompiledWorkflow<TContext> workflow, TContext[] contexts) =>
        new(() => Count(workflow, contexts), () => CountByHand(contexts), Asked);

    private CompiledWorkflow<TContext> Compile(WorkflowCompilerOptions options) =>
        new WorkflowCompiler<TContext>(schema, options).Compile(ConditionCase.Definition).Workflow
        ?? throw new BenchmarkException("the benchmark's definition does not compile.");

    private TContext[] Contexts(int seed) => [.. ConditionCase.Contexts(Asked, seed).Select(convert)];

    private static int Count(CompiledWorkflow<TContext> workflow, TContext[] contexts)
    {
        var count = 0;
        foreach (var context in contexts)
        {
            if (workflow.MeetsConditions(context, Now)) count++;
        }

        return count;
    }

    private int CountByHand(TContext[] contexts)
    {
        var count = 0;
        foreach (var context in contexts)
        {
            if (byHand(context)) count++;
        }

        return count;
    }

    private void AssertEqualAnswers(CompiledWorkflow<TContext> workflow, TContext[] contexts)
    {
        var held = 0;
        foreach (var context in contexts)
        {
            var expected = byHand(context);
            if (expected) held++;
            if (workflow.MeetsConditions(context, Now) != expected) throw new BenchmarkException($"the answers differ for {context}.");
        }

        if (held is 0 or Asked) throw new BenchmarkException($"{held} of {Asked} contexts meet the condition: equal answers would prove nothing.");
    }
}
