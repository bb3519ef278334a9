using Alforis.Crm.Data.Activities;
using Alforis.Crm.Data.Rows;
using Alforis.Workflows.Host.Api;
using Microsoft.AspNetCore.Mvc;

namespace Alforis.Workflows.Host.Endpoints.Activities;

/// <summary>Which activities are asked for.</summary>
[Request(IsQuery = true)]
internal sealed record ActivityListRequest : PageRequest
{
    /// <summary>Only those with an organisation.</summary>
    [FromQuery(Name = "organisation_id")]
    public long? OrganisationId { get; init; }

    /// <summary>Only those about a deal.</summary>
    [FromQuery(Name = "deal_id")]
    public long? DealId { get; init; }

    /// <summary>Only those of a kind.</summary>
    [FromQuery(Name = "type")]
    [Choice(Choice.ActivityType)]
    public string? Type { get; init; }

    protected override SortOrders Orders() => ActivityQuery.Orders;
}

/// <summary>Which part of the activities with an organisation is asked for.</summary>
[Request(IsQuery = true)]
internal sealed record ActivityPageRequest : PageRequest
{
    protected override SortOrders Orders() => ActivityQuery.Orders;
}
