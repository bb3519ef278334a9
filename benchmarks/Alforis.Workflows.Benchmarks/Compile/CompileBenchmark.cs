using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Alforis.Workflows.Benchmarks.Conditions;
using Alforis.Workflows.Engine.Analysis;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Matching;
using Alforis.Workflows.Engine.Parsing;

namespace Alforis.Workflows.Benchmarks.Compile;

/// <summary>From the JSON text of 10,000 workflows to a set that is ready, and 10,000 edits of it.</summary>
internal sealed class CompileBenchmark : IBenchmark
{
    private const int Workflows = 10_000;
    private const int Rounds = 5;
    private static readonly DateTimeOffset Now = new(2026, 3, 31, 9, 0, 0, TimeSpan.Zero);

    public string Name => "compile";

    public string Description => "10,000 workflows of 200 shapes from JSON text to a set, by stages; an event against them; 10,000 edits";

    public IReadOnlyList<Result> Run(IReadOnlyList<string> arguments)
    {
        var definitions = CompileCase.Definitions(Workflows, seed: 1);
        var (totals, readings, processor) = (new double[Rounds], new double[Rounds], new double[Rounds]);
        var set = WorkflowSet<BenchmarkContext>.Empty;
        for (var round = 0; round < Rounds; round++)
        {
            readings[round] = Milliseconds(() => Array.ForEach(definitions, d => JsonElement.Parse(d)));
            var before = Environment.CpuUsage.TotalTime;
            totals[round] = Milliseconds(() => set = Compile(new WorkflowCompiler<BenchmarkContext>(ConditionCase.Schema), definitions));
            processor[round] = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
        }

        // The clock on the wall says little where other programs are at work.
        Array.Sort(processor);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"total    {processor[Rounds / 2],6:0} ms of processor time, garbage collection included"));
        WriteStages(definitions);
        Array.Sort(totals);
        Array.Sort(readings);
        return
        [
            new Result("compile/10000-vs-reading-json", totals[Rounds / 2], readings[Rounds / 2], "ms"),
            .. Match(set),
            .. EditBenchmark.Run(definitions),
        ];
    }

    private static WorkflowSet<BenchmarkContext> Compile(WorkflowCompiler<BenchmarkContext> compiler, byte[][] definitions)
    {
        var entries = new WorkflowEntry<BenchmarkContext>[definitions.Length];
        for (var i = 0; i < entries.Length; i++) entries[i] = new(i, 1, Compiled(compiler, definitions[i]));
        return WorkflowSet<BenchmarkContext>.Create(entries);
    }

    internal static CompiledWorkflow<BenchmarkContext> Compiled(WorkflowCompiler<BenchmarkContext> compiler, byte[] definition)
    {
        var result = compiler.Compile(definition);
        return result.Workflow ?? throw new BenchmarkException($"the benchmark's definition does not compile: {string.Join(' ', result.Diagnostics)}");
    }

    /// <summary>Each stage over all definitions, after the rounds have warmed it up; compiling with a compiler that knows nothing yet.</summary>
    private static void WriteStages(byte[][] definitions)
    {
        var (nodes, parsed, bound) = (new SourceNode?[Workflows], new WorkflowDefinition?[Workflows], new BoundWorkflow?[Workflows]);
        var compiler = new WorkflowCompiler<BenchmarkContext>(ConditionCase.Schema);
        var entries = new WorkflowEntry<BenchmarkContext>[Workflows];
        Stage("read", i => nodes[i] = JsonSourceReader.Read(definitions[i], new DiagnosticBag()));
        Stage("parse", i => parsed[i] = WorkflowParser.Parse(nodes[i], new DiagnosticBag()));
        Stage("bind", i => bound[i] = WorkflowBinder.Bind(parsed[i]!, ConditionCase.Schema, new DiagnosticBag()));
        Stage("analyse", i => WorkflowAnalysis.Report(bound[i]!, new DiagnosticBag()));
        Stage("compile", i => entries[i] = new(i, 1, compiler.Compile(bound[i]!)));
        Stage("set", i =>
        {
            if (i == 0) WorkflowSet<BenchmarkContext>.Create(entries);
        });
    }

    private static void Stage(string name, Action<int> work)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var milliseconds = Milliseconds(() =>
        {
            for (var i = 0; i < Workflows; i++) work(i);
        });
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name,-8} {milliseconds,6:0} ms  {allocated / Workflows,6} bytes per workflow"));
    }

    /// <summary>One event against all, beside asking each workflow in a loop.</summary>
    private static IEnumerable<Result> Match(WorkflowSet<BenchmarkContext> set)
    {
        var contexts = ConditionCase.Contexts(100, seed: 1);
        var matches = new List<WorkflowMatch<BenchmarkContext>>(Workflows);
        var (ours, reference) = (0, 0);
        return PairMeasurement.Of("compile/event-against-10000-vs-loop", new Pair<int>(
            () =>
            {
                matches.Clear();
                set.Match(["deal_updated"], contexts[ours = (ours + 1) % contexts.Length], Now, matches);
                return matches.Count(m => m.Fires);
            },
            () =>
            {
                var context = contexts[reference = (reference + 1) % contexts.Length];
                return set.Entries.Count(e => e.Workflow.PassesFilter(context, Now) && e.Workflow.MeetsConditions(context, Now));
            }));
    }

    private static double Milliseconds(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
