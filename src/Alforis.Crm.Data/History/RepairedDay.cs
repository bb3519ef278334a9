namespace Alforis.Crm.Data.History;

/// <summary>A day whose statistics were wrong.</summary>
/// <param name="WorkflowId">The workflow's number.</param>
/// <param name="Day">The day (UTC).</param>
/// <param name="Before">What was counted.</param>
/// <param name="After">What history knows.</param>
/// <param name="DurationsChanged">Whether its durations were wrong.</param>
public sealed record RepairedDay(long WorkflowId, DateOnly Day, DayCounts Before, DayCounts After, bool DurationsChanged);
