using System.Globalization;
using System.Text;
using System.Text.Json;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Workflows.Benchmarks.Conditions;

/// <summary>A compiled condition beside hand-written C# over the same type, and what compiling it costs.</summary>
internal sealed class ConditionsBenchmark : IBenchmark
{
    private const int Asked = 1_000;
    private const int Compiled = 50;
    private static readonly DateTimeOffset Now = new(2026, 3, 31, 9, 0, 0, TimeSpan.Zero);

    public string Name => "conditions";

    public string Description => "a compiled condition of five leaves against hand-written C#; compiling against reading the JSON";

    public IReadOnlyList<Result> Run(IReadOnlyList<string> arguments)
    {
        var workflow = ConditionCase.Compile();
        for (var seed = 1; seed <= 10; seed++) AssertEqualAnswers(workflow, ConditionCase.Contexts(Asked, seed));

        var contexts = ConditionCase.Contexts(Asked, seed: 1);
        var evaluation = PairMeasurement.Of("conditions/5-leaves-vs-handwritten", new Pair<int>(
            () => Count(contexts, workflow), () => CountByHand(contexts), Asked));

        // Last, for every compilation leaves code behind that the processor's caches have to carry.
        WriteCompilationCost();
        return evaluation;
    }

    private static int Count(BenchmarkContext[] contexts, CompiledWorkflow<BenchmarkContext> workflow)
    {
        var count = 0;
        foreach (var context in contexts)
        {
            if (workflow.MeetsConditions(context, Now)) count++;
        }

        return count;
    }

    private static int CountByHand(BenchmarkContext[] contexts)
    {
        var count = 0;
        foreach (var context in contexts)
        {
            if (ConditionCase.HandWritten(context)) count++;
        }

        return count;
    }

    private static void AssertEqualAnswers(CompiledWorkflow<BenchmarkContext> workflow, BenchmarkContext[] contexts)
    {
        var held = 0;
        foreach (var context in contexts)
        {
            var expected = ConditionCase.HandWritten(context);
            if (expected) held++;
            if (workflow.MeetsConditions(context, Now) != expected) throw new BenchmarkException($"the answers differ for {context}.");
        }

        if (held is 0 or Asked) throw new BenchmarkException($"{held} of {Asked} contexts meet the condition: equal answers would prove nothing.");
    }

    /// <summary>For information: there is no hand-written way to compile, so the JSON reader alone gives the scale.</summary>
    private static void WriteCompilationCost()
    {
        var utf8 = Encoding.UTF8.GetBytes(ConditionCase.Definition);
        var compiler = new WorkflowCompiler<BenchmarkContext>(ConditionCase.Schema);
        var compile = Microseconds(() => compiler.Compile(utf8).Succeeded);
        var read = Microseconds(() => JsonElement.Parse(utf8).ValueKind == JsonValueKind.Object);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"compile: {compile:0} µs for the definition and its condition; reading its JSON alone {read:0.0} µs"));
    }

    /// <summary>The median of single calls, the first of which make and call what has been compiled.</summary>
    private static double Microseconds(Func<bool> work)
    {
        var times = new double[Compiled];
        for (var i = -Compiled; i < Compiled; i++)
        {
            var start = System.Diagnostics.Stopwatch.GetTimestamp();
            if (!work()) throw new BenchmarkException("the benchmark's definition does not compile.");
            if (i >= 0) times[i] = System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        Array.Sort(times);
        return times[Compiled / 2];
    }
}
