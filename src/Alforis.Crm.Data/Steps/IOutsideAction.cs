namespace Alforis.Crm.Data.Steps;

/// <summary>
/// A kind of action that reaches outside the database, such as an e-mail. It is done at least once: after a crash it may be done again,
/// with the same <see cref="StepCall.IdempotencyKey"/>. Thread-safe.
/// </summary>
public interface IOutsideAction
{
    /// <summary>The name, as definitions write it.</summary>
    string Name { get; }

    /// <summary>How many of its kind one host has under way at most, at least 1.</summary>
    int Concurrency { get; }

    /// <summary>Does the action once. An exception counts as a transient failure.</summary>
    /// <param name="call">What is to be done.</param>
    /// <param name="cancellationToken">
    /// Cancels when the service stops, and when the lease is lost. The attempt then counts as transient: it may have arrived.
    /// </param>
    /// <returns>What came of it.</returns>
    ValueTask<StepResult> RunAsync(StepCall call, CancellationToken cancellationToken);
}
