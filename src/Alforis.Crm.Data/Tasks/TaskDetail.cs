using System.Text.Json.Serialization;
using Alforis.Crm.Data.Rows;

namespace Alforis.Crm.Data.Tasks;

/// <summary>Something that somebody is to do.</summary>
public sealed record TaskDetail
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>What is to be done.</summary>
    public required string Title { get; init; }

    /// <summary>More about it.</summary>
    public string? Description { get; init; }

    /// <summary>Whether it is done.</summary>
    public required string Status { get; init; }

    /// <summary>How pressing it is.</summary>
    public required string Priority { get; init; }

    /// <summary>The day until which it is to be done.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>When it was done; <see langword="null"/> while it is not.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The organisation that it is about.</summary>
    public long? OrganisationId { get; init; }

    /// <summary>That organisation's name, for who may read organisations.</summary>
    public string? OrganisationNom { get; init; }

    /// <summary>The deal that it is about.</summary>
    public long? DealId { get; init; }

    /// <summary>That deal's name, for who may read deals.</summary>
    public string? DealNom { get; init; }

    /// <summary>The person that it is about.</summary>
    public long? PersonId { get; init; }

    /// <summary>The number of the user who is to do it.</summary>
    public long? AssignedTo { get; init; }

    /// <summary>The name of that user.</summary>
    public string? AssignedToName { get; init; }

    /// <summary>The number of the user who made it.</summary>
    public long? CreatedBy { get; init; }

    /// <summary>The execution of a workflow that made it; <see langword="null"/> for a person.</summary>
    public long? ExecutionId { get; init; }

    /// <summary>Whether it is open although its day is past, in Paris.</summary>
    public required bool IsOverdue { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The version of the row.</summary>
    [JsonIgnore]
    public RowVersion Version { get; init; }
}
