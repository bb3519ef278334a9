using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Host.Api;
using Microsoft.AspNetCore.Mvc;

namespace Alforis.Workflows.Host.Endpoints.Workflows;

/// <summary>Which workflows to list.</summary>
[Request(IsQuery = true)]
internal sealed record WorkflowListRequest
{
    /// <summary>How many to leave out.</summary>
    [FromQuery(Name = "skip")]
    [Range(0, ApiLimits.MostSkipped)]
    [DefaultValue(0)]
    public int? Skip { get; init; }

    /// <summary>How many at most.</summary>
    [FromQuery(Name = "limit")]
    [Range(1, ApiLimits.MostItems)]
    [DefaultValue(ApiLimits.UsualItems)]
    public int? Limit { get; init; }

    /// <summary>Only those of this status.</summary>
    [FromQuery(Name = "status")]
    [AllowedValues(null, "draft", "active", "inactive", ErrorMessage = "It must be draft, active or inactive.")]
    public string? Status { get; init; }

    /// <summary>Only those with this trigger.</summary>
    [FromQuery(Name = "trigger_type")]
    [AllowedValues(
        null, "organisation_created", "organisation_updated", "deal_created", "deal_updated", "deal_stage_changed", "scheduled", "inactivity_delay", "webhook_received",
        ErrorMessage = "There is no such trigger; GET /api/v1/schema lists them.")]
    public string? TriggerType { get; init; }

    /// <summary>Only templates, or only what is none.</summary>
    [FromQuery(Name = "is_template")]
    public bool? IsTemplate { get; init; }

    /// <summary>Only active ones that are suspended because they cannot run, or only all others.</summary>
    [FromQuery(Name = "suspended")]
    public bool? Suspended { get; init; }

    /// <summary>Only those with this text in their name, description or category, whatever its case.</summary>
    [FromQuery(Name = "search")]
    [MaxLength(200)]
    public string? Search { get; init; }

    /// <summary>What orders them; with a minus the other way round.</summary>
    [FromQuery(Name = "sort")]
    [AllowedValues(
        null, "id", "-id", "name", "-name", "created_at", "-created_at", "updated_at", "-updated_at", "status", "-status", "trigger_type", "-trigger_type", "last_execution_at", "-last_execution_at",
        ErrorMessage = "It must be id, name, created_at, updated_at, status, trigger_type or last_execution_at, with a minus for the other way round.")]
    [DefaultValue("id")]
    public string? Sort { get; init; }

    public WorkflowFilter ToFilter() => new()
    {
        Status = Status,
        TriggerType = TriggerType,
        IsTemplate = IsTemplate,
        IsSuspended = Suspended,
        Search = string.IsNullOrEmpty(Search) ? null : Search,
        Descending = Sort?.StartsWith('-') == true,
        Order = Sort?.TrimStart('-') switch
        {
            "name" => WorkflowOrder.Name,
            "updated_at" => WorkflowOrder.UpdatedAt,
            "status" => WorkflowOrder.Status,
            "trigger_type" => WorkflowOrder.TriggerType,
            "last_execution_at" => WorkflowOrder.LastRun,
            _ => WorkflowOrder.Id,
        },
    };
}

/// <summary>A part of a list that can be counted.</summary>
[Request(IsQuery = true)]
internal sealed record PageRequest
{
    /// <summary>How many to leave out.</summary>
    [FromQuery(Name = "skip")]
    [Range(0, ApiLimits.MostSkipped)]
    [DefaultValue(0)]
    public int? Skip { get; init; }

    /// <summary>How many at most.</summary>
    [FromQuery(Name = "limit")]
    [Range(1, ApiLimits.MostItems)]
    [DefaultValue(ApiLimits.UsualItems)]
    public int? Limit { get; init; }
}
