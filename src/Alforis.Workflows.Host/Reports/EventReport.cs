using Alforis.Crm.Data.Events;

namespace Alforis.Workflows.Host.Reports;

/// <summary>An event as JSON says it.</summary>
internal sealed record EventReport(
    long Id,
    DateTimeOffset OccurredAt,
    IReadOnlyList<string> Types,
    string? EntityType,
    long? EntityId,
    string? Actor,
    EventState State,
    int Attempts,
    DateTimeOffset? NotBefore,
    DateTimeOffset? ParkedAt,
    string? LastError)
{
    public static EventReport Of(EventSummary e) => new(
        e.Id, e.OccurredAt, e.Types, e.EntityType, e.EntityId, e.Actor, e.State, e.Attempts, e.NotBefore, e.ParkedAt, e.LastError);
}
