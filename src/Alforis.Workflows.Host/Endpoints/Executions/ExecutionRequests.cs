using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Alforis.Crm.Data.Executions;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Endpoints.Workflows;
using Alforis.Workflows.Host.Reports;
using Microsoft.AspNetCore.Mvc;

namespace Alforis.Workflows.Host.Endpoints.Executions;

/// <summary>Which executions of a workflow to list.</summary>
[Request(IsQuery = true)]
internal record WorkflowExecutionsRequest : IValidatableObject
{
    /// <summary>Only those of this status.</summary>
    [FromQuery(Name = "status")]
    [AllowedValues(null, "pending", "running", "success", "failed", "skipped", "cancelled", ErrorMessage = "It must be pending, running, success, failed, skipped or cancelled.")]
    public string? Status { get; init; }

    /// <summary>Only those recorded at this moment or later.</summary>
    [FromQuery(Name = "from")]
    public DateTimeOffset? From { get; init; }

    /// <summary>Only those recorded before this moment.</summary>
    [FromQuery(Name = "to")]
    public DateTimeOffset? To { get; init; }

    /// <summary>Only those with this text in their error, whatever its case; of failed ones unless <c>status</c> says another.</summary>
    [FromQuery(Name = "error")]
    [MinLength(1)]
    [MaxLength(200)]
    public string? Error { get; init; }

    /// <summary>How many at most.</summary>
    [FromQuery(Name = "limit")]
    [Range(1, ApiLimits.MostItems)]
    [DefaultValue(ApiLimits.UsualItems)]
    public int? Limit { get; init; }

    /// <summary>Go on where an earlier part ended, as its <c>next</c> said.</summary>
    [FromQuery(Name = "before")]
    [MaxLength(64)]
    public string? Before { get; init; }

    /// <summary>Whether to count them, up to 10,000.</summary>
    [FromQuery(Name = "with_total")]
    [DefaultValue(false)]
    public bool? WithTotal { get; init; }

    public virtual IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Before is { } cursor && ListCursor.Parse(cursor) is null) yield return new ValidationResult("It must be what the 'next' of an earlier part said.", [nameof(Before)]);
    }

    public virtual ExecutionFilter ToFilter() => new()
    {
        Status = Status,
        From = From,
        To = To,
        Error = Error,
        Before = Before is not null && ListCursor.Parse(Before) is { } place ? new ExecutionPosition(place.Moment, place.Id) : null,
    };
}

/// <summary>Which executions to list.</summary>
[Request(IsQuery = true)]
internal sealed record ExecutionListRequest : WorkflowExecutionsRequest
{
    /// <summary>Only those of this workflow.</summary>
    [FromQuery(Name = "workflow_id")]
    [Range(1L, long.MaxValue, ErrorMessage = "It must be a number from 1 on.")]
    public long? WorkflowId { get; init; }

    /// <summary>Only those for an entity of this type: <c>organisation</c> or <c>deal</c>; with <c>entity_id</c>.</summary>
    [FromQuery(Name = "entity_type")]
    [AllowedValues(null, "organisation", "deal", ErrorMessage = "It must be organisation or deal.")]
    public string? EntityType { get; init; }

    /// <summary>Only those for the entity of this number; with <c>entity_type</c>.</summary>
    [FromQuery(Name = "entity_id")]
    [Range(1L, long.MaxValue, ErrorMessage = "It must be a number from 1 on.")]
    public long? EntityId { get; init; }

    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        [.. base.Validate(validationContext), .. EntityChoice.Check(EntityType, EntityId, nameof(EntityType), nameof(EntityId))];

    public override ExecutionFilter ToFilter() => base.ToFilter() with { WorkflowId = WorkflowId, EntityType = EntityType, EntityId = EntityId };
}
