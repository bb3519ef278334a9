using System.ComponentModel.DataAnnotations;
using Alforis.Crm.Data.Accounts;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Endpoints.Auth;
using Microsoft.AspNetCore.Mvc;

namespace Alforis.Workflows.Host.Endpoints.Users;

/// <summary>Which users to list.</summary>
[Request(IsQuery = true)]
internal sealed record UsersQuery
{
    /// <summary>How many to leave out before.</summary>
    [FromQuery(Name = "skip"), Range(0, ApiLimits.MostSkipped)]
    public int? Skip { get; init; }

    /// <summary>How many at most; 50 when missing.</summary>
    [FromQuery(Name = "limit"), Range(1, ApiLimits.MostItems)]
    public int? Limit { get; init; }

    /// <summary>Only those whose name or address contains this.</summary>
    [FromQuery(Name = "search"), MaxLength(200)]
    public string? Search { get; init; }

    /// <summary>Only those who have this role.</summary>
    [FromQuery(Name = "role"), RoleName]
    public string? Role { get; init; }

    /// <summary>Only those who are enabled, or only those who are not.</summary>
    [FromQuery(Name = "is_active")]
    public bool? IsActive { get; init; }

    /// <summary><c>email</c>, <c>name</c> or <c>created_at</c>, with <c>-</c> before it for the last first; <c>email</c> when missing.</summary>
    [FromQuery(Name = "sort"), AllowedValues("email", "-email", "name", "-name", "created_at", "-created_at", null)]
    public string? Sort { get; init; }

    public UserListRequest ToRequest() => new(Skip ?? 0, Limit ?? ApiLimits.UsualItems)
    {
        Search = string.IsNullOrWhiteSpace(Search) ? null : Search.Trim(),
        Role = Role,
        IsActive = IsActive,
        IsDescending = Sort?.StartsWith('-') == true,
        Sort = Sort?.TrimStart('-') switch { "name" => UserSort.Name, "created_at" => UserSort.CreatedAt, _ => UserSort.Email },
    };
}

/// <summary>A user to make.</summary>
[Request]
internal sealed record NewUserRequest
{
    /// <summary>The address that they sign in with.</summary>
    [EmailName]
    public required string Email { get; init; }

    /// <summary>Their password, 12 characters or more; without one they cannot sign in until one is set.</summary>
    [MaxLength(PasswordRules.Most)]
    public string? Password { get; init; }

    /// <summary>The first name.</summary>
    [PersonName]
    public string FirstName { get; init; } = "";

    /// <summary>The last name.</summary>
    [PersonName]
    public string LastName { get; init; } = "";

    /// <summary><c>fr</c> or <c>en</c>.</summary>
    [AllowedValues("fr", "en")]
    public string Language { get; init; } = "fr";

    /// <summary>The name of a time zone.</summary>
    [TimeZoneName]
    public string TimeZone { get; init; } = "Europe/Paris";

    /// <summary>The names of the roles; needs the permission <c>roles:assign</c> when there is one.</summary>
    [MaxLength(10), RoleName]
    public IReadOnlyList<string> Roles { get; init; } = [];
}

/// <summary>What is to be changed of a user; what is missing or null stays.</summary>
[Request]
internal sealed record UserRequest
{
    /// <summary>The address that they sign in with.</summary>
    [EmailName]
    public string? Email { get; init; }

    /// <summary>The first name.</summary>
    [PersonName]
    public string? FirstName { get; init; }

    /// <summary>The last name.</summary>
    [PersonName]
    public string? LastName { get; init; }

    /// <summary><c>fr</c> or <c>en</c>.</summary>
    [AllowedValues("fr", "en", null)]
    public string? Language { get; init; }

    /// <summary>The name of a time zone.</summary>
    [TimeZoneName]
    public string? TimeZone { get; init; }
}

/// <summary>The roles that a user has from now on.</summary>
[Request]
internal sealed record RolesRequest
{
    /// <summary>Their names; none takes all away.</summary>
    [MaxLength(10), RoleName]
    public required IReadOnlyList<string> Roles { get; init; }
}

/// <summary>A new password of somebody else.</summary>
[Request]
internal sealed record PasswordRequest
{
    /// <summary>The password, 12 characters or more.</summary>
    [MaxLength(PasswordRules.Most)]
    public required string Password { get; init; }
}

/// <summary>Asks for the address of an account.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EmailNameAttribute() : ValidationAttribute("It must be an e-mail address of at most 320 characters.")
{
    public override bool IsValid(object? value) => value is null || (value is string text && AccountEmail.IsValid(text));
}

/// <summary>Asks for names of roles.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RoleNameAttribute() : ValidationAttribute($"There is no such role; the roles are {string.Join(", ", RoleNames.All)}.")
{
    public override bool IsValid(object? value) => value switch
    {
        null => true,
        string name => RoleNames.All.Contains(name, StringComparer.Ordinal),
        IEnumerable<string?> names => names.All(n => n is not null && RoleNames.All.Contains(n, StringComparer.Ordinal)),
        _ => false,
    };
}
