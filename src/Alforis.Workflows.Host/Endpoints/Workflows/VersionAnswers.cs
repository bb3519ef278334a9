using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Host.Api;
using Microsoft.AspNetCore.Mvc;

namespace Alforis.Workflows.Host.Endpoints.Workflows;

/// <summary>A version of a workflow.</summary>
internal sealed record VersionAnswer
{
    /// <summary>Its number, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>Whether it is the one that runs.</summary>
    public required bool IsCurrent { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The number of the user who wrote it; <see langword="null"/> for the command line.</summary>
    public long? CreatedBy { get; init; }

    /// <summary>Their e-mail address.</summary>
    public string? CreatedByEmail { get; init; }

    /// <summary>The members of the definition that are others than in the version before, such as <c>conditions</c>; <see langword="null"/> for the first version, and outside lists.</summary>
    public IReadOnlyList<string>? Changed { get; init; }

    /// <summary>The definition; <see langword="null"/> in lists.</summary>
    public RawJson? Definition { get; init; }

    public static VersionAnswer Of(WorkflowVersion v) => new()
    {
        Version = v.Version, IsCurrent = v.IsCurrent, CreatedAt = v.CreatedAt, CreatedBy = v.CreatedBy, CreatedByEmail = v.CreatedByEmail, Changed = v.Changed, Definition = RawJson.Of(v.Definition),
    };
}

/// <summary>Something that was done.</summary>
internal sealed record WorkflowAuditAnswer
{
    /// <summary>The entry's number.</summary>
    public required long Id { get; init; }

    /// <summary>When it was done.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The number of the user; <see langword="null"/> on the command line.</summary>
    public long? UserId { get; init; }

    /// <summary>Who did it: an e-mail address, or the database role of the command line.</summary>
    public required string Actor { get; init; }

    /// <summary><c>api</c>, <c>command</c> or <c>system</c>.</summary>
    public required string Via { get; init; }

    /// <summary>What was done, such as <c>workflow.activate</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What was changed.</summary>
    public required JsonElement Detail { get; init; }

    public static WorkflowAuditAnswer Of(AuditRecord a) => new()
    {
        Id = a.Id, OccurredAt = a.OccurredAt, UserId = a.UserId, Actor = a.Actor, Via = a.Via, Action = a.Action, Detail = a.Detail,
    };
}

/// <summary>A part of a trail.</summary>
[Request(IsQuery = true)]
internal sealed record TrailRequest
{
    /// <summary>How many at most.</summary>
    [FromQuery(Name = "limit")]
    [Range(1, ApiLimits.MostItems)]
    [DefaultValue(ApiLimits.UsualItems)]
    public int? Limit { get; init; }

    /// <summary>Whether to tell of executions by hand as well, to whom may read executions.</summary>
    [FromQuery(Name = "executions")]
    [DefaultValue(true)]
    public bool? Executions { get; init; }

    /// <summary>Go on where an earlier part ended, as its <c>next</c> said.</summary>
    [FromQuery(Name = "before")]
    [Range(1L, long.MaxValue)]
    public long? Before { get; init; }
}
