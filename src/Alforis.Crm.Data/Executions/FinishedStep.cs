namespace Alforis.Crm.Data.Executions;

/// <summary>An outside-world step that has ended, on its way into history.</summary>
/// <param name="ActionId">The action's name within the workflow.</param>
/// <param name="ActionType">The kind of action.</param>
/// <param name="Settings">Its settings, as JSON.</param>
/// <param name="IsDone">Whether it succeeded.</param>
/// <param name="Error">Why it did not.</param>
/// <param name="ErrorCode">The same as a <see cref="FailureCode"/>.</param>
/// <param name="Result">What came back, as JSON.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="IdempotencyKey">The key that all attempts bore.</param>
internal sealed record FinishedStep(
    string ActionId, string ActionType, string Settings, bool IsDone, string? Error, string? ErrorCode, string? Result, int Attempts, Guid IdempotencyKey);
