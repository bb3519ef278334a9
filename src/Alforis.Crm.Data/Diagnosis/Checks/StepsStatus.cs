namespace Alforis.Crm.Data.Diagnosis.Checks;

/// <summary>How the steps stand that wait.</summary>
/// <param name="Waiting">All that wait.</param>
/// <param name="InLine">Those of them behind an earlier execution for the same entity.</param>
/// <param name="Throttled">Those of workflows that have made as many calls in this hour as they may.</param>
/// <param name="Due">Those that nothing stands against.</param>
/// <param name="OldestDue">For how long the oldest of these has been due.</param>
internal sealed record StepsStatus(long Waiting, long InLine, long Throttled, long Due, TimeSpan OldestDue);
