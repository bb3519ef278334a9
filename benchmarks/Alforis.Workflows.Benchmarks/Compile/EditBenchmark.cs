using System.Diagnostics;
using System.Globalization;
using Alforis.Workflows.Benchmarks.Conditions;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Workflows.Benchmarks.Compile;

/// <summary>
/// Workflows are saved again and again for as long as a process lives: each edit compiles one and puts it in the place of another, also
/// of hot ones with code of their own. Memory must not grow.
/// </summary>
internal static class EditBenchmark
{
    private const int Held = 100;
    private const int Edits = 10_000;

    /// <summary>What the process may have more at the end than after the first thousand edits.</summary>
    private const double MostGrowth = 16;

    private static readonly DateTimeOffset Now = new(2026, 3, 31, 9, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<Result> Run(byte[][] definitions)
    {
        var compiler = new WorkflowCompiler<BenchmarkContext>(ConditionCase.Schema, new WorkflowCompilerOptions { HotAfter = 0, MaxHot = 1_000 });
        var contexts = ConditionCase.Contexts(10, seed: 1);
        var workflows = new CompiledWorkflow<BenchmarkContext>[Held];
        for (var i = 0; i < Held; i++) workflows[i] = CompileBenchmark.Compiled(compiler, definitions[i]);
        var (before, hot, start) = ((Working: 0.0, Managed: 0.0), 0, Stopwatch.GetTimestamp());
        for (var edit = 0; edit < Edits; edit++)
        {
            if (edit == Edits / 10) before = Memory();
            ref var workflow = ref workflows[edit % Held];
            foreach (var context in contexts) workflow.MeetsConditions(context, Now);
            if (workflow.IsHot) hot++;
            workflow = CompileBenchmark.Compiled(compiler, definitions[(edit * 7) % definitions.Length]);
        }

        var milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        var after = Memory();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"edits    {milliseconds,6:0} ms, {hot} hot ones among them; working set {before.Working:0.0} to {after.Working:0.0} MB, managed {before.Managed:0.0} to {after.Managed:0.0} MB"));
        if (hot == 0) throw new BenchmarkException("no workflow was hot when it was edited: flat memory would prove nothing.");
        if (after.Working - before.Working > MostGrowth) throw new BenchmarkException($"{Edits} edits made the process grow by more than {MostGrowth} MB.");
        return
        [
            new Result("compile/memory-after-10000-edits", after.Working, before.Working, "MB"),
            new Result("compile/managed-after-10000-edits", after.Managed, before.Managed, "MB"),
        ];
    }

    private static (double Working, double Managed) Memory()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        using var process = Process.GetCurrentProcess();
        return (process.WorkingSet64 / 1048576.0, GC.GetTotalMemory(forceFullCollection: true) / 1048576.0);
    }
}
