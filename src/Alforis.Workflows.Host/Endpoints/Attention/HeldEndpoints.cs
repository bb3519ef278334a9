using Alforis.Crm.Data.Steps;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Auth;
using Microsoft.AspNetCore.Mvc;

namespace Alforis.Workflows.Host.Endpoints.Attention;

/// <summary><c>/api/v1/attention/held</c>: decide about the calls that a workflow's hourly limit holds up.</summary>
internal static class HeldEndpoints
{
    private const string Place = "/held/{workflow_id:long:min(1)}";
    private const string Resource = "executions";

    public static void MapHeld(this RouteGroupBuilder attention)
    {
        attention.MapPost(Place + "/release", ReleaseAsync).RequirePermission(Resource, "retry").WithName("release_held_calls").WithSummary("Let the calls go that a workflow's hourly limit holds up.")
            .WithDescription("They are made as soon as a worker is free, and are not counted towards the limit; so are the later calls of the same executions. A request works for about ten seconds; while it answers 'has_more', send it again.")
            .Produces<HeldDecisionAnswer>().ProducesProblem(400);
        attention.MapPost(Place + "/discard", DiscardAsync).RequirePermission(Resource, "cancel").WithName("discard_held_calls").WithSummary("Cancel the executions whose calls a workflow's hourly limit holds up.")
            .WithDescription("What is done of them stays, what waits is not done any more. A request works for about ten seconds; while it answers 'has_more', send it again.").Produces<HeldDecisionAnswer>().ProducesProblem(400);
    }

    private static async Task<IResult> ReleaseAsync([FromRoute(Name = "workflow_id")] long workflowId, HeldDecisionRequest request, HttpContext http, HeldStepsDecision decision, CancellationToken ct) =>
        Results.Json(HeldDecisionAnswer.Of(await decision.ReleaseAsync(workflowId, request.Before, http.Actor(), ct)));

    private static async Task<IResult> DiscardAsync([FromRoute(Name = "workflow_id")] long workflowId, HeldDecisionRequest request, HttpContext http, HeldStepsDecision decision, CancellationToken ct)
    {
        var actor = http.Actor();
        var reason = $"It was cancelled by {actor.Name}, with all calls that its workflow's hourly limit held up.";
        return Results.Json(HeldDecisionAnswer.Of(await decision.DiscardAsync(workflowId, request.Before, reason, actor, ct)));
    }
}
