using System.ComponentModel.DataAnnotations;
using Alforis.Workflows.Host.Api;

namespace Alforis.Workflows.Host.Endpoints.Activities;

/// <summary>A new activity.</summary>
[Request]
internal sealed record ActivityCreation
{
    /// <summary>The organisation that it was with.</summary>
    public required long OrganisationId { get; init; }

    /// <summary>The deal that it was about.</summary>
    public long? DealId { get; init; }

    /// <summary>What kind of activity; note by default.</summary>
    [Choice(Choice.ActivityType)]
    public string Type { get; init; } = "note";

    /// <summary>The headline.</summary>
    [MaxLength(500)]
    public string Title { get; init; } = "";

    /// <summary>The text.</summary>
    [MaxLength(100_000)]
    public string? Description { get; init; }

    /// <summary>When it took place, or will; now by default.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
