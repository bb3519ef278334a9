using System.ComponentModel.DataAnnotations;
using Alforis.Workflows.Host.Api;

namespace Alforis.Workflows.Host.Endpoints.Tasks;

/// <summary>A new task.</summary>
[Request]
internal sealed record TaskCreation
{
    /// <summary>What is to be done.</summary>
    [NotBlank]
    [MaxLength(500)]
    public required string Title { get; init; }

    /// <summary>More about it.</summary>
    [MaxLength(100_000)]
    public string? Description { get; init; }

    /// <summary>How far it is; todo by default.</summary>
    [Choice(Choice.TaskStatus)]
    public string Status { get; init; } = "todo";

    /// <summary>How pressing it is; normal by default.</summary>
    [Choice(Choice.TaskPriority)]
    public string Priority { get; init; } = "normal";

    /// <summary>The day until which it is to be done.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>The organisation that it is about; the deal's by default.</summary>
    public long? OrganisationId { get; init; }

    /// <summary>The person that it is about.</summary>
    public long? PersonId { get; init; }

    /// <summary>The deal that it is about.</summary>
    public long? DealId { get; init; }

    /// <summary>The number of the user who is to do it; others than oneself need the permission to assign.</summary>
    public long? AssignedTo { get; init; }
}
