using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Model;

/// <summary>A person in their role at an organisation.</summary>
public sealed record Contact
{
    /// <summary>The person's number.</summary>
    public long Id { get; init; }

    /// <summary>Given name; may be empty.</summary>
    public string FirstName { get; init; } = "";

    /// <summary>Family name.</summary>
    public string LastName { get; init; } = "";

    /// <summary>Given name and family name.</summary>
    public string FullName => $"{FirstName} {LastName}".Trim();

    /// <summary>E-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>Telephone number.</summary>
    public string? Telephone { get; init; }

    /// <summary>What the person is to the organisation.</summary>
    [EnumValues("contact_principal", "contact_secondaire", "decideur", "technique", "administratif", "autre")]
    public string? Role { get; init; }
}
