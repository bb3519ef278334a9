using Alforis.Crm.Data.Schedules;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Host.Scheduling;

namespace Alforis.Workflows.Host.Endpoints.Workflows;

/// <summary>When the clock fires a workflow.</summary>
internal sealed record FiringsAnswer
{
    /// <summary>The workflow's number.</summary>
    public required long WorkflowId { get; init; }

    /// <summary>Whether the clock fires it at these moments: it is active and not suspended. If not, it would.</summary>
    public required bool IsActive { get; init; }

    /// <summary>
    /// <c>schedule</c>: the moments of its own schedule; <c>nightly</c>: those at which silence is looked for; <c>events</c>: none, it fires when something
    /// happens; <c>unreadable</c>: none, because this version refuses its definition.
    /// </summary>
    public required string Source { get; init; }

    /// <summary>The time zone whose clocks decide; <see langword="null"/> without firings.</summary>
    public string? TimeZone { get; init; }

    /// <summary>When it last fired by its schedule; <see langword="null"/> for never, and for other sources.</summary>
    public DateTimeOffset? LastFiring { get; init; }

    /// <summary>The next moments, the earliest first, by the clocks of that zone.</summary>
    public required IReadOnlyList<DateTimeOffset> NextFirings { get; init; }

    public static FiringsAnswer Of(StoredSchedule stored, DateTimeOffset now, int count) => stored switch
    {
        { Schedule: { } schedule } => Make(stored, "schedule", new Firings(schedule), schedule.TimeZone, now, count) with
        {
            LastFiring = stored.LastFiring is { } last ? TimeZoneInfo.ConvertTime(last, schedule.TimeZone) : null,
        },
        { TriggerType: TriggerNames.InactivityDelay } => Make(stored, "nightly", MaintenanceSchedule.SilenceSweepFirings, MaintenanceSchedule.Zone, now, count),
        _ => new FiringsAnswer
        {
            WorkflowId = stored.Id, IsActive = stored.Status == "active", Source = stored.TriggerType == TriggerNames.Scheduled ? "unreadable" : "events", NextFirings = [],
        },
    };

    private static FiringsAnswer Make(StoredSchedule stored, string source, Firings firings, TimeZoneInfo zone, DateTimeOffset now, int count) => new()
    {
        WorkflowId = stored.Id,
        IsActive = stored.Status == "active",
        Source = source,
        TimeZone = zone.Id,
        NextFirings = [.. firings.After(now, count).Select(at => TimeZoneInfo.ConvertTime(at, zone))],
    };
}
