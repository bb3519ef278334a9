namespace Alforis.Crm.Data.Notifications;

/// <summary>Something that somebody is told.</summary>
public sealed record NotificationDetail
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>The headline.</summary>
    public required string Title { get; init; }

    /// <summary>The text.</summary>
    public required string Message { get; init; }

    /// <summary>How it is shown.</summary>
    public required string Severity { get; init; }

    /// <summary>A word by which the reader's program may sort it.</summary>
    public string? Kind { get; init; }

    /// <summary>What it is about: <c>organisation</c> or <c>deal</c>.</summary>
    public string? EntityType { get; init; }

    /// <summary>The number of that.</summary>
    public long? EntityId { get; init; }

    /// <summary>Where a click leads.</summary>
    public string? Link { get; init; }

    /// <summary>Whether it was read.</summary>
    public required bool IsRead { get; init; }

    /// <summary>When it was read.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>When it was sent.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The execution of a workflow that sent it.</summary>
    public long? ExecutionId { get; init; }
}
