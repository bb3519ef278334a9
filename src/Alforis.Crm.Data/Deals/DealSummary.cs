namespace Alforis.Crm.Data.Deals;

/// <summary>A deal as lists show it.</summary>
public sealed record DealSummary
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>The number of the organisation that it is with.</summary>
    public required long OrganisationId { get; init; }

    /// <summary>That organisation's name, for who may read organisations.</summary>
    public string? OrganisationNom { get; init; }

    /// <summary>Its name.</summary>
    public required string Nom { get; init; }

    /// <summary>Its amount in euros.</summary>
    public decimal? Montant { get; init; }

    /// <summary>Where it stands in the pipeline.</summary>
    public required string Stage { get; init; }

    /// <summary>How probable a signature is, 0 to 100.</summary>
    public int? Probabilite { get; init; }

    /// <summary>When it should be closed.</summary>
    public DateOnly? DateCloturePrevue { get; init; }

    /// <summary>Tags.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The number of the user in charge.</summary>
    public long? AssignedTo { get; init; }

    /// <summary>The name of the user in charge.</summary>
    public string? AssignedToName { get; init; }

    /// <summary>The number of the manager.</summary>
    public long? ManagerId { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}
