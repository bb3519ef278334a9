using Alforis.Crm.Data.Model;
using Alforis.Workflows.Host.Api;

namespace Alforis.Workflows.Host.Endpoints.Organisations;

/// <summary>A new organisation.</summary>
[Request]
internal sealed record OrganisationCreation
{
    private static readonly Organisation Usual = new();

    /// <summary>Its name.</summary>
    [CrmField(EntityNames.Organisation)]
    public required string Nom { get; init; }

    /// <summary>What it is to us.</summary>
    [CrmField(EntityNames.Organisation)]
    public string Type { get; init; } = Usual.Type;

    /// <summary>The segment it belongs to.</summary>
    [CrmField(EntityNames.Organisation)]
    public string? Category { get; init; }

    /// <summary>E-mail address.</summary>
    [CrmField(EntityNames.Organisation)]
    public string? Email { get; init; }

    /// <summary>Telephone number.</summary>
    [CrmField(EntityNames.Organisation)]
    public string? Telephone { get; init; }

    /// <summary>Web site.</summary>
    [CrmField(EntityNames.Organisation)]
    public string? Website { get; init; }

    /// <summary>Street and number.</summary>
    [CrmField(EntityNames.Organisation)]
    public string? Adresse { get; init; }

    /// <summary>Town.</summary>
    [CrmField(EntityNames.Organisation)]
    public string? Ville { get; init; }

    /// <summary>Postal code: text, for zeros may lead it.</summary>
    [CrmField(EntityNames.Organisation)]
    public string? CodePostal { get; init; }

    /// <summary>Country, as written on letters.</summary>
    [CrmField(EntityNames.Organisation)]
    public string? Pays { get; init; }

    /// <summary>Country, ISO 3166 alpha-2.</summary>
    [CrmField(EntityNames.Organisation)]
    public string? CountryCode { get; init; }

    /// <summary>Where it stands in the pipeline.</summary>
    [CrmField(EntityNames.Organisation)]
    public string PipelineStage { get; init; } = Usual.PipelineStage;

    /// <summary>What it may bring, in euros.</summary>
    [CrmField(EntityNames.Organisation)]
    public decimal? MontantPotentiel { get; init; }

    /// <summary>When it signed.</summary>
    [CrmField(EntityNames.Organisation)]
    public DateOnly? DateSignature { get; init; }

    /// <summary>How probable a signature is, 0 to 100.</summary>
    [CrmField(EntityNames.Organisation)]
    public int? ProbabiliteSignature { get; init; }

    /// <summary>Assets under management, in euros.</summary>
    [CrmField(EntityNames.Organisation)]
    public decimal? Aum { get; init; }

    /// <summary>The date of <see cref="Aum"/>.</summary>
    [CrmField(EntityNames.Organisation)]
    public DateOnly? AumDate { get; init; }

    /// <summary>Investment strategies.</summary>
    [CrmField(EntityNames.Organisation)]
    public IReadOnlyList<string> Strategies { get; init; } = Usual.Strategies;

    /// <summary>Legal domicile.</summary>
    [CrmField(EntityNames.Organisation)]
    public string? Domicile { get; init; }

    /// <summary>Language, for example <c>fr</c>.</summary>
    [CrmField(EntityNames.Organisation)]
    public string? Language { get; init; }

    /// <summary>Free notes.</summary>
    [CrmField(EntityNames.Organisation)]
    public string? Notes { get; init; }

    /// <summary>Tags.</summary>
    [CrmField(EntityNames.Organisation)]
    public IReadOnlyList<string> Tags { get; init; } = Usual.Tags;

    /// <summary>Whether we still work with it.</summary>
    [CrmField(EntityNames.Organisation)]
    public bool IsActive { get; init; } = Usual.IsActive;

    /// <summary>The number of the user in charge; others than oneself need the permission to assign.</summary>
    [CrmField(EntityNames.Organisation)]
    public long? AssignedTo { get; init; }
}
