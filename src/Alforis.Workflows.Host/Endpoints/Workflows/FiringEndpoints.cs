using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Alforis.Crm.Data.Schedules;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Auth;
using Microsoft.AspNetCore.Mvc;

namespace Alforis.Workflows.Host.Endpoints.Workflows;

/// <summary><c>/api/v1/workflows/{id}/firings</c>: when the clock fires a workflow.</summary>
internal static class FiringEndpoints
{
    /// <summary>How many firings are told when nobody says how many.</summary>
    public const int UsualFirings = 5;

    public static void MapWorkflowFirings(this RouteGroupBuilder api) => api
        .MapGet("/workflows/{id:long:min(1)}/firings", ListAsync).WithTags(WorkflowEndpoints.Resource).RequirePermission(WorkflowEndpoints.Resource, "read").WithName("workflow_firings")
        .WithSummary("Tell when the clock fires a workflow next.")
        .WithDescription("For the trigger 'scheduled' its next moments, for 'inactivity_delay' the nights on which silence is looked for; of one that is not active, those that it would have. "
            + "For other triggers there are none: 'source' is 'events'.")
        .Produces<FiringsAnswer>().ProducesProblem(400).ProducesProblem(404);

    private static async Task<IResult> ListAsync(long id, [AsParameters] FiringsRequest request, StoredScheduleQuery schedules, TimeProvider clock, CancellationToken ct) =>
        await schedules.FindAsync(id, ct) is { } stored
            ? Results.Json(FiringsAnswer.Of(stored, clock.GetUtcNow(), request.Count ?? UsualFirings))
            : WorkflowAnswers.Unknown(id);
}

/// <summary>How many firings to tell.</summary>
[Request(IsQuery = true)]
internal sealed record FiringsRequest
{
    /// <summary>How many at most.</summary>
    [FromQuery(Name = "count")]
    [Range(1, 20)]
    [DefaultValue(FiringEndpoints.UsualFirings)]
    public int? Count { get; init; }
}
