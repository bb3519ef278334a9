namespace Alforis.Crm.Data.Model;

/// <summary>What happened, as conditions and templates see it under <c>trigger</c>.</summary>
public sealed record TriggerEvent
{
    /// <summary>The first of the event's types, for example <c>deal_updated</c>; <c>manual</c> when somebody runs the workflow by hand.</summary>
    public string Type { get; init; } = "";

    /// <summary><c>organisation</c> or <c>deal</c>; <see langword="null"/> when no entity triggered.</summary>
    public string? EntityType { get; init; }

    /// <summary>The entity's number.</summary>
    public long? EntityId { get; init; }

    /// <summary>When it happened: the start of the writing transaction.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>When a schedule or a sweep for silence was due; <see langword="null"/> for other events.</summary>
    public DateTimeOffset? ScheduledAt { get; init; }

    /// <summary>Who did it: what the application set as <c>alforis.actor</c>, else the database user.</summary>
    public string? Actor { get; init; }

    /// <summary>The fields whose values changed; empty for a creation.</summary>
    public IReadOnlyList<string> ChangedFields { get; init; } = [];
}
