using System.ComponentModel.DataAnnotations;
using Alforis.Crm.Data.People;
using Alforis.Crm.Data.Rows;
using Alforis.Workflows.Host.Api;
using Microsoft.AspNetCore.Mvc;

namespace Alforis.Workflows.Host.Endpoints.People;

/// <summary>Which people are asked for.</summary>
[Request(IsQuery = true)]
internal sealed record PersonListRequest : PageRequest
{
    /// <summary>Only those who work for an organisation.</summary>
    [FromQuery(Name = "organisation_id")]
    public long? OrganisationId { get; init; }

    /// <summary>Only those with whom we are still in touch, or no longer.</summary>
    [FromQuery(Name = "is_active")]
    public bool? IsActive { get; init; }

    /// <summary>Only those whose name or e-mail address has this part.</summary>
    [FromQuery(Name = "search")]
    [MaxLength(1000)]
    public string? Search { get; init; }

    protected override SortOrders Orders() => PersonQuery.Orders;
}
