using System.Text.Json;
using Alforis.Crm.Data.Events;

namespace Alforis.Crm.Data.Contexts;

/// <summary>What an event has besides rows.</summary>
/// <param name="Webhook">What a webhook brought.</param>
/// <param name="ScheduledAt">When a schedule or a sweep for silence was due.</param>
internal sealed record EventPayload(JsonElement? Webhook, DateTimeOffset? ScheduledAt)
{
    /// <summary>The payload of a tick: one member, the moment that it was due.</summary>
    public const string ScheduledAtMember = "scheduled_at";

    /// <summary>The payload of a webhook: one member, what was posted. Not the thing itself, so that nobody outside can choose the other members.</summary>
    public const string WebhookMember = "webhook";

    /// <summary>Reads the event's payload; <see langword="null"/> when it has none.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static EventPayload? Of(CrmEvent source)
    {
        if (source.Payload is null) return null;
        var payload = JsonElement.Parse(source.Payload);
        return new EventPayload(
            payload.TryGetProperty(WebhookMember, out var webhook) ? webhook : null,
            payload.TryGetProperty(ScheduledAtMember, out var at) ? at.GetDateTimeOffset() : null);
    }
}
