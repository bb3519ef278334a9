namespace Alforis.Crm.Data.Dispatching;

/// <summary>What one pass of the dispatcher did.</summary>
/// <param name="Events">Events handled and removed from the queue.</param>
/// <param name="Executions">Executions written.</param>
/// <param name="Deferred">Events put off because somebody else holds a row that they need.</param>
/// <param name="Failed">Events whose handling failed; they are tried again, or parked.</param>
public sealed record DispatchReport(int Events, int Executions, int Deferred, int Failed)
{
    /// <summary>A pass that found nothing to do.</summary>
    public static DispatchReport Idle { get; } = new(0, 0, 0, 0);

    /// <summary>Both together.</summary>
    /// <param name="other">Another report.</param>
    public DispatchReport Plus(DispatchReport other) =>
        new(Events + other.Events, Executions + other.Executions, Deferred + other.Deferred, Failed + other.Failed);
}
