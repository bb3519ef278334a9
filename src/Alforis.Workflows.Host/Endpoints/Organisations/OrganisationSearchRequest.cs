using System.ComponentModel.DataAnnotations;
using Alforis.Crm.Data.Rows;
using Alforis.Workflows.Host.Api;
using Microsoft.AspNetCore.Mvc;

namespace Alforis.Workflows.Host.Endpoints.Organisations;

/// <summary>What is looked for.</summary>
[Request(IsQuery = true)]
internal sealed record OrganisationSearchRequest : PageRequest
{
    /// <summary>The words, as somebody types them; any text of at most 1,000 characters. Nothing is found by an empty one.</summary>
    [FromQuery(Name = "q")]
    [MaxLength(1000)]
    public required string Q { get; init; }

    protected override SortOrders Orders() => SortOrders.None;
}
