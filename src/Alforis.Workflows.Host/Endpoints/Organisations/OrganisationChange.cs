using Alforis.Crm.Data.Model;
using Alforis.Workflows.Host.Api;

namespace Alforis.Workflows.Host.Endpoints.Organisations;

/// <summary>A change of an organisation: what is not there stays as it is.</summary>
[Request]
internal sealed record OrganisationChange : PartialRequest
{
    /// <summary>Its name.</summary>
    [CrmField(EntityNames.Organisation)]
    public string Nom { get; init => field = Note(value); } = null!;

    /// <summary>What it is to us.</summary>
    [CrmField(EntityNames.Organisation)]
    public string Type { get; init => field = Note(value); } = null!;

    /// <summary>The segment it belongs to.</summary>
    [CrmField(EntityNames.Organisation)]
    public string? Category { get; init => field = Note(value); }

    /// <summary>E-mail address.</summary>
    [CrmField(EntityNames.Organisation)]
    public string? Email { get; init => field = Note(value); }

    /// <summary>Telephone number.</summary>
    [CrmField(EntityNames.Organisation)]
    public string? Telephone { get; init => field = Note(value); }

    /// <summary>Web site.</summary>
    [CrmField(EntityNames.Organisation)]
    public string? Website { get; init => field = Note(value); }

    /// <summary>Street and number.</summary>
    [CrmField(EntityNames.Organisation)]
    public string? Adresse { get; init => field = Note(value); }

    /// <summary>Town.</summary>
    [CrmField(EntityNames.Organisation)]
    public string? Ville { get; init => field = Note(value); }

    /// <summary>Postal code: text, for zeros may lead it.</summary>
    [CrmField(EntityNames.Organisation)]
    public string? CodePostal { get; init => field = Note(value); }

    /// <summary>Country, as written on letters.</summary>
    [CrmField(EntityNames.Organisation)]
    public string? Pays { get; init => field = Note(value); }

    /// <summary>Country, ISO 3166 alpha-2.</summary>
    [CrmField(EntityNames.Organisation)]
    public string? CountryCode { get; init => field = Note(value); }

    /// <summary>Where it stands in the pipeline.</summary>
    [CrmField(EntityNames.Organisation)]
    public string PipelineStage { get; init => field = Note(value); } = null!;

    /// <summary>What it may bring, in euros.</summary>
    [CrmField(EntityNames.Organisation)]
    public decimal? MontantPotentiel { get; init => field = Note(value); }

    /// <summary>When it signed.</summary>
    [CrmField(EntityNames.Organisation)]
    public DateOnly? DateSignature { get; init => field = Note(value); }

    /// <summary>How probable a signature is, 0 to 100.</summary>
    [CrmField(EntityNames.Organisation)]
    public int? ProbabiliteSignature { get; init => field = Note(value); }

    /// <summary>Assets under management, in euros.</summary>
    [CrmField(EntityNames.Organisation)]
    public decimal? Aum { get; init => field = Note(value); }

    /// <summary>The date of <see cref="Aum"/>.</summary>
    [CrmField(EntityNames.Organisation)]
    public DateOnly? AumDate { get; init => field = Note(value); }

    /// <summary>Investment strategies.</summary>
    [CrmField(EntityNames.Organisation)]
    public IReadOnlyList<string> Strategies { get; init => field = Note(value); } = null!;

    /// <summary>Legal domicile.</summary>
    [CrmField(EntityNames.Organisation)]
    public string? Domicile { get; init => field = Note(value); }

    /// <summary>Language, for example <c>fr</c>.</summary>
    [CrmField(EntityNames.Organisation)]
    public string? Language { get; init => field = Note(value); }

    /// <summary>Free notes.</summary>
    [CrmField(EntityNames.Organisation)]
    public string? Notes { get; init => field = Note(value); }

    /// <summary>Tags.</summary>
    [CrmField(EntityNames.Organisation)]
    public IReadOnlyList<string> Tags { get; init => field = Note(value); } = null!;

    /// <summary>Whether we still work with it.</summary>
    [CrmField(EntityNames.Organisation)]
    public bool IsActive { get; init => field = Note(value); }

    /// <summary>The number of the user in charge; to change it needs the permission to assign.</summary>
    [CrmField(EntityNames.Organisation)]
    public long? AssignedTo { get; init => field = Note(value); }
}
