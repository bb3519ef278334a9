namespace Alforis.Crm.Data.Diagnosis.Checks;

/// <summary>How the schedule stands.</summary>
/// <param name="Exists">Whether a host has ever made its tables.</param>
/// <param name="Instances">The hosts that say that they live, as machine and number.</param>
/// <param name="Triggers">How many triggers there are.</param>
/// <param name="Broken">Triggers that Quartz has given up.</param>
/// <param name="Overdue">Triggers whose time has passed without a firing.</param>
/// <param name="OldestOverdue">By how much the first of these is late.</param>
internal sealed record ScheduleStatus(bool Exists, IReadOnlyList<string> Instances, long Triggers, long Broken, long Overdue, TimeSpan OldestOverdue)
{
    /// <summary>Active scheduled workflows that nothing fires, although it is minutes since they were changed.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Active scheduled workflows whose time has passed without a firing, or whose trigger Quartz has given up.</summary>
    public IReadOnlyList<string> Late { get; init; } = [];
}
