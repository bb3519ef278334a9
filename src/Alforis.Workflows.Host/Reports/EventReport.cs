using Alforis.Crm.Data.Events;

namespace Alforis.Workflows.Host.Reports;

/// <summary>An event and where it stands.</summary>
/// <param name="Id">The event's number.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="Types">The triggers that it is one for; none when the log has the event no more.</param>
/// <param name="EntityType"><c>organisation</c> or <c>deal</c>.</param>
/// <param name="EntityId">The entity's number.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="State">Whether it was handled, waits, or was given up.</param>
/// <param name="Attempts">How often handling it has failed so far.</param>
/// <param name="NotBefore">When it is tried again.</param>
/// <param name="ParkedAt">When it was given up.</param>
/// <param name="LastError">Why the last attempt failed.</param>
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
