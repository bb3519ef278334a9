using System.Diagnostics;
using System.Diagnostics.Metrics;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Crm.Data.Telemetry;

/// <summary>
/// What can be watched of the service: spans and instruments under the engine's name, listed in docs/operations.md. They carry names, numbers
/// and statuses, never a value of a row or a setting, and instruments no number of a row. Nobody who listens, no cost.
/// </summary>
internal static class CrmTelemetry
{
    public const string Trigger = "workflow.trigger";
    public const string Status = "workflow.execution.status";
    public const string ActionType = "workflow.action.type";

    /// <summary>Seconds of what takes milliseconds, and of what may take minutes.</summary>
    public static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] };

    public static Meter Meter { get; } = new(WorkflowTelemetry.Name, Version);

    public static ActivitySource Source { get; } = new(WorkflowTelemetry.Name, Version);

    public static string? Version => typeof(CrmTelemetry).Assembly.GetName().Version?.ToString(3);
}
