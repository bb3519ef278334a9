using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Reports;
using Microsoft.AspNetCore.Mvc;

namespace Alforis.Workflows.Host.Endpoints.Attention;

/// <summary>How far to look back for failures.</summary>
[Request(IsQuery = true)]
internal sealed record AttentionRequest
{
    /// <summary>How many days (UTC), today included.</summary>
    [FromQuery(Name = "days")]
    [Range(1, 90)]
    [DefaultValue(7)]
    public int? Days { get; init; }
}

/// <summary>Failures to try again.</summary>
[Request]
internal sealed record AttentionRetryRequest : IValidatableObject
{
    /// <summary>The workflow's number.</summary>
    [Range(1L, long.MaxValue, ErrorMessage = "It must be a number from 1 on.")]
    public required long WorkflowId { get; init; }

    /// <summary>The key of their cause, as the list says it.</summary>
    public required Guid CauseKey { get; init; }

    /// <summary>Only what had failed before this moment: <c>as_of</c> of the list. What is tried again and fails again is not tried once more then, however often this is sent.</summary>
    public required DateTimeOffset Before { get; init; }

    /// <summary>Only those of so many days (UTC), today included.</summary>
    [Range(1, 90)]
    [DefaultValue(7)]
    public int Days { get; init; } = 7;

    /// <summary>Go on where an earlier answer ended, as its <c>next</c> said.</summary>
    [MaxLength(64)]
    public string? After { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (After is { } cursor && ListCursor.Parse(cursor) is null) yield return new ValidationResult("It must be what the 'next' of an earlier answer said.", [nameof(After)]);
    }
}

/// <summary>Which of the held calls are decided about.</summary>
[Request]
internal sealed record HeldDecisionRequest
{
    /// <summary>Only those that waited at this moment: <c>as_of</c> of the list. What came later was not seen.</summary>
    public required DateTimeOffset Before { get; init; }
}

/// <summary>Failures are expected.</summary>
[Request]
internal sealed record MuteRequest
{
    /// <summary>Why.</summary>
    [NotBlank]
    [MaxLength(500)]
    public string? Note { get; init; }

    /// <summary>When that ends; without it, when somebody ends it.</summary>
    public DateTimeOffset? Until { get; init; }
}
