namespace Alforis.Crm.Data.Model;

/// <summary>An account, as conditions and templates see it.</summary>
public sealed record User
{
    /// <summary>The account's number.</summary>
    public long Id { get; init; }

    /// <summary>The e-mail address, which is also the login.</summary>
    public required string Email { get; init; }

    /// <summary>Given name; may be empty.</summary>
    public string FirstName { get; init; } = "";

    /// <summary>Family name; may be empty.</summary>
    public string LastName { get; init; } = "";

    /// <summary>Given name and family name; the e-mail address when both are empty.</summary>
    public string FullName => $"{FirstName} {LastName}".Trim() is { Length: > 0 } name ? name : Email;

    /// <summary>Whether the person may sign in.</summary>
    public bool IsActive { get; init; } = true;
}
