using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Auth;
using Microsoft.Net.Http.Headers;

namespace Alforis.Workflows.Host.Endpoints.Workflows;

/// <summary><c>/api/v1/workflows/{id}/versions</c>, <c>/export</c> and <c>/audit</c>: what a workflow was, and who changed it.</summary>
internal static class VersionEndpoints
{
    /// <summary>What was done to executions, and not to the workflow, though its number stands there.</summary>
    private static readonly string[] OfRuns = ["workflow.execute", "execution.retry", "execution.cancel", "attention.retry", "attention.release", "attention.discard", "attention.mute", "attention.unmute"];

    public static void MapWorkflowVersions(this RouteGroupBuilder api)
    {
        var one = api.MapGroup("/workflows/{id:long:min(1)}").WithTags(WorkflowEndpoints.Resource);
        one.MapGet("/versions", ListAsync).RequirePermission(WorkflowEndpoints.Resource, "read").WithName("list_workflow_versions").WithSummary("List the versions of a workflow, the newest first.")
            .Produces<Page<VersionAnswer>>().ProducesProblem(400).ProducesProblem(404);
        one.MapGet("/versions/{version:int:min(1)}", FindAsync).RequirePermission(WorkflowEndpoints.Resource, "read").WithName("get_workflow_version").WithSummary("Read a version of a workflow.")
            .Produces<VersionAnswer>().ProducesProblem(404);
        one.MapPost("/versions/{version:int:min(1)}/restore", RestoreAsync).RequirePermission(WorkflowEndpoints.Resource, "update").WithName("restore_workflow_version")
            .WithSummary("Make an earlier version the newest one.").WithDescription("Its definition becomes a new version; the status stays, and what is active is held to what activation asks for.")
            .Produces<WorkflowAnswer>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(412).ProducesProblem(422);
        one.MapGet("/export", ExportAsync).RequirePermission(WorkflowEndpoints.Resource, "export").WithName("export_workflow").WithSummary("Read the definition of a workflow as it was written.")
            .Produces<object>().ProducesProblem(404);
        one.MapGet("/audit", AuditAsync).RequirePermission(WorkflowEndpoints.Resource, "read").WithName("workflow_audit").WithSummary("Tell who did what to a workflow, the newest first.")
            .WithDescription("Created, changed, activated, deactivated, suspended, deleted and, for whom may read executions, run by hand; never where a request was from.")
            .Produces<Slice<WorkflowAuditAnswer>>().ProducesProblem(400).ProducesProblem(404);
    }

    private static async Task<IResult> ListAsync(long id, [AsParameters] PageRequest request, WorkflowVersionQuery versions, CancellationToken ct)
    {
        var (skip, limit) = (request.Skip ?? 0, request.Limit ?? ApiLimits.UsualItems);
        return await versions.ListAsync(id, skip, limit, ct) is { } found
            ? Results.Json(new Page<VersionAnswer> { Total = found.Total, Skip = skip, Limit = limit, Items = [.. found.Items.Select(VersionAnswer.Of)] })
            : WorkflowAnswers.Unknown(id);
    }

    private static async Task<IResult> FindAsync(long id, int version, WorkflowVersionQuery versions, CancellationToken ct) =>
        await versions.FindAsync(id, version, ct) is { } found
            ? Results.Json(VersionAnswer.Of(found))
            : Problem.NotFound(FormattableString.Invariant($"Version {version} of workflow {id}"));

    private static async Task<IResult> RestoreAsync(long id, int version, HttpContext http, WorkflowEditing editing, WorkflowQuery workflows, CancellationToken ct)
    {
        var outcome = await editing.RestoreAsync(id, version, WorkflowAnswers.IsExpected(http), WorkflowAnswers.Editor(http), ct);
        return outcome.Succeeded ? await WorkflowAnswers.CurrentAsync(http, workflows, id, outcome, ct) : WorkflowAnswers.Refusal(id, outcome);
    }

    private static async Task<IResult> ExportAsync(long id, HttpContext http, WorkflowQuery workflows, CancellationToken ct)
    {
        if (await workflows.FindAsync(id, ct) is not { } workflow) return WorkflowAnswers.Unknown(id);
        http.Response.Headers.ETag = EntityTag.Of(workflow.Revision);
        http.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = FormattableString.Invariant($"workflow-{id}.json") }.ToString();
        return Results.Text(workflow.Definition, "application/json");
    }

    // What ran, and for whom, is told only to whom executions are.
    private static bool TellsRuns(TrailRequest request, HttpContext http) => request.Executions != false && http.Can("executions", "read");

    private static async Task<IResult> AuditAsync(long id, [AsParameters] TrailRequest request, HttpContext http, AuditQuery trail, CancellationToken ct)
    {
        var limit = request.Limit ?? ApiLimits.UsualItems;
        var found = await trail.ListAsync(new AuditRequest(limit + 1) { SubjectType = "workflow", SubjectId = id, Before = request.Before, ExceptActions = TellsRuns(request, http) ? null : OfRuns }, ct);
        // Of what was deleted, the trail remains; what never was has none.
        if (found.Count == 0 && request.Before is null) return WorkflowAnswers.Unknown(id);
        var items = found.Take(limit).Select(WorkflowAuditAnswer.Of).ToList();
        return Results.Json(new Slice<WorkflowAuditAnswer> { Items = items, HasMore = found.Count > limit, Next = found.Count > limit ? FormattableString.Invariant($"{items[^1].Id}") : null });
    }
}
