using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Alforis.Workflows.Engine.Diagnostics;

/// <summary>
/// How the engine can be watched from outside: spans of an <see cref="ActivitySource"/> and instruments of a <see cref="Meter"/>, both called
/// <see cref="Name"/>. They carry names, numbers and statuses, and no value of a context. Nobody who listens, no cost.
/// </summary>
public static class WorkflowTelemetry
{
    /// <summary>The name of the source and of the meter, to be given to whatever collects them.</summary>
    public const string Name = "Alforis.Workflows";

    private static readonly double[] Seconds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60];

    private static readonly Meter Meter = new(Name, Version);

    internal static ActivitySource Source { get; } = new(Name, Version);

    internal static Counter<long> Executions { get; } =
        Meter.CreateCounter<long>("workflow.executions", "{execution}", "Workflows that ran for an event.");

    internal static Counter<long> Actions { get; } =
        Meter.CreateCounter<long>("workflow.actions", "{action}", "Actions of these, also those that were skipped.");

    internal static Histogram<double> ExecutionDuration { get; } = Duration("workflow.execution.duration", "How long executions took.");

    internal static Histogram<double> ActionDuration { get; } = Duration("workflow.action.duration", "How long actions took that were tried.");

    private static string? Version => typeof(WorkflowTelemetry).Assembly.GetName().Version?.ToString(3);

    private static Histogram<double> Duration(string name, string description) => Meter.CreateHistogram(
        name, "s", description, advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });
}
