namespace Alforis.Crm.Data.Diagnosis.Checks;

/// <summary>How the executions stand that are not finished.</summary>
/// <param name="Live">All of them.</param>
/// <param name="Sleeping">Those that wait for a delay of theirs.</param>
/// <param name="Due">Those whose time to go on has come.</param>
/// <param name="OldestDue">For how long the oldest of these has been due.</param>
/// <param name="Failing">Those whose going on has failed, and is tried again.</param>
/// <param name="Stuck">Those that wait for nothing: neither for a time nor for a step.</param>
internal sealed record ExecutionsStatus(long Live, long Sleeping, long Due, TimeSpan OldestDue, long Failing, long Stuck);
