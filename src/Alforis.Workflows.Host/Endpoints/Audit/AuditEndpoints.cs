using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using Alforis.Crm.Data.Audit;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Auth;
using Microsoft.AspNetCore.Mvc;

namespace Alforis.Workflows.Host.Endpoints.Audit;

/// <summary><c>/api/v1/audit</c>: who did what.</summary>
internal static class AuditEndpoints
{
    public static void MapAudit(this RouteGroupBuilder api) => api
        .MapGet("/audit", ListAsync).RequirePermission("audit", "read").WithTags("audit").WithName("list_audit").WithSummary("Who did what, who signed in, and whom something was refused to; the last first.")
        .Produces<Slice<AuditAnswer>>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(403);

    private static async Task<IResult> ListAsync([AsParameters] AuditListQuery query, AuditQuery audit, CancellationToken ct)
    {
        var limit = query.Limit ?? ApiLimits.UsualItems;
        var found = await audit.ListAsync(
            new AuditRequest(limit + 1) { Before = query.Before, UserId = query.UserId, Action = query.Action, SubjectType = query.SubjectType, SubjectId = query.SubjectId }, ct);
        var items = found.Take(limit).Select(AuditAnswer.Of).ToList();
        var hasMore = found.Count > limit;
        return Results.Json(new Slice<AuditAnswer> { Items = items, HasMore = hasMore, Next = hasMore ? items[^1].Id.ToString(CultureInfo.InvariantCulture) : null });
    }
}

/// <summary>Which entries to list.</summary>
[Request(IsQuery = true)]
internal sealed record AuditListQuery
{
    /// <summary>Go on where an earlier part ended: its <c>next</c>.</summary>
    [FromQuery(Name = "before"), Range(1, long.MaxValue)]
    public long? Before { get; init; }

    /// <summary>How many at most; 50 when missing.</summary>
    [FromQuery(Name = "limit"), Range(1, ApiLimits.MostItems)]
    public int? Limit { get; init; }

    /// <summary>Only what this user did.</summary>
    [FromQuery(Name = "user_id"), Range(1, long.MaxValue)]
    public long? UserId { get; init; }

    /// <summary>Only this action, such as <c>user.roles</c>.</summary>
    [FromQuery(Name = "action"), MaxLength(101)]
    public string? Action { get; init; }

    /// <summary>Only what was done to things of this type, such as <c>workflow</c>.</summary>
    [FromQuery(Name = "subject_type"), MaxLength(50)]
    public string? SubjectType { get; init; }

    /// <summary>Only what was done to the thing of this number.</summary>
    [FromQuery(Name = "subject_id"), Range(1, long.MaxValue)]
    public long? SubjectId { get; init; }
}

/// <summary>Something that was done, or refused.</summary>
/// <param name="Id">Its number; later ones are greater.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="UserId">Who; <see langword="null"/> on the command line, and for who was not signed in.</param>
/// <param name="Actor">Their e-mail address, or the database role of the command line.</param>
/// <param name="Via"><c>api</c>, <c>command</c> or <c>system</c>.</param>
/// <param name="Action">Thing and verb, such as <c>workflow.activate</c>.</param>
/// <param name="SubjectType">What it was done to.</param>
/// <param name="SubjectId">Its number.</param>
/// <param name="Detail">What was changed.</param>
/// <param name="Address">Where the request was from.</param>
/// <param name="RequestId">The number that the request has in the logs.</param>
internal sealed record AuditAnswer(
    long Id, DateTimeOffset OccurredAt, long? UserId, string Actor, string Via, string Action, string? SubjectType, long? SubjectId, JsonElement Detail, string Address, string RequestId)
{
    public static AuditAnswer Of(AuditRecord r) => new(r.Id, r.OccurredAt, r.UserId, r.Actor, r.Via, r.Action, r.SubjectType, r.SubjectId, r.Detail, r.Address, r.RequestId);
}
