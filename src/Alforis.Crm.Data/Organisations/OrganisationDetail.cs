using System.Text.Json.Serialization;
using Alforis.Crm.Data.Rows;

namespace Alforis.Crm.Data.Organisations;

/// <summary>An organisation with everything that we know of it.</summary>
public sealed record OrganisationDetail
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

    /// <summary>Web site.</summary>
    public string? Website { get; init; }

    /// <summary>Street and number.</summary>
    public string? Adresse { get; init; }

    /// <summary>Town.</summary>
    public string? Ville { get; init; }

    /// <summary>Postal code: text, for zeros may lead it.</summary>
    public string? CodePostal { get; init; }

    /// <summary>Country, as written on letters.</summary>
    public string? Pays { get; init; }

    /// <summary>Country, ISO 3166 alpha-2.</summary>
    public string? CountryCode { get; init; }

    /// <summary>Where it stands in the pipeline.</summary>
    public required string PipelineStage { get; init; }

    /// <summary>What it may bring, in euros.</summary>
    public decimal? MontantPotentiel { get; init; }

    /// <summary>When it signed.</summary>
    public DateOnly? DateSignature { get; init; }

    /// <summary>How probable a signature is, 0 to 100.</summary>
    public int? ProbabiliteSignature { get; init; }

    /// <summary>Assets under management, in euros.</summary>
    public decimal? Aum { get; init; }

    /// <summary>The date of <see cref="Aum"/>.</summary>
    public DateOnly? AumDate { get; init; }

    /// <summary>Investment strategies.</summary>
    public required IReadOnlyList<string> Strategies { get; init; }

    /// <summary>Legal domicile.</summary>
    public string? Domicile { get; init; }

    /// <summary>Language, for example <c>fr</c>.</summary>
    public string? Language { get; init; }

    /// <summary>Free notes.</summary>
    public string? Notes { get; init; }

    /// <summary>Tags.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Whether we still work with it.</summary>
    public required bool IsActive { get; init; }

    /// <summary>The number of the user in charge.</summary>
    public long? AssignedTo { get; init; }

    /// <summary>The name of the user in charge.</summary>
    public string? AssignedToName { get; init; }

    /// <summary>The number of the user who created it.</summary>
    public long? CreatedBy { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When somebody last had to do with it; <see langword="null"/> for never.</summary>
    public DateTimeOffset? LastActivityAt { get; init; }

    /// <summary>Everybody whom we know there, the primary contact first; 1,000 at most. <see langword="null"/> for who may not read people.</summary>
    public IReadOnlyList<OrganisationContact>? Contacts { get; init; }

    /// <summary>The version of the row.</summary>
    [JsonIgnore]
    public RowVersion Version { get; init; }
}

/// <summary>Somebody whom we know at an organisation.</summary>
/// <param name="PersonId">The person's number.</param>
/// <param name="Name">Given name and family name.</param>
/// <param name="Email">E-mail address.</param>
/// <param name="Telephone">Telephone number, the mobile one where there is no other.</param>
/// <param name="Role">What the person is to the organisation.</param>
/// <param name="IsPrimary">Whether this is the one to talk to first.</param>
public sealed record OrganisationContact(long PersonId, string Name, string? Email, string? Telephone, string Role, bool IsPrimary);
