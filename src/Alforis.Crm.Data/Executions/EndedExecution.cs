namespace Alforis.Crm.Data.Executions;

/// <summary>An unfinished execution that ends.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Status">How it ends.</param>
/// <param name="Actions">What became of all its actions, as a JSON list.</param>
/// <param name="Error">Why it failed or was cancelled.</param>
/// <param name="ErrorCode">The same as a <see cref="FailureCode"/>.</param>
/// <param name="Worked">What its last part took.</param>
internal sealed record EndedExecution(long Id, string Status, string Actions, string? Error, string? ErrorCode, TimeSpan Worked)
{
    /// <summary>What its conditions met when they were asked again, as JSON; <see langword="null"/> when they were not.</summary>
    public string? Conditions { get; init; }
}
