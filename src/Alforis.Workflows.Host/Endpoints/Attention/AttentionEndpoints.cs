using Alforis.Crm.Data.Attention;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Steps;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Auth;
using Alforis.Workflows.Host.Reports;
using Microsoft.AspNetCore.Mvc;

namespace Alforis.Workflows.Host.Endpoints.Attention;

/// <summary><c>/api/v1/attention</c>: what waits for somebody, by cause; have it tried again, or say that it is expected.</summary>
internal static class AttentionEndpoints
{
    private const string Tag = "attention";
    private const string Resource = "executions";
    private const string Mutes = "/mutes/{workflow_id:long:min(1)}/{cause_key:guid}";
    private const int UsualDays = 7;

    public static IServiceCollection AddAttentionApi(this IServiceCollection services) => services
        .AddSingleton<AttentionQuery>()
        .AddSingleton<AttentionCountQuery>()
        .AddSingleton<HeldStepsQuery>()
        .AddSingleton<HeldStepsDecision>()
        .AddSingleton<FailureMuting>()
        .AddSingleton<FailureRetry>();

    public static void MapAttention(this RouteGroupBuilder api)
    {
        var attention = api.MapGroup("/attention").WithTags(Tag);
        attention.MapGet("", ReadAsync).RequirePermission(Resource, "read").WithName("read_attention").WithSummary("Tell what waits for somebody: failures by workflow and cause, suspended workflows, calls that an hourly limit holds up, and how many events were given up.")
            .WithDescription("Failures that say the same but for numbers and quoted values have one cause. Those of deleted workflows are left out.").Produces<AttentionAnswer>().ProducesProblem(400);
        attention.MapGet("/summary", CountAsync).RequirePermission(Resource, "read").WithName("count_attention").WithSummary("Count what waits for somebody, as a badge shows it.")
            .WithDescription("Failures are counted by workflow and cause, muted ones not at all.").Produces<AttentionCountsAnswer>().ProducesProblem(400);
        attention.MapPost("/retry", RetryAsync).RequirePermission(Resource, "retry").WithName("retry_failures").WithSummary("Have all failures of a workflow and cause go on from the action that failed.")
            .WithDescription("A request works for about ten seconds; its answer says where to go on. Sent again, it tries nothing twice: what failed after 'before' is left.").Produces<AttentionRetryAnswer>().ProducesProblem(400);
        attention.MapHeld();
        attention.MapPut(Mutes, MuteAsync).RequirePermission(Resource, "retry").WithName("mute_failures").WithSummary("Say that failures of a workflow and cause are expected.")
            .WithDescription("They are told apart and not counted, also those to come and those of new versions, until that is taken back or a moment that is given.").Produces<MuteAnswer>().ProducesProblem(400).ProducesProblem(404);
        attention.MapDelete(Mutes, UnmuteAsync).RequirePermission(Resource, "retry").WithName("unmute_failures").WithSummary("Take back that failures of a workflow and cause are expected.").Produces(204).ProducesProblem(404);
    }

    private static async Task<IResult> ReadAsync([AsParameters] AttentionRequest request, HttpContext http, AttentionQuery attention, HeldStepsQuery held, StepOptions steps, CancellationToken ct)
    {
        var found = await attention.ReadAsync(request.Days ?? UsualDays, ct);
        return Results.Json(new AttentionAnswer
        {
            AsOf = found.AsOf,
            Failures = [.. found.Groups.Select(FailureGroupAnswer.Of)],
            HasMore = found.HasMore,
            Suspended = May(http, "workflows:read") ? [.. found.Suspended.Select(SuspendedAnswer.Of)] : null,
            ParkedCount = May(http, "events:read") ? found.Parked : null,
            Held = [.. (await held.ReadAsync(steps.CallsPerHour, ct)).Select(h => HeldAnswer.Of(h, steps.CallsPerHour))],
        });
    }

    private static async Task<IResult> CountAsync([AsParameters] AttentionRequest request, HttpContext http, AttentionCountQuery counts, HeldStepsQuery held, StepOptions steps, CancellationToken ct)
    {
        var found = await counts.ReadAsync(request.Days ?? UsualDays, ct);
        var full = await held.CountAsync(steps.CallsPerHour, ct);
        long? suspended = May(http, "workflows:read") ? found.Suspended : null;
        long? parked = May(http, "events:read") ? found.Parked : null;
        return Results.Json(new AttentionCountsAnswer
        {
            Count = found.Groups + full + (suspended ?? 0) + (parked ?? 0), FailureGroupCount = found.Groups, HeldCount = full, SuspendedCount = suspended, ParkedCount = parked,
        });
    }

    private static async Task<IResult> RetryAsync(AttentionRetryRequest request, HttpContext http, FailureRetry retry, TimeProvider time, CancellationToken ct)
    {
        var after = request.After is not null && ListCursor.Parse(request.After) is { } place ? new ExecutionPosition(place.Moment, place.Id) : null;
        // What fails while the request works is not what somebody has seen.
        var now = time.GetUtcNow();
        var wanted = new FailureRetryRequest(request.WorkflowId, request.CauseKey, request.Before < now ? request.Before : now, request.Days, after);
        return Results.Json(AttentionRetryAnswer.Of(await retry.RetryAsync(wanted, http.Actor(), ct)));
    }

    private static async Task<IResult> MuteAsync(
        [FromRoute(Name = "workflow_id")] long workflowId, [FromRoute(Name = "cause_key")] Guid causeKey, MuteRequest request, HttpContext http, FailureMuting muting, TimeProvider time, CancellationToken ct)
    {
        if (request.Until <= time.GetUtcNow()) return Problem.BadRequest(new ApiError { Code = "range", Reason = ErrorReasons.Future, Pointer = "/until", Message = "It must be in the future." });
        var mute = await muting.MuteAsync(workflowId, causeKey, request.Note?.Trim(), request.Until, http.Actor(), ct);
        return mute is null ? Unknown(workflowId, causeKey) : Results.Json(MuteAnswer.Of(mute));
    }

    private static async Task<IResult> UnmuteAsync(
        [FromRoute(Name = "workflow_id")] long workflowId, [FromRoute(Name = "cause_key")] Guid causeKey, HttpContext http, FailureMuting muting, CancellationToken ct) =>
        await muting.UnmuteAsync(workflowId, causeKey, http.Actor(), ct) ? Results.NoContent() : Problem.NotFound(FormattableString.Invariant($"The mute of the cause {causeKey} of workflow {workflowId}"));

    private static bool May(HttpContext http, string permission) => http.Features.Get<SignedInFeature>()?.User.Permissions.Contains(permission) == true;

    private static IResult Unknown(long workflowId, Guid causeKey) => Problem.NotFound(FormattableString.Invariant($"A failure of workflow {workflowId} with the cause {causeKey}"));
}
