namespace Alforis.Crm.Data.Tests.Stores;

/// <summary>What one may do with steps that wait, whatever keeps them. A workflow's number is its place, from 0.</summary>
internal interface IStepStore : IAsyncDisposable
{
    /// <summary>An execution of a workflow for an entity comes to a step.</summary>
    Task AddAsync(int workflow, int entity);

    Task<IReadOnlyList<HeldStep>> ClaimAsync(int room, int callsPerHour = 1000);

    /// <summary>Tells how a call ended: <c>success</c>, <c>transient</c> or <c>permanent</c>.</summary>
    /// <returns>What is journaled of it.</returns>
    Task<string> CompleteAsync(HeldStep step, string result);

    Task<bool> ProlongAsync(HeldStep step);

    /// <summary>Takes back what is held for longer than its lease.</summary>
    Task<long> SweepAsync();

    /// <summary>Executions whose step has ended go on, and end.</summary>
    Task ContinueAsync();

    /// <summary>Cancels the unfinished executions of a workflow for an entity.</summary>
    Task CancelAsync(int workflow, int entity);

    /// <summary>Time passes, for everything.</summary>
    Task PassAsync(TimeSpan time);

    /// <summary>How the executions have ended, in their order.</summary>
    Task<IReadOnlyList<string>> EndsAsync();
}

/// <summary>A step that somebody holds.</summary>
/// <param name="Lease">Its holder's right, in the store's own form.</param>
/// <param name="Key">The key that all calls of the step bear.</param>
/// <param name="Execution">The number of its execution: later ones have higher numbers.</param>
internal sealed record HeldStep(object Lease, object Key, int Workflow, int Entity, long Execution, int Attempt);
