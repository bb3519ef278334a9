using System.Globalization;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Auth;
using Alforis.Workflows.Host.Endpoints.Workflows;
using Alforis.Workflows.Host.Reports;
using Microsoft.AspNetCore.Mvc;

namespace Alforis.Workflows.Host.Endpoints.Executions;

/// <summary><c>/api/v1/executions</c>, and those of a workflow: what workflows did, and have them tried again or ended.</summary>
internal static class ExecutionEndpoints
{
    private const string Resource = "executions";
    private const string Events = "events";
    private const int MostCounted = 10_000;

    public static IServiceCollection AddExecutionApi(this IServiceCollection services) => services
        .AddSingleton<ManualExecution>()
        .AddSingleton<ExecutionListQuery>()
        .AddSingleton<ExecutionStoryQuery>()
        .AddSingleton<PromisedExecutionQuery>()
        .AddSingleton<ExecutionRetry>()
        .AddSingleton<ExecutionCancellation>();

    public static void MapExecutions(this RouteGroupBuilder api)
    {
        var executions = api.MapGroup("/executions").WithTags(Resource);
        executions.MapGet("", ListAsync).RequirePermission(Resource, "read").WithName("list_executions").WithSummary("List executions, the newest first.").Produces<ExecutionSlice>().ProducesProblem(400);
        executions.MapGet("/{id:long:min(1)}", (long id, HttpContext http, ExecutionStoryQuery stories, PromisedExecutionQuery promised, CancellationToken ct) => FindAsync(null, id, http, stories, promised, ct))
            .RequirePermission(Resource, "read").WithName("get_execution").WithSummary("Read an execution with its story.").Produces<ExecutionAnswer>().ProducesProblem(404);
        executions.MapGet("/{id:long:min(1)}/payloads/{part:maxlength(200)}", PayloadAsync).RequirePermission(Resource, "read").WithName("get_execution_payload").WithSummary("Read a value of an execution's story that is too long to stand in it.")
            .WithDescription("A story has values of up to 32 KiB; instead of a longer one stands {\"truncated\": true, \"size\": its bytes, \"href\": this address}. What a webhook brought is read by who may read events (`events:read`).")
            .Produces<RawJson>().ProducesProblem(403).ProducesProblem(404);
        executions.MapPost("/{id:long:min(1)}/retry", RetryAsync).RequirePermission(Resource, "retry").WithName("retry_execution").WithSummary("Have a failed execution go on from the action that failed.")
            .WithDescription("What is done is not done again. An outside-world action bears the same key as before.").Produces<ExecutionStateAnswer>(202).ProducesProblem(404).ProducesProblem(409);
        executions.MapPost("/{id:long:min(1)}/cancel", CancelAsync).RequirePermission(Resource, "cancel").WithName("cancel_execution").WithSummary("End an execution that is not finished.")
            .WithDescription("What is done stays, what waits is not done any more. A call that is under way cannot be taken back.").Produces<ExecutionStateAnswer>().ProducesProblem(404).ProducesProblem(409);
        var ofOne = api.MapGroup("/workflows/{workflow_id:long:min(1)}/executions").WithTags(Resource);
        ofOne.MapGet("", ListOfAsync).RequirePermission(Resource, "read").WithName("list_workflow_executions").WithSummary("List the executions of a workflow, the newest first.")
            .Produces<ExecutionSlice>().ProducesProblem(400).ProducesProblem(404);
        ofOne.MapGet("/{id:long:min(1)}", ([FromRoute(Name = "workflow_id")] long workflowId, long id, HttpContext http, ExecutionStoryQuery stories, PromisedExecutionQuery promised, CancellationToken ct) => FindAsync(workflowId, id, http, stories, promised, ct))
            .RequirePermission(Resource, "read").WithName("get_workflow_execution").WithSummary("Read an execution of a workflow with its story.").Produces<ExecutionAnswer>().ProducesProblem(404);
    }

    private static Task<IResult> ListAsync([AsParameters] ExecutionListRequest request, ExecutionListQuery executions, CancellationToken ct) =>
        AnswerAsync(request.ToFilter(), request, executions, ct);

    private static async Task<IResult> ListOfAsync(
        [FromRoute(Name = "workflow_id")] long workflowId, [AsParameters] WorkflowExecutionsRequest request, ExecutionListQuery executions, WorkflowQuery workflows, CancellationToken ct)
    {
        if (await workflows.FindAsync(workflowId, ct) is null) return WorkflowAnswers.Unknown(workflowId);
        return await AnswerAsync(request.ToFilter() with { WorkflowId = workflowId }, request, executions, ct);
    }

    private static async Task<IResult> AnswerAsync(ExecutionFilter filter, WorkflowExecutionsRequest request, ExecutionListQuery executions, CancellationToken ct)
    {
        var page = await executions.ReadAsync(filter, request.Limit ?? ApiLimits.UsualItems, ct);
        var total = request.WithTotal == true ? await executions.CountAsync(filter, MostCounted, ct) : null;
        return Results.Json(new ExecutionSlice
        {
            Items = [.. page.Items.Select(ExecutionReport.Of)],
            HasMore = page.Next is not null,
            Next = page.Next is { } place ? ListCursor.Format(place.CreatedAt, place.Id) : null,
            Total = total is { } counted ? Math.Min(counted, MostCounted) : null,
            TotalText = total switch { null => null, > MostCounted => FormattableString.Invariant($"{MostCounted}+"), { } all => all.ToString(CultureInfo.InvariantCulture) },
        });
    }

    private static async Task<IResult> FindAsync(long? workflowId, long id, HttpContext http, ExecutionStoryQuery stories, PromisedExecutionQuery promised, CancellationToken ct)
    {
        var story = await stories.FindAsync(id, ct);
        // Between the wish and the dispatcher it is in the queue; it may have left that since the first look.
        var waiting = story is null ? await promised.FindAsync(id, ct) : null;
        if (story is null && waiting is null) story = await stories.FindAsync(id, ct);
        var of = story?.Summary.WorkflowId ?? waiting?.Summary.WorkflowId;
        if (of is null || (workflowId is { } wanted && wanted != of)) return Unknown(id);
        return Results.Json(story is not null ? ExecutionAnswer.Of(Shown(story, http)) : ExecutionAnswer.Of(waiting!));
    }

    /// <summary>What a webhook brought is shown to who may read events.</summary>
    private static ExecutionStory Shown(ExecutionStory story, HttpContext http) => http.Can(Events, "read") ? story : story.WithoutPayload();

    private static async Task<IResult> PayloadAsync(long id, string part, HttpContext http, ExecutionStoryQuery stories, CancellationToken ct)
    {
        if (await stories.FindAsync(id, ct) is not { } story) return Unknown(id);
        if (part == StoryPayloads.Webhook && story.Event?.Webhook is not null && !http.Can(Events, "read")) return Problem.Forbidden(Events + ":read");
        return StoryPayloads.Find(Shown(story, http), part) is { } found ? Results.Json(found) : Problem.NotFound($"The value '{part}' of execution {id}");
    }

    private static async Task<IResult> RetryAsync(long id, HttpContext http, ExecutionRetry retry, PromisedExecutionQuery promised, CancellationToken ct) => await retry.RetryAsync(id, http.Actor(), ct) switch
    {
        RetryAnswer.Retried => Results.Accepted(FormattableString.Invariant($"/api/v1/executions/{id}"), new ExecutionStateAnswer { ExecutionId = id, Status = "running" }),
        RetryAnswer.NotFailed => Problem.Conflict(ProblemCodes.NotFailed, "It has not failed.", "Only failed executions are tried again."),
        RetryAnswer.EventGone => Problem.Conflict(ProblemCodes.EventGone, "Its event is gone.", "The log has it no more, so that the execution cannot be tried again."),
        RetryAnswer.WorkflowGone => Problem.Conflict(ProblemCodes.WorkflowGone, "Its workflow was deleted.", "The execution cannot be tried again."),
        RetryAnswer.NotPermitted => Problem.Of(
            StatusCodes.Status403Forbidden, ProblemCodes.RetryForbidden, "This is not allowed.", "The workflow does something that you may not do by hand. Have somebody try it again who may; GET /api/v1/auth/me lists what you may."),
        _ when await promised.FindAsync(id, ct) is not null => Problem.Conflict(ProblemCodes.Waiting, "It has not failed.", "It waits for its turn."),
        _ => Unknown(id),
    };

    private static async Task<IResult> CancelAsync(
        long id, HttpContext http, ExecutionCancellation cancellation, ExecutionStoryQuery stories, PromisedExecutionQuery promised, CancellationToken ct)
    {
        var actor = http.Actor();
        if (await cancellation.CancelAsync(id, $"It was cancelled by {actor.Name}.", actor, ct))
            return Results.Json(new ExecutionStateAnswer { ExecutionId = id, Status = "cancelled" });
        if (await stories.FindAsync(id, ct) is { } story) return Problem.Conflict(ProblemCodes.Finished, "It is finished.", $"It ended with the status '{story.Summary.Status}'; there is nothing to cancel.");
        return await promised.FindAsync(id, ct) is null ? Unknown(id) : Problem.Conflict(ProblemCodes.NotBegun, "It has not begun yet.", "Try again when it has.");
    }

    private static IResult Unknown(long id) => Problem.NotFound(FormattableString.Invariant($"The execution {id}"));
}
