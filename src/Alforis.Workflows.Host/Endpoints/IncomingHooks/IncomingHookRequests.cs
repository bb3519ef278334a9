using System.ComponentModel.DataAnnotations;
using Alforis.Crm.Data.Hooks;
using Alforis.Crm.Data.Rows;
using Alforis.Workflows.Host.Api;
using Microsoft.AspNetCore.Mvc;

namespace Alforis.Workflows.Host.Endpoints.IncomingHooks;

/// <summary>Which hooks are asked for.</summary>
[Request(IsQuery = true)]
internal sealed record HookListRequest : PageRequest
{
    /// <summary>Only those that take calls, or that do not.</summary>
    [FromQuery(Name = "is_active")]
    public bool? IsActive { get; init; }

    protected override SortOrders Orders() => HookListQuery.Orders;
}

/// <summary>A new hook.</summary>
[Request]
internal sealed record HookCreationRequest
{
    /// <summary>The last part of its address: 1 to 100 lower-case letters without accents, digits, hyphens and underscores; begins with a letter or digit.</summary>
    [RegularExpression("[a-z0-9][a-z0-9_-]{0,99}", ErrorMessage = HookSlug.Form)]
    public required string Slug { get; init; }

    /// <summary>How its calls prove where they come from: each is signed (standardwebhooks.com), or bears the secret.</summary>
    public HookKind Kind { get; init; }

    /// <summary>The event of calls whose payload names none; the slug by default.</summary>
    [NotBlank]
    [MaxLength(200)]
    public string? Event { get; init; }

    /// <summary>What people call it; the slug by default.</summary>
    [NotBlank]
    [MaxLength(200)]
    public string? Name { get; init; }

    /// <summary>What it is for.</summary>
    [MaxLength(2000)]
    public string Description { get; init; } = "";
}

/// <summary>A change of a hook: what is not there stays as it is.</summary>
[Request]
internal sealed record HookChangeRequest : PartialRequest
{
    /// <summary>The event of calls whose payload names none.</summary>
    [NotBlank]
    [MaxLength(200)]
    public string Event { get; init => field = Note(value); } = null!;

    /// <summary>What people call it.</summary>
    [NotBlank]
    [MaxLength(200)]
    public string Name { get; init => field = Note(value); } = null!;

    /// <summary>What it is for.</summary>
    [MaxLength(2000)]
    public string Description { get; init => field = Note(value); } = null!;

    /// <summary>Whether it takes calls.</summary>
    public bool IsActive { get; init => field = Note(value); }
}

/// <summary>A wish for a new secret.</summary>
[Request]
internal sealed record SecretRotationRequest
{
    /// <summary>Whether all older secrets end at once, for instance because one became known; else they stay good until they are retired.</summary>
    public bool RetireOld { get; init; }
}
