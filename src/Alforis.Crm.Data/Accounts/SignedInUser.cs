using System.Collections.Frozen;

namespace Alforis.Crm.Data.Accounts;

/// <summary>Who a request is from, and what they may do. Immutable.</summary>
public sealed record SignedInUser
{
    /// <summary>The user's number.</summary>
    public required long Id { get; init; }

    /// <summary>The session's number.</summary>
    public required long SessionId { get; init; }

    /// <summary>How the session's token was presented.</summary>
    public required SessionKind Kind { get; init; }

    /// <summary>The e-mail address that they sign in with.</summary>
    public required string Email { get; init; }

    /// <summary>First and last name; empty when they have none.</summary>
    public required string Name { get; init; }

    /// <summary><c>fr</c> or <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>The name of their time zone, such as <c>Europe/Paris</c>.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The names of their roles, in order.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>What their roles allow, each as <c>resource:action</c>.</summary>
    public required FrozenSet<string> Permissions { get; init; }
}
