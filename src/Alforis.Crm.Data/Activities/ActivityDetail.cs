using System.Text.Json.Serialization;
using Alforis.Crm.Data.Rows;

namespace Alforis.Crm.Data.Activities;

/// <summary>A call, a meeting, a note: something that happened with an organisation.</summary>
public sealed record ActivityDetail
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>The organisation that it was with.</summary>
    public required long OrganisationId { get; init; }

    /// <summary>The deal that it was about.</summary>
    public long? DealId { get; init; }

    /// <summary>What kind of activity.</summary>
    public required string Type { get; init; }

    /// <summary>The headline.</summary>
    public required string Title { get; init; }

    /// <summary>The text.</summary>
    public string? Description { get; init; }

    /// <summary>When it took place, or will.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The number of the user who made it.</summary>
    public long? CreatedBy { get; init; }

    /// <summary>The name of that user.</summary>
    public string? CreatedByName { get; init; }

    /// <summary>The execution of a workflow that made it; <see langword="null"/> for a person.</summary>
    public long? ExecutionId { get; init; }

    /// <summary>When it was written down.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The version of the row.</summary>
    [JsonIgnore]
    public RowVersion Version { get; init; }
}
