using Alforis.Crm.Data.Telemetry;

namespace Alforis.Crm.Data.Dispatching;

/// <summary>Events that are handled as soon as their transaction is committed.</summary>
/// <param name="plan">What was to be done, and is.</param>
/// <param name="trace">Its spans, if somebody listens.</param>
internal sealed class HandledBatch(BatchPlan plan, BatchTrace? trace)
{
    /// <summary>What was done.</summary>
    public DispatchReport Report { get; } = new(plan.Handled.Length, plan.Executions.Count, plan.Deferred.Count, 0);

    /// <summary>The events that stay in the queue.</summary>
    public IReadOnlyCollection<long> Left => plan.Deferred;

    /// <summary>Tells whoever listens.</summary>
    /// <param name="elapsed">What the transaction took.</param>
    public void Tell(TimeSpan elapsed)
    {
        DispatchTelemetry.Committed(BatchKind.Events, plan.Events.Length, elapsed);
        DispatchTelemetry.Handled(Report.Events, Report.Deferred);
        DispatchTelemetry.Ended(plan.Executions);
        trace?.End();
    }
}
