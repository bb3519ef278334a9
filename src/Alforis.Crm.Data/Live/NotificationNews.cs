namespace Alforis.Crm.Data.Live;

/// <summary>What has happened to notifications since a moment.</summary>
/// <param name="Cursor">The moment up to which this goes; the next reading begins there.</param>
/// <param name="Notifications">New and changed ones, by number. They may come twice, and never not at all.</param>
/// <param name="IsComplete">Whether these are all; when not, read the list again.</param>
public sealed record NotificationNews(string Cursor, IReadOnlyList<LiveNotification> Notifications, bool IsComplete);

/// <summary>A notification as it stands.</summary>
public sealed record LiveNotification
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>Whom it is for.</summary>
    public required long UserId { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>Its text; may be empty.</summary>
    public required string Message { get; init; }

    /// <summary><c>info</c>, <c>success</c>, <c>warning</c> or <c>error</c>.</summary>
    public required string Severity { get; init; }

    /// <summary>What it is about, as its workflow calls it.</summary>
    public string? Kind { get; init; }

    /// <summary><c>organisation</c> or <c>deal</c>.</summary>
    public string? EntityType { get; init; }

    /// <summary>The entity's number.</summary>
    public long? EntityId { get; init; }

    /// <summary>Where it leads.</summary>
    public string? Link { get; init; }

    /// <summary>Whether it has been read.</summary>
    public required bool IsRead { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The execution that made it.</summary>
    public long? ExecutionId { get; init; }
}
