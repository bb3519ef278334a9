using System.Diagnostics;
using System.Diagnostics.Metrics;
using Alforis.Crm.Data.Executions;

namespace Alforis.Crm.Data.Telemetry;

/// <summary>Measurements of batches and of what they handle; taken once they are committed.</summary>
internal static class DispatchTelemetry
{
    private const string Outcome = "workflow.event.outcome";
    private const string Kind = "workflow.batch.kind";

    private static readonly Counter<long> Events = CrmTelemetry.Meter.CreateCounter<long>(
        "workflow.events", "{event}", "Events that a batch took, by what became of them.");

    // The same as the engine's, which counts where it is embedded.
    private static readonly Counter<long> Executions = CrmTelemetry.Meter.CreateCounter<long>(
        "workflow.executions", "{execution}", "Workflows that ran for an event.");

    private static readonly Histogram<long> Size = CrmTelemetry.Meter.CreateHistogram(
        "workflow.batch.size", "{item}", "Events, or executions that go on, in one transaction.",
        advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] });

    private static readonly Histogram<double> Duration = CrmTelemetry.Meter.CreateHistogram(
        "workflow.batch.duration", "s", "How long such a transaction took, claim and commit included.", advice: CrmTelemetry.Seconds);

    /// <summary>A batch is committed.</summary>
    /// <param name="kind">One of <see cref="BatchKind"/>.</param>
    /// <param name="size">How many it had.</param>
    /// <param name="duration">What it took.</param>
    public static void Committed(string kind, int size, TimeSpan duration)
    {
        var tag = KeyValuePair.Create(Kind, (object?)kind);
        Size.Record(size, tag);
        Duration.Record(duration.TotalSeconds, tag);
    }

    /// <summary>Events of a committed batch.</summary>
    /// <param name="handled">Those that have left the queue.</param>
    /// <param name="putOff">Those that somebody holds a row of.</param>
    public static void Handled(int handled, int putOff)
    {
        if (handled > 0) Events.Add(handled, KeyValuePair.Create(Outcome, (object?)"handled"));
        if (putOff > 0) Events.Add(putOff, KeyValuePair.Create(Outcome, (object?)"put_off"));
    }

    /// <summary>An event could not be handled.</summary>
    /// <param name="parked">Whether it is given up.</param>
    public static void Failed(bool parked) => Events.Add(1, KeyValuePair.Create(Outcome, (object?)(parked ? "parked" : "failed")));

    /// <summary>Executions of a committed batch: those that are over are counted.</summary>
    /// <param name="executions">Those that are settled.</param>
    public static void Ended(IReadOnlyList<PendingExecution> executions)
    {
        if (!Executions.Enabled) return;
        foreach (var group in executions.Where(e => e.IsOver).CountBy(e => (e.Workflow.Workflow.TriggerType, e.Status)))
            Ended(group.Key.TriggerType, group.Key.Status, group.Value);
    }

    /// <summary>Executions that went on in a committed batch.</summary>
    /// <param name="claimed">All of them.</param>
    /// <param name="ended">Those that have ended.</param>
    public static void Ended(IReadOnlyList<LiveExecution> claimed, IReadOnlyList<EndedExecution> ended)
    {
        if (!Executions.Enabled || ended.Count == 0) return;
        var triggers = claimed.ToDictionary(e => e.Id, e => e.TriggerType);
        foreach (var group in ended.CountBy(e => (Trigger: triggers[e.Id], e.Status))) Ended(group.Key.Trigger, group.Key.Status, group.Value);
    }

    /// <summary>Executions have ended.</summary>
    /// <param name="trigger">The trigger of their workflow.</param>
    /// <param name="status">As history says it.</param>
    /// <param name="count">How many.</param>
    private static void Ended(string trigger, string status, int count) =>
        Executions.Add(count, new TagList { { CrmTelemetry.Trigger, trigger }, { CrmTelemetry.Status, StatusWord(status) } });

    /// <summary>The engine's word for a status of history.</summary>
    public static string StatusWord(string status) => status == "success" ? "succeeded" : status;
}
