using System.Diagnostics;
using System.Diagnostics.Metrics;
using Alforis.Crm.Data.Steps;

namespace Alforis.Crm.Data.Telemetry;

/// <summary>Spans and measurements of outside-world steps.</summary>
internal static class StepTelemetry
{
    private const string Outcome = "workflow.step.outcome";

    private static readonly Counter<long> Attempts = CrmTelemetry.Meter.CreateCounter<long>(
        "workflow.step.attempts", "{attempt}", "Attempts of steps, as the journal has them.");

    private static readonly Histogram<double> Duration = CrmTelemetry.Meter.CreateHistogram(
        "workflow.step.duration", "s", "How long these attempts took.", advice: CrmTelemetry.Seconds);

    private static readonly Counter<long> Expired = CrmTelemetry.Meter.CreateCounter<long>(
        "workflow.step.leases_expired", "{step}", "Steps that were taken back because their worker did not answer any more.");

    /// <summary>Begins the span of an attempt, in the trace of the event behind it; <see langword="null"/> when nobody listens.</summary>
    public static Activity? Start(LeasedStep step)
    {
        if (!CrmTelemetry.Source.HasListeners()) return null;
        var parent = EventTrace.Read(step.TraceParent);
        // Without a span above, what is current would become it.
        Activity.Current = null;
        var span = CrmTelemetry.Source.StartActivity("workflow.step", ActivityKind.Client, parent);
        if (span is not { IsAllDataRequested: true }) return span;
        var call = step.Call;
        return span.SetTag("workflow.id", call.WorkflowId)
            .SetTag("workflow.execution.id", call.ExecutionId)
            .SetTag("workflow.step.id", call.StepId)
            .SetTag("workflow.step.attempt", call.Attempt)
            .SetTag("workflow.action.id", call.ActionId)
            .SetTag(CrmTelemetry.ActionType, call.ActionType);
    }

    /// <summary>Says in the span how the attempt ended. Ending the span is the caller's business.</summary>
    /// <param name="span">The span, if there is one.</param>
    /// <param name="outcome">The journal's word, as far as the worker knows.</param>
    public static void Say(Activity? span, string outcome)
    {
        span?.SetTag(Outcome, outcome);
        if (outcome != "success") span?.SetStatus(ActivityStatusCode.Error);
    }

    /// <summary>An attempt is journaled.</summary>
    /// <param name="actionType">The kind of action.</param>
    /// <param name="outcome">The journal's word.</param>
    /// <param name="duration">What it took.</param>
    public static void Journaled(string actionType, string outcome, TimeSpan duration)
    {
        var tags = new TagList { { CrmTelemetry.ActionType, actionType }, { Outcome, outcome } };
        Attempts.Add(1, tags);
        Duration.Record(duration.TotalSeconds, tags);
    }

    /// <summary>Leases have ended without their worker.</summary>
    /// <param name="count">How many.</param>
    public static void LeasesExpired(long count) => Expired.Add(count);
}
