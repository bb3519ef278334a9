namespace Alforis.Crm.Data.Organisations;

/// <summary>An organisation as lists show it.</summary>
public sealed record OrganisationSummary
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Nom { get; init; }

    /// <summary>What it is to us.</summary>
    public required string Type { get; init; }

    /// <summary>The segment it belongs to.</summary>
    public string? Category { get; init; }

    /// <summary>E-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>Telephone number.</summary>
    public string? Telephone { get; init; }

    /// <summary>Town.</summary>
    public string? Ville { get; init; }

    /// <summary>Country, ISO 3166 alpha-2.</summary>
    public string? CountryCode { get; init; }

    /// <summary>Where it stands in the pipeline.</summary>
    public required string PipelineStage { get; init; }

    /// <summary>What it may bring, in euros.</summary>
    public decimal? MontantPotentiel { get; init; }

    /// <summary>How probable a signature is, 0 to 100.</summary>
    public int? ProbabiliteSignature { get; init; }

    /// <summary>Assets under management, in euros.</summary>
    public decimal? Aum { get; init; }

    /// <summary>Tags.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Whether we still work with it.</summary>
    public required bool IsActive { get; init; }

    /// <summary>The number of the user in charge.</summary>
    public long? AssignedTo { get; init; }

    /// <summary>The name of the user in charge.</summary>
    public string? AssignedToName { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}
