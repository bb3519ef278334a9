using Alforis.Crm.Data.Model;
using Alforis.Workflows.Host.Api;

namespace Alforis.Workflows.Host.Endpoints.Deals;

/// <summary>A new deal.</summary>
[Request]
internal sealed record DealCreation
{
    private static readonly Deal Usual = new();

    /// <summary>The number of the organisation that it is with, for good.</summary>
    public required long OrganisationId { get; init; }

    /// <summary>Its name.</summary>
    [CrmField(EntityNames.Deal)]
    public required string Nom { get; init; }

    /// <summary>Its amount in euros.</summary>
    [CrmField(EntityNames.Deal)]
    public decimal? Montant { get; init; }

    /// <summary>Where it stands in the pipeline.</summary>
    [CrmField(EntityNames.Deal)]
    public string Stage { get; init; } = Usual.Stage;

    /// <summary>How probable a signature is, 0 to 100.</summary>
    [CrmField(EntityNames.Deal)]
    public int? Probabilite { get; init; }

    /// <summary>When it should be closed.</summary>
    [CrmField(EntityNames.Deal)]
    public DateOnly? DateCloturePrevue { get; init; }

    /// <summary>Free description.</summary>
    [CrmField(EntityNames.Deal)]
    public string? Description { get; init; }

    /// <summary>Tags.</summary>
    [CrmField(EntityNames.Deal)]
    public IReadOnlyList<string> Tags { get; init; } = Usual.Tags;

    /// <summary>The number of the user in charge; others than oneself need the permission to assign.</summary>
    [CrmField(EntityNames.Deal)]
    public long? AssignedTo { get; init; }

    /// <summary>The number of the manager; others than oneself need the permission to assign.</summary>
    [CrmField(EntityNames.Deal)]
    public long? ManagerId { get; init; }
}
