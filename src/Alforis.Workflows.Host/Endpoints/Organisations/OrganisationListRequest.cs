using System.ComponentModel.DataAnnotations;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Organisations;
using Alforis.Crm.Data.Rows;
using Alforis.Workflows.Host.Api;
using Microsoft.AspNetCore.Mvc;

namespace Alforis.Workflows.Host.Endpoints.Organisations;

/// <summary>Which organisations are asked for.</summary>
[Request(IsQuery = true)]
internal sealed record OrganisationListRequest : PageRequest
{
    /// <summary>Only those of a stage.</summary>
    [FromQuery(Name = "pipeline_stage")]
    [CrmField(EntityNames.Organisation)]
    public string? PipelineStage { get; init; }

    /// <summary>Only those that a user is in charge of.</summary>
    [FromQuery(Name = "assigned_to")]
    public long? AssignedTo { get; init; }

    /// <summary>Only those of a type.</summary>
    [FromQuery(Name = "type")]
    [CrmField(EntityNames.Organisation)]
    public string? Type { get; init; }

    /// <summary>Only those of a segment.</summary>
    [FromQuery(Name = "category")]
    [CrmField(EntityNames.Organisation)]
    public string? Category { get; init; }

    /// <summary>Only those that we still work with, or no longer.</summary>
    [FromQuery(Name = "is_active")]
    public bool? IsActive { get; init; }

    /// <summary>Only those that have these words, as the search finds them.</summary>
    [FromQuery(Name = "search")]
    [MaxLength(1000)]
    public string? Search { get; init; }

    protected override SortOrders Orders() => OrganisationListQuery.Orders;
}
