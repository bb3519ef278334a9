using System.Text.Json;

namespace Alforis.Crm.Data.Model;

/// <summary>Everything that the conditions and templates of one event can see. Immutable.</summary>
public sealed record CrmContext
{
    /// <summary>What happened.</summary>
    public TriggerEvent Trigger { get; init; } = new();

    /// <summary>The triggering organisation, or the triggering deal's.</summary>
    public Organisation? Organisation { get; init; }

    /// <summary>The triggering deal.</summary>
    public Deal? Deal { get; init; }

    /// <summary>The triggering organisation before the change.</summary>
    public Organisation? PreviousOrganisation { get; init; }

    /// <summary>The triggering deal before the change.</summary>
    public Deal? PreviousDeal { get; init; }

    /// <summary>The payload of a webhook.</summary>
    public JsonElement? Webhook { get; init; }

    /// <summary>What the outside actions so far brought: an object by their ids.</summary>
    public JsonElement? Steps { get; init; }
}
