namespace Alforis.Crm.Data.Steps;

/// <summary>A step that this worker may complete, as long as it holds the lease.</summary>
/// <param name="Call">What is to be done.</param>
/// <param name="Token">The lease.</param>
/// <param name="StartedAt">When it was leased, by the database's clock.</param>
/// <param name="Failures">How many attempts have failed so far.</param>
/// <param name="MostAttempts">How many may fail.</param>
/// <param name="FirstWait">The longest wait after the first failure.</param>
/// <param name="MostWait">The longest wait.</param>
internal sealed record LeasedStep(
    StepCall Call, Guid Token, DateTimeOffset StartedAt, int Failures, int MostAttempts, TimeSpan FirstWait, TimeSpan MostWait)
{
    /// <summary>The trace that it belongs to, as <c>EventTrace</c> writes it.</summary>
    public string? TraceParent { get; init; }
}
