using System.ComponentModel.DataAnnotations;
using Alforis.Workflows.Host.Api;

namespace Alforis.Workflows.Host.Endpoints.Tasks;

/// <summary>A change of a task: what is not there stays as it is.</summary>
[Request]
internal sealed record TaskChange : PartialRequest
{
    /// <summary>What is to be done.</summary>
    [NotBlank]
    [MaxLength(500)]
    public string Title { get; init => field = Note(value); } = null!;

    /// <summary>More about it.</summary>
    [MaxLength(100_000)]
    public string? Description { get; init => field = Note(value); }

    /// <summary>How far it is.</summary>
    [Choice(Choice.TaskStatus)]
    public string Status { get; init => field = Note(value); } = null!;

    /// <summary>How pressing it is.</summary>
    [Choice(Choice.TaskPriority)]
    public string Priority { get; init => field = Note(value); } = null!;

    /// <summary>The day until which it is to be done.</summary>
    public DateOnly? DueDate { get; init => field = Note(value); }

    /// <summary>The organisation that it is about.</summary>
    public long? OrganisationId { get; init => field = Note(value); }

    /// <summary>The person that it is about.</summary>
    public long? PersonId { get; init => field = Note(value); }

    /// <summary>The deal that it is about.</summary>
    public long? DealId { get; init => field = Note(value); }

    /// <summary>The number of the user who is to do it; to change it needs the permission to assign.</summary>
    public long? AssignedTo { get; init => field = Note(value); }
}
