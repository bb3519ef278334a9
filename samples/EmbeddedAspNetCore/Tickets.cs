using Alforis.Workflows.Engine.Schema;

namespace EmbeddedAspNetCore;

/// <summary>What workflows see.</summary>
internal sealed record TicketOpened(Ticket Ticket);

internal sealed record Ticket(string Id, string Subject, Priority Priority, string? Customer);

internal enum Priority
{
    Low,
    Normal,
    Urgent,
}

/// <summary>The settings of the action <c>notify</c>.</summary>
internal sealed record NotifySettings
{
    [Setting(Choices = ["support", "management"])]
    public required string Team { get; init; }

    public required string Message { get; init; }
}
