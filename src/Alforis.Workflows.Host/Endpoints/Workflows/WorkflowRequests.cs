using System.ComponentModel.DataAnnotations;
using Alforis.Workflows.Engine.Parsing;
using Alforis.Workflows.Host.Api;

namespace Alforis.Workflows.Host.Endpoints.Workflows;

/// <summary>Whether a workflow shall run.</summary>
[Request]
internal sealed record ActivationRequest
{
    /// <summary><c>active</c> or <c>inactive</c>.</summary>
    public required ActivationStatus Status { get; init; }
}

/// <summary>Whether a workflow shall run.</summary>
internal enum ActivationStatus
{
    /// <summary>Events make it run.</summary>
    Active,

    /// <summary>It does not run.</summary>
    Inactive,
}

/// <summary>How a copy shall differ from its original.</summary>
[Request]
internal sealed record CopyRequest
{
    /// <summary>The copy's name; by default the original's with the first number that is free.</summary>
    [MinLength(1)]
    [MaxLength(ParseLimits.MaxNameLength)]
    public string? Name { get; init; }

    /// <summary>The copy's description; by default the original's.</summary>
    [MaxLength(10_000)]
    public string? Description { get; init; }
}
