namespace Alforis.Crm.Data.History;

/// <summary>What a workflow did on a day.</summary>
/// <param name="Success">Executions that succeeded.</param>
/// <param name="Failed">Executions that failed.</param>
/// <param name="Skipped">Events that did not fire it, and executions whose conditions did not hold any more when they woke.</param>
/// <param name="Cancelled">Executions that were cancelled.</param>
public sealed record DayCounts(long Success, long Failed, long Skipped, long Cancelled);
