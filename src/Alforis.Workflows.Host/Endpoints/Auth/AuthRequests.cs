using System.ComponentModel.DataAnnotations;
using Alforis.Crm.Data.Accounts;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Hardening;

namespace Alforis.Workflows.Host.Endpoints.Auth;

/// <summary>Who wants to sign in.</summary>
[Request]
internal sealed record LoginRequest : INamesAccount
{
    /// <summary>The address of the account, in any case.</summary>
    [MaxLength(AccountEmail.Most)]
    public required string Email { get; init; }

    /// <summary>The password.</summary>
    [MaxLength(PasswordRules.Most)]
    public required string Password { get; init; }

    /// <summary>A one-time code, or a recovery code; only for accounts that ask for one.</summary>
    [MaxLength(40)]
    public string? Totp { get; init; }

    /// <summary>Whether it is a browser that wants a cookie, and no tokens.</summary>
    public bool Cookie { get; init; }
}

/// <summary>Who wants the next pair of tokens.</summary>
[Request]
internal sealed record RefreshRequest
{
    /// <summary>The token that came with the last pair.</summary>
    [MaxLength(200)]
    public required string RefreshToken { get; init; }
}

/// <summary>The tokens of a session.</summary>
/// <param name="AccessToken">Is sent with every request, in the header <c>Authorization: Bearer …</c>.</param>
/// <param name="RefreshToken">Good once, for the next pair of tokens.</param>
/// <param name="TokenType">Always <c>bearer</c>.</param>
/// <param name="ExpiresIn">For how many seconds the access token is good.</param>
internal sealed record LoginAnswer(string AccessToken, string RefreshToken, string TokenType, int ExpiresIn);

/// <summary>What changes need from who is signed in with a cookie.</summary>
/// <param name="CsrfToken">The value of the header <c>X-CSRF-Token</c>; good for this session.</param>
internal sealed record CsrfAnswer(string CsrfToken);

/// <summary>Who is signed in.</summary>
/// <param name="Id">The user's number.</param>
/// <param name="Email">The address that they sign in with.</param>
/// <param name="Name">First and last name; empty when they have none.</param>
/// <param name="FirstName">The first name.</param>
/// <param name="LastName">The last name.</param>
/// <param name="Language"><c>fr</c> or <c>en</c>.</param>
/// <param name="TimeZone">The name of the time zone, such as <c>Europe/Paris</c>.</param>
/// <param name="Roles">The names of the roles.</param>
/// <param name="Permissions">What the roles allow, each as <c>resource:action</c>.</param>
/// <param name="HasTotp">Whether one-time codes are asked for.</param>
/// <param name="SessionId">The number of this session.</param>
internal sealed record MeAnswer(
    long Id, string Email, string Name, string FirstName, string LastName, string Language, string TimeZone, IReadOnlyList<string> Roles, IReadOnlyList<string> Permissions,
    bool HasTotp, long SessionId);

/// <summary>What somebody changes of their own account; what is missing or null stays.</summary>
[Request]
internal sealed record MeRequest
{
    /// <summary>The first name.</summary>
    [PersonName]
    public string? FirstName { get; init; }

    /// <summary>The last name.</summary>
    [PersonName]
    public string? LastName { get; init; }

    /// <summary><c>fr</c> or <c>en</c>.</summary>
    [AllowedValues("fr", "en", null)]
    public string? Language { get; init; }

    /// <summary>The name of a time zone, such as <c>Europe/Paris</c>.</summary>
    [TimeZoneName]
    public string? TimeZone { get; init; }
}

/// <summary>A new password of one's own.</summary>
[Request]
internal sealed record OwnPasswordRequest
{
    /// <summary>The password of before.</summary>
    [MaxLength(PasswordRules.Most)]
    public required string CurrentPassword { get; init; }

    /// <summary>The new one, 12 characters or more.</summary>
    [MaxLength(PasswordRules.Most)]
    public required string NewPassword { get; init; }
}

/// <summary>Shows that somebody knows the password.</summary>
[Request]
internal sealed record PasswordConfirmation
{
    /// <summary>The password.</summary>
    [MaxLength(PasswordRules.Most)]
    public required string Password { get; init; }
}

/// <summary>Shows that somebody has the device.</summary>
[Request]
internal sealed record TotpConfirmation
{
    /// <summary>The code that the device shows.</summary>
    [MaxLength(40)]
    public required string Code { get; init; }
}

/// <summary>A secret for an authenticator; it is shown this once only.</summary>
/// <param name="Secret">To type it in, in Base 32.</param>
/// <param name="OtpauthUri">To show it as a QR code.</param>
internal sealed record TotpAnswer(string Secret, string OtpauthUri);

/// <summary>Codes for when the device is lost; they are shown this once only.</summary>
/// <param name="RecoveryCodes">Each signs in once.</param>
internal sealed record RecoveryAnswer(IReadOnlyList<string> RecoveryCodes);

/// <summary>A session that lives.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Kind"><c>cookie</c> of a browser, <c>bearer</c> of a program.</param>
/// <param name="IsCurrent">Whether it is the one that asks.</param>
/// <param name="CreatedAt">When the user signed in.</param>
/// <param name="LastSeenAt">When it was last used, to the minute.</param>
/// <param name="ExpiresAt">It ends then, however busy it is.</param>
/// <param name="IdleExpiresAt">It ends then unless it is used.</param>
/// <param name="Client">What the client calls itself.</param>
/// <param name="Address">Where the user signed in from.</param>
internal sealed record SessionAnswer(
    long Id, SessionKind Kind, bool IsCurrent, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, DateTimeOffset ExpiresAt, DateTimeOffset IdleExpiresAt, string Client, string Address)
{
    /// <summary>Most sessions that are listed.</summary>
    public const int Most = 200;

    public static SessionAnswer Of(SessionSummary session, long current) => new(
        session.Id, session.Kind, session.Id == current, session.CreatedAt, session.LastSeenAt, session.ExpiresAt, session.IdleExpiresAt, session.Client, session.Address);
}
