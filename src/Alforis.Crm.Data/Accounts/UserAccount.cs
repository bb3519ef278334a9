namespace Alforis.Crm.Data.Accounts;

/// <summary>An account. Immutable.</summary>
public sealed record UserAccount
{
    /// <summary>The user's number.</summary>
    public required long Id { get; init; }

    /// <summary>The e-mail address that they sign in with.</summary>
    public required string Email { get; init; }

    /// <summary>The first name; empty when unknown.</summary>
    public required string FirstName { get; init; }

    /// <summary>The last name; empty when unknown.</summary>
    public required string LastName { get; init; }

    /// <summary>Whether they may sign in.</summary>
    public required bool IsActive { get; init; }

    /// <summary><c>fr</c> or <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>The name of their time zone, such as <c>Europe/Paris</c>.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The names of their roles, in order.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>Whether they can sign in with a password.</summary>
    public required bool HasPassword { get; init; }

    /// <summary>Whether they are asked for one-time codes.</summary>
    public required bool HasTotp { get; init; }

    /// <summary>Until when too many wrong passwords lock the account; <see langword="null"/> when it is not locked.</summary>
    public required DateTimeOffset? LockedUntil { get; init; }

    /// <summary>When they last signed in; <see langword="null"/> for never.</summary>
    public required DateTimeOffset? LastLoginAt { get; init; }

    /// <summary>When the account was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the account or its roles were last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}
