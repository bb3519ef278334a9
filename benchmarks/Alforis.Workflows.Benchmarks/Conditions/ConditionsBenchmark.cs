using System.Text.Json;

namespace Alforis.Workflows.Benchmarks.Conditions;

/// <summary>A condition over each kind of context beside the same written by hand, and beside other rule engines.</summary>
internal sealed class ConditionsBenchmark : IBenchmark
{
    public string Name => "conditions";

    public string Description => "a condition of five leaves over C# types, JSON and dictionaries, against hand-written C# and rule engines of npm";

    public IReadOnlyList<Result> Run(IReadOnlyList<string> arguments)
    {
        List<Result> results =
        [
            .. new ConditionForm<BenchmarkContext>(ConditionCase.Schema, c => c, ConditionCase.HandWritten).Measure("5-leaves"),
            .. new ConditionForm<IReadOnlyDictionary<string, object?>>(
                ContextForms.Dictionaries, ContextForms.ToDictionary, ContextForms.HandWritten).Measure("5-leaves-dictionaries"),
            .. new ConditionForm<JsonElement>(ContextForms.Json, ContextForms.ToJson, ContextForms.HandWritten).Measure("5-leaves-json"),
        ];
        return [.. results, .. PeerEngines.Measure(Console.Out, results[0].Ours)];
    }
}
