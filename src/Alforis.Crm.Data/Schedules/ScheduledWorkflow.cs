namespace Alforis.Crm.Data.Schedules;

/// <summary>An active workflow with a schedule. Immutable.</summary>
/// <param name="Id">The workflow's number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Schedule">When it fires.</param>
/// <param name="ActiveSince">Since when it is active.</param>
/// <param name="ChangedAt">When it was last changed, in whatever way; not before <paramref name="ActiveSince"/>.</param>
public sealed record ScheduledWorkflow(long Id, string Name, Schedule Schedule, DateTimeOffset ActiveSince, DateTimeOffset ChangedAt);
