using System.ComponentModel.DataAnnotations;
using Alforis.Crm.Data.Tasks;
using Alforis.Crm.Data.Rows;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Auth;
using Microsoft.AspNetCore.Mvc;

namespace Alforis.Workflows.Host.Endpoints.Tasks;

/// <summary>Which tasks are asked for.</summary>
[Request(IsQuery = true)]
internal sealed record TaskListRequest : PageRequest
{
    /// <summary>Only those that whoever asks is to do.</summary>
    [FromQuery(Name = "mine")]
    public bool? Mine { get; init; }

    /// <summary>Only those that a user is to do.</summary>
    [FromQuery(Name = "assigned_to")]
    public long? AssignedTo { get; init; }

    /// <summary>Only those that are so far.</summary>
    [FromQuery(Name = "status")]
    [Choice(Choice.TaskStatus)]
    public string? Status { get; init; }

    /// <summary>Only those that are so pressing.</summary>
    [FromQuery(Name = "priority")]
    [Choice(Choice.TaskPriority)]
    public string? Priority { get; init; }

    /// <summary>Only those about an organisation.</summary>
    [FromQuery(Name = "organisation_id")]
    public long? OrganisationId { get; init; }

    /// <summary>Only those about a deal.</summary>
    [FromQuery(Name = "deal_id")]
    public long? DealId { get; init; }

    /// <summary>Only those that are to be done until this day or a later one.</summary>
    [FromQuery(Name = "due_from")]
    public DateOnly? DueFrom { get; init; }

    /// <summary>Only those that are to be done until this day or an earlier one.</summary>
    [FromQuery(Name = "due_until")]
    public DateOnly? DueUntil { get; init; }

    /// <summary>Only those whose title has this part.</summary>
    [FromQuery(Name = "search")]
    [MaxLength(1000)]
    public string? Search { get; init; }

    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Mine == true && AssignedTo is not null
        ? [.. base.Validate(validationContext), new ValidationResult("'mine' and 'assigned_to' exclude each other.", [nameof(Mine)])]
        : base.Validate(validationContext);

    /// <summary>Which tasks these are.</summary>
    public TaskFilter Filter(HttpContext http) => new()
    {
        AssignedTo = Mine == true ? http.SignedIn().Id : AssignedTo,
        Status = Status,
        Priority = Priority,
        OrganisationId = OrganisationId,
        DealId = DealId,
        DueFrom = DueFrom,
        DueUntil = DueUntil,
        Search = Search,
    };

    protected override SortOrders Orders() => TaskQuery.Orders;
}
