using System.Globalization;
using System.Text;
using System.Text.Json;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Hooks;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Auth;
using Alforis.Workflows.Host.Reports;

namespace Alforis.Workflows.Host.Endpoints.Workflows;

/// <summary><c>/api/v1/workflows/{id}/execute</c>, <c>/explain</c> and <c>/stats</c>: run a workflow, say what it would do, and what it did.</summary>
internal static class RunEndpoints
{
    public const string KeyHeader = "Idempotency-Key";
    private const int LongestKey = 255;

    public static void MapWorkflowRuns(this RouteGroupBuilder api)
    {
        var one = api.MapGroup("/workflows/{id:long:min(1)}").WithTags(WorkflowEndpoints.Resource);
        one.MapPost("/execute", ExecuteAsync).RequirePermission(WorkflowEndpoints.Resource, "execute").WithName("execute_workflow").WithSummary("Run a workflow once, by hand.")
            .WithDescription($"Whether it is active or a draft, whatever its trigger and the trigger's filters. Its conditions count: when they do not hold, the execution ends as skipped. It makes exactly one execution, "
                + $"which has the number of the answer from then on. With the header '{KeyHeader}' a request that is sent again within a day is answered the same and not carried out again.")
            .Produces<ExecuteAnswer>(202).ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(415).ProducesProblem(422);
        one.MapPost("/explain", ExplainAsync).RequirePermission(WorkflowEndpoints.Resource, "read").WithName("explain_workflow").WithSummary("Say whether a workflow would fire for an organisation or deal, and why.")
            .WithDescription("As the entity is now, and as if the workflow were active. Nothing is done and nothing is stored. Who asks must be allowed to read what the answer says of it: for an organisation `organisations:read` and `people:read`, for a deal `deals:read` as well.")
            .Produces<ExplainAnswer>().ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(415).ProducesProblem(422);
        one.MapGet("/stats", StatsAsync).RequirePermission("statistics", "read").WithName("workflow_stats").WithSummary("Tell how often a workflow ran, and how long it took.")
            .Produces<WorkflowStatsAnswer>().ProducesProblem(404);
    }

    private static async Task<IResult> ExecuteAsync(long id, ExecuteRequest? request, HttpContext http, ManualExecution executions, CancellationToken ct)
    {
        request ??= new ExecuteRequest();
        var keys = http.Request.Headers[KeyHeader];
        if (keys.Count > 1 || (keys is [{ } key] && (key.Length is 0 or > LongestKey || !key.All(c => c is >= '!' and <= '~'))))
            return Problem.BadRequest(new ApiError { Code = "invalid_value", Pointer = "", Message = $"'{KeyHeader}' must stand once and have 1 to {LongestKey} visible ASCII characters." });
        if (Payload(request.TriggerData, out var payload) is { } wrong) return wrong;
        var answer = await executions.RequestAsync(
            new ManualRequest(id) { EntityType = request.TriggerEntityType, EntityId = request.TriggerEntityId, Payload = payload, Key = keys.Count == 0 ? null : keys[0] }, http.Actor(), ct);
        if (answer is not { ExecutionId: { } executionId, EventId: { } eventId }) return Refusal(id, answer.Outcome, answer.Entity, answer.Detail, answer.Problem);
        return Results.Accepted(
            FormattableString.Invariant($"/api/v1/workflows/{id}/executions/{executionId}"),
            new ExecuteAnswer { ExecutionId = executionId, EventId = eventId, WorkflowId = id, WorkflowVersion = answer.Version!.Value, Repeated = answer.IsRepeated });
    }

    private static async Task<IResult> ExplainAsync(long id, ExplainRequest? request, HttpContext http, WorkflowTrial trial, CancellationToken ct)
    {
        request ??= new ExplainRequest();
        if (request.Previous is { ValueKind: not JsonValueKind.Object }) return Problem.BadRequest(new ApiError { Code = "invalid_value", Pointer = "/previous", Message = "It must be an object: old values by field." });
        if (Payload(request.TriggerData, out var payload) is { } wrong) return wrong;
        if (EntityReading.Refusal(http, request.TriggerEntityType) is { } refusal) return refusal;
        var user = http.SignedIn();
        var answer = await trial.PrepareAsync(
            new TrialRequest(id) { EntityType = request.TriggerEntityType, EntityId = request.TriggerEntityId, Previous = request.Previous, Payload = payload, Actor = user.Email }, ct);
        return answer is { Workflow: { } workflow, Event: { } happening }
            ? Results.Json(ExplainAnswer.Of(id, answer, workflow, happening, CultureInfo.GetCultureInfo(request.Language ?? user.Language)))
            : Refusal(id, answer.Outcome, answer.Workflow?.Entity, answer.Detail, answer.Problem);
    }

    private static async Task<IResult> StatsAsync(long id, WorkflowSummaryQuery summaries, CancellationToken ct) =>
        await summaries.FindAsync(id, ct) is { } found ? Results.Json(WorkflowStatsAnswer.Of(found)) : WorkflowAnswers.Unknown(id);

    /// <summary>What would have been brought: an object, within the bounds of what a webhook brings. An empty one is none, for workflows that take none.</summary>
    private static IResult? Payload(JsonElement? data, out JsonElement? payload)
    {
        payload = data is { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } ? null : data;
        if (payload is not { } brought) return null;
        if (brought.ValueKind != JsonValueKind.Object)
            return Problem.BadRequest(new ApiError { Code = "invalid_value", Pointer = "/trigger_data", Message = "It must be an object." });
        if (!brought.EnumerateObject().Any()) payload = null;
        var utf8 = Encoding.UTF8.GetBytes(brought.GetRawText());
        if (utf8.Length > HookPayload.MostBytes)
            return Problem.BadRequest(new ApiError { Code = "invalid_value", Pointer = "/trigger_data", Message = FormattableString.Invariant($"It has at most {HookPayload.MostBytes / 1024} KiB.") });
        return HookPayload.Check(utf8) is { } problem
            ? Problem.BadRequest(Problem.ErrorOf(problem) with { Pointer = "/trigger_data" + problem.Pointer, Line = null, Column = null, Severity = null })
            : null;
    }

    private static IResult Refusal(long id, ManualOutcome outcome, string? entity, string? detail, Diagnostic? found) => outcome switch
    {
        ManualOutcome.UnknownWorkflow => WorkflowAnswers.Unknown(id),
        ManualOutcome.UnknownEntity => Bad("/trigger_entity_id", "There is no such organisation or deal.", ErrorReasons.UnknownId),
        ManualOutcome.WrongEntity => Bad("/trigger_entity_type", entity is null ? "The workflow runs for no entity: leave it out." : $"The workflow runs for each {entity}: say which one.", ErrorReasons.WrongEntity),
        ManualOutcome.NoPayloadWanted => Bad("/trigger_data", "The workflow does not wait for a webhook: leave it out."),
        ManualOutcome.BadPrevious => Bad("/previous", detail ?? "The values cannot be used."),
        ManualOutcome.Template => Problem.Conflict(ProblemCodes.TemplateNotRun, "It is a template.", "A template is a model to copy from and is never run. Make a workflow of it."),
        ManualOutcome.NotPermitted => Problem.Of(StatusCodes.Status403Forbidden, ProblemCodes.RunForbidden, "This is not allowed.", detail, Errors(found)),
        ManualOutcome.KeyUsed => Problem.Conflict(ProblemCodes.KeyUsed, "The key was used for another request.", $"Give each request an '{KeyHeader}' of its own, and the same only to one that is sent again."),
        _ => Problem.Of(StatusCodes.Status422UnprocessableEntity, ProblemCodes.CannotRun, "The workflow cannot run.", detail, Errors(found)),
    };

    private static IEnumerable<ApiError> Errors(Diagnostic? found) => found is null ? [] : [Problem.ErrorOf(found)];

    private static IResult Bad(string pointer, string message, string? reason = null) => Problem.BadRequest(new ApiError { Code = "invalid_value", Reason = reason, Pointer = pointer, Message = message });
}
