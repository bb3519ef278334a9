namespace Alforis.Crm.Data.Schedules;

/// <summary>A stored workflow's schedule, whether it fires now or not. Immutable.</summary>
/// <param name="Id">The workflow's number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status"><c>draft</c>, <c>active</c>, <c>inactive</c>, <c>suspended</c> or <c>template</c>.</param>
/// <param name="TriggerType">Its trigger.</param>
/// <param name="Schedule">When it fires while it is active; <see langword="null"/> for another trigger, or when this version refuses the definition.</param>
/// <param name="LastFiring">When it was last due; <see langword="null"/> for never.</param>
public sealed record StoredSchedule(long Id, string Name, string Status, string TriggerType, Schedule? Schedule, DateTimeOffset? LastFiring)
{
    /// <summary>Whether the clock fires it.</summary>
    public bool IsTicking => Status == "active" && Schedule is not null;
}
