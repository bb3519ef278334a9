namespace Alforis.Crm.Data.Events;

/// <summary>Which events to list; what is <see langword="null"/> does not matter.</summary>
public sealed record EventFilter
{
    /// <summary>Those of an entity of this type; given with <see cref="EntityId"/>.</summary>
    public string? EntityType { get; init; }

    /// <summary>Those of the entity of this number.</summary>
    public long? EntityId { get; init; }

    /// <summary>Only those that were given up, also those that the log has no more.</summary>
    public bool IsParked { get; init; }

    /// <summary>Those before this place in the list.</summary>
    public EventPosition? Before { get; init; }
}

/// <summary>A place in a list of events, newest first.</summary>
/// <param name="OccurredAt">When the event there happened.</param>
/// <param name="Id">Its number.</param>
public sealed record EventPosition(DateTimeOffset OccurredAt, long Id);
