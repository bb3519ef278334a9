using Alforis.Crm.Data.Events;

namespace Alforis.Workflows.Host.Reports;

/// <summary>An event as JSON says it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="Types">What happened: <c>deal_updated</c>, and perhaps <c>deal_stage_changed</c> as well.</param>
/// <param name="EntityType"><c>organisation</c> or <c>deal</c>; none for what happened to neither.</param>
/// <param name="EntityId">The number of that.</param>
/// <param name="Actor">Who did it, as far as is known.</param>
/// <param name="State">What has become of it.</param>
/// <param name="Attempts">How often it was tried in vain.</param>
/// <param name="NotBefore">When it is tried again.</param>
/// <param name="ParkedAt">Since when it is tried no more, until somebody replays it.</param>
/// <param name="LastError">Why the last try failed.</param>
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
