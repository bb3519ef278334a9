using Alforis.Crm.Data.Model;
using Alforis.Workflows.Host.Api;

namespace Alforis.Workflows.Host.Endpoints.Deals;

/// <summary>A change of a deal: what is not there stays as it is.</summary>
[Request]
internal sealed record DealChange : PartialRequest
{
    /// <summary>Its name.</summary>
    [CrmField(EntityNames.Deal)]
    public string Nom { get; init => field = Note(value); } = null!;

    /// <summary>Its amount in euros.</summary>
    [CrmField(EntityNames.Deal)]
    public decimal? Montant { get; init => field = Note(value); }

    /// <summary>Where it stands in the pipeline.</summary>
    [CrmField(EntityNames.Deal)]
    public string Stage { get; init => field = Note(value); } = null!;

    /// <summary>How probable a signature is, 0 to 100.</summary>
    [CrmField(EntityNames.Deal)]
    public int? Probabilite { get; init => field = Note(value); }

    /// <summary>When it should be closed.</summary>
    [CrmField(EntityNames.Deal)]
    public DateOnly? DateCloturePrevue { get; init => field = Note(value); }

    /// <summary>Free description.</summary>
    [CrmField(EntityNames.Deal)]
    public string? Description { get; init => field = Note(value); }

    /// <summary>Tags.</summary>
    [CrmField(EntityNames.Deal)]
    public IReadOnlyList<string> Tags { get; init => field = Note(value); } = null!;

    /// <summary>The number of the user in charge; to change it needs the permission to assign.</summary>
    [CrmField(EntityNames.Deal)]
    public long? AssignedTo { get; init => field = Note(value); }

    /// <summary>The number of the manager; to change it needs the permission to assign.</summary>
    [CrmField(EntityNames.Deal)]
    public long? ManagerId { get; init => field = Note(value); }
}
