namespace Alforis.Workflows.Benchmarks.Pipeline;

/// <summary>From a row change to finished executions, on one PostgreSQL.</summary>
internal sealed class PipelineBenchmark : IBenchmark
{
    private const int BurstEvents = 1_000_000;

    private static readonly IReadOnlyList<(string Name, Func<PipelineDatabase, Task<IReadOnlyList<Result>>> Measure)> Parts =
    [
        ("throughput", Throughput.MeasureAsync),
        ("capture", CaptureCost.MeasureAsync),
        ("latency", Latency.MeasureAsync),
        ("hosts", Hosts.MeasureAsync),
        ("mail", SlowMail.MeasureAsync),
        ("burst", database => Burst.MeasureAsync(database, BurstEvents)),
    ];

    public string Name => "pipeline";

    public string Description =>
        $"events from queue to history beside plain SQL and other job queues; all, or some of: {string.Join(", ", Parts.Select(p => p.Name))}; burst=EVENTS for a smaller one";

    public IReadOnlyList<Result> Run(IReadOnlyList<string> arguments) => RunAsync([.. (arguments.Count == 0 ? Parts.Select(p => p.Name) : arguments).Select(Part)]).GetAwaiter().GetResult();

    private static async Task<IReadOnlyList<Result>> RunAsync(IReadOnlyList<Func<PipelineDatabase, Task<IReadOnlyList<Result>>>> parts)
    {
        await using var database = await PipelineDatabase.StartAsync();
        var results = new List<Result>();
        foreach (var measure in parts) results.AddRange(await measure(database));
        return results;
    }

    private static Func<PipelineDatabase, Task<IReadOnlyList<Result>>> Part(string argument)
    {
        if (argument.StartsWith("burst=", StringComparison.Ordinal) && int.TryParse(argument["burst=".Length..], System.Globalization.CultureInfo.InvariantCulture, out var events) && events >= 10_000)
        {
            return database => Burst.MeasureAsync(database, events);
        }

        return Parts.FirstOrDefault(p => string.Equals(p.Name, argument, StringComparison.Ordinal)).Measure
            ?? throw new BenchmarkException($"there is no part '{argument}'; there are {string.Join(", ", Parts.Select(p => p.Name))}, and burst=EVENTS with at least 10000.");
    }
}
