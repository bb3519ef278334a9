namespace Alforis.Crm.Data.Events;

/// <summary>An event in a list.</summary>
public sealed record EventSummary
{
    /// <summary>The event's number.</summary>
    public required long Id { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The triggers that it is one for; none when the log has the event no more.</summary>
    public required IReadOnlyList<string> Types { get; init; }

    /// <summary><c>organisation</c>, <c>deal</c> or <see langword="null"/>.</summary>
    public string? EntityType { get; init; }

    /// <summary>The entity's number.</summary>
    public long? EntityId { get; init; }

    /// <summary>Who did it.</summary>
    public string? Actor { get; init; }

    /// <summary>What is to become of it.</summary>
    public required EventState State { get; init; }

    /// <summary>How often handling it has failed so far.</summary>
    public int Attempts { get; init; }

    /// <summary>When it is tried again.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>When it was given up.</summary>
    public DateTimeOffset? ParkedAt { get; init; }

    /// <summary>Why the last attempt failed.</summary>
    public string? LastError { get; init; }
}

/// <summary>Where an event stands.</summary>
public enum EventState
{
    /// <summary>It has been handled and is not handled again.</summary>
    Handled,

    /// <summary>It waits to be handled.</summary>
    Waiting,

    /// <summary>It was given up after too many attempts, until somebody replays it.</summary>
    Parked,
}
