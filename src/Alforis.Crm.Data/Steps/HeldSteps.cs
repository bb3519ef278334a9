namespace Alforis.Crm.Data.Steps;

/// <summary>Calls of one workflow that its hourly limit holds up. Immutable.</summary>
/// <param name="WorkflowId">The workflow's number.</param>
/// <param name="WorkflowName">Its name.</param>
/// <param name="Count">How many wait besides those that there is room for in this hour; <see cref="HeldStepsQuery.MostCounted"/> + 1 when there are more than that.</param>
/// <param name="Since">When the oldest of those that were counted began to wait.</param>
public sealed record HeldSteps(long WorkflowId, string WorkflowName, long Count, DateTimeOffset Since)
{
    /// <summary>What is held up when its workflow's hour is full: steps <c>s</c> that are due, or behind one that is, and that nobody has let go.</summary>
    internal const string Condition = "s.status = 'pending' AND NOT s.released AND (s.run_after <= statement_timestamp() OR s.waits_in_line)";
}
