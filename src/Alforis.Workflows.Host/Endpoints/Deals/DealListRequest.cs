using System.ComponentModel.DataAnnotations;
using Alforis.Crm.Data.Deals;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Rows;
using Alforis.Workflows.Host.Api;
using Microsoft.AspNetCore.Mvc;

namespace Alforis.Workflows.Host.Endpoints.Deals;

/// <summary>Which deals are asked for.</summary>
[Request(IsQuery = true)]
internal sealed record DealListRequest : PageRequest
{
    /// <summary>Only those of a stage.</summary>
    [FromQuery(Name = "stage")]
    [CrmField(EntityNames.Deal)]
    public string? Stage { get; init; }

    /// <summary>Only those that a user is in charge of.</summary>
    [FromQuery(Name = "assigned_to")]
    public long? AssignedTo { get; init; }

    /// <summary>Only those of a manager.</summary>
    [FromQuery(Name = "manager_id")]
    public long? ManagerId { get; init; }

    /// <summary>Only those with an organisation.</summary>
    [FromQuery(Name = "organisation_id")]
    public long? OrganisationId { get; init; }

    /// <summary>Only those whose name, or organisation's name, has this part.</summary>
    [FromQuery(Name = "search")]
    [MaxLength(1000)]
    public string? Search { get; init; }

    protected override SortOrders Orders() => DealListQuery.Orders;
}
