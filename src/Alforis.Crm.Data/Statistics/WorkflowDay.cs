namespace Alforis.Crm.Data.Statistics;

/// <summary>What a workflow did on a day (UTC), from the counters.</summary>
/// <param name="Day">The day.</param>
/// <param name="Success">Executions that succeeded.</param>
/// <param name="Failed">Executions that failed.</param>
/// <param name="Skipped">How often it did not fire although an event concerned it.</param>
/// <param name="Cancelled">Executions that were cancelled.</param>
/// <param name="Duration">What its executions took together.</param>
public sealed record WorkflowDay(DateOnly Day, long Success, long Failed, long Skipped, long Cancelled, TimeSpan Duration);

/// <summary>What happened to a workflow itself.</summary>
/// <param name="At">When.</param>
/// <param name="Kind"><c>version</c>, <c>activated</c>, <c>deactivated</c> or <c>suspended</c>.</param>
/// <param name="Version">The new version, or that which was activated; <see langword="null"/> where none is told.</param>
public sealed record WorkflowMark(DateTimeOffset At, string Kind, int? Version);

/// <summary>What a workflow did in a period.</summary>
/// <param name="Days">Each day, the oldest first; also those on which nothing happened.</param>
/// <param name="Durations">How long executions took, by length.</param>
/// <param name="Marks">What happened to the workflow itself, the oldest first.</param>
public sealed record WorkflowPeriod(IReadOnlyList<WorkflowDay> Days, DurationDistribution Durations, IReadOnlyList<WorkflowMark> Marks);
