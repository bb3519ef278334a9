using Alforis.Crm.Data.Accounts;

namespace Alforis.Workflows.Host.Endpoints.Users;

/// <summary>A user.</summary>
/// <param name="Id">Their number.</param>
/// <param name="Email">The address that they sign in with.</param>
/// <param name="Name">First and last name; empty when they have none.</param>
/// <param name="FirstName">The first name.</param>
/// <param name="LastName">The last name.</param>
/// <param name="IsActive">Whether they may sign in.</param>
/// <param name="Language"><c>fr</c> or <c>en</c>.</param>
/// <param name="TimeZone">The name of their time zone.</param>
/// <param name="Roles">The names of their roles.</param>
/// <param name="CreatedAt">When the account was made.</param>
/// <param name="UpdatedAt">When the account or its roles were last changed.</param>
/// <param name="SignIn">How they sign in; <see langword="null"/> for who may not change users.</param>
internal sealed record UserAnswer(
    long Id, string Email, string Name, string FirstName, string LastName, bool IsActive, string Language, string TimeZone, IReadOnlyList<string> Roles,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, UserSignIn? SignIn)
{
    public static UserAnswer Of(UserAccount user, SignedInUser reader) => new(
        user.Id, user.Email, $"{user.FirstName} {user.LastName}".Trim(), user.FirstName, user.LastName, user.IsActive, user.Language, user.TimeZone, user.Roles, user.CreatedAt,
        user.UpdatedAt, reader.Permissions.Contains("users:update") ? new UserSignIn(user.HasPassword, user.HasTotp, user.LockedUntil, user.LastLoginAt) : null);
}

/// <summary>How a user signs in.</summary>
/// <param name="HasPassword">Whether they have a password.</param>
/// <param name="HasTotp">Whether one-time codes are asked for.</param>
/// <param name="LockedUntil">Until when too many wrong passwords lock the account; <see langword="null"/> when it is not locked.</param>
/// <param name="LastLoginAt">When they last signed in; <see langword="null"/> for never.</param>
internal sealed record UserSignIn(bool HasPassword, bool HasTotp, DateTimeOffset? LockedUntil, DateTimeOffset? LastLoginAt);

/// <summary>A role.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for, in French.</param>
/// <param name="Permissions">What it allows, each as <c>resource:action</c>.</param>
/// <param name="Users">How many active users have it.</param>
internal sealed record RoleAnswer(string Name, string Description, IReadOnlyList<string> Permissions, int Users);
