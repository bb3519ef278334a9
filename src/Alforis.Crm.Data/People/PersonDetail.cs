namespace Alforis.Crm.Data.People;

/// <summary>A person whom we know.</summary>
public sealed record PersonDetail
{
    /// <summary>Their number.</summary>
    public required long Id { get; init; }

    /// <summary>Given name; may be empty.</summary>
    public required string FirstName { get; init; }

    /// <summary>Family name.</summary>
    public required string LastName { get; init; }

    /// <summary>E-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>Telephone number.</summary>
    public string? Telephone { get; init; }

    /// <summary>Mobile number.</summary>
    public string? Mobile { get; init; }

    /// <summary>What they are at work.</summary>
    public string? JobTitle { get; init; }

    /// <summary>Their page at LinkedIn.</summary>
    public string? LinkedinUrl { get; init; }

    /// <summary>Country, ISO 3166 alpha-2.</summary>
    public string? CountryCode { get; init; }

    /// <summary>Language, for example <c>fr</c>.</summary>
    public string? Language { get; init; }

    /// <summary>Whether we are still in touch.</summary>
    public required bool IsActive { get; init; }

    /// <summary>When they were written down.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When that was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Free notes; only where one person is read.</summary>
    public string? Notes { get; init; }

    /// <summary>Where they work, the oldest link first; only where one person is read.</summary>
    public IReadOnlyList<PersonOrganisation>? Organisations { get; init; }
}

/// <summary>An organisation that somebody works for.</summary>
/// <param name="OrganisationId">Its number.</param>
/// <param name="OrganisationNom">Its name.</param>
/// <param name="Role">What the person is to it.</param>
/// <param name="IsPrimary">Whether this is the one to talk to first there.</param>
public sealed record PersonOrganisation(long OrganisationId, string OrganisationNom, string Role, bool IsPrimary);
