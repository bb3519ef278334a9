using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Telemetry;

namespace Alforis.Crm.Data.Dispatching;

/// <summary>Executions that have gone on as soon as their transaction is committed.</summary>
/// <param name="claimed">All of them.</param>
/// <param name="ended">Those that have ended.</param>
/// <param name="trace">Their spans, if somebody listens.</param>
internal sealed class ContinuedBatch(IReadOnlyList<LiveExecution> claimed, IReadOnlyList<EndedExecution> ended, BatchTrace? trace)
{
    /// <summary>Tells whoever listens.</summary>
    /// <param name="elapsed">What the transaction took.</param>
    public void Tell(TimeSpan elapsed)
    {
        DispatchTelemetry.Committed(BatchKind.Executions, claimed.Count, elapsed);
        DispatchTelemetry.Ended(claimed, ended);
        trace?.End();
    }
}
