using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Auth;

namespace Alforis.Workflows.Host.Endpoints.Workflows;

/// <summary><c>/api/v1/workflows</c>: read, create, change, activate and delete workflows.</summary>
internal static class WorkflowEndpoints
{
    public const string Resource = "workflows";

    public static IServiceCollection AddWorkflowApi(this IServiceCollection services) => services
        .AddSingleton<WorkflowQuery>()
        .AddSingleton<WorkflowVersionQuery>()
        .AddSingleton<WorkflowCreation>()
        .AddSingleton<WorkflowEditing>()
        .AddSingleton<WorkflowCopying>()
        .AddSingleton<WorkflowActivation>()
        .AddSingleton<WorkflowDeactivation>()
        .AddSingleton<WorkflowDeletion>()
        .AddSingleton<WorkflowSummaryQuery>()
        .AddSingleton<Crm.Data.Executions.WorkflowTrial>();

    public static void MapWorkflows(this RouteGroupBuilder api)
    {
        var workflows = api.MapGroup("/workflows").WithTags(Resource);
        workflows.MapGet("", ListAsync).RequirePermission(Resource, "read").WithName("list_workflows").WithSummary("List workflows.")
            .Produces<Page<WorkflowAnswer>>().ProducesProblem(400);
        workflows.MapPost("", CreateAsync).RequirePermission(Resource, "create").WithName("create_workflow").WithSummary("Create a workflow.")
            .WithDescription("The body is a definition, stored as it is written. It is a draft unless it says otherwise; an active one needs the permission 'workflows:activate' as well.")
            .Produces<WorkflowAnswer>(201).ProducesProblem(400).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415).ProducesProblem(422);
        var one = workflows.MapGroup("/{id:long:min(1)}");
        one.MapGet("", (long id, HttpContext http, WorkflowQuery query, CancellationToken ct) => WorkflowAnswers.CurrentAsync(http, query, id, null, ct))
            .RequirePermission(Resource, "read").WithName("get_workflow").WithSummary("Read a workflow.").Produces<WorkflowAnswer>().ProducesProblem(404);
        one.MapPut("", ChangeAsync).RequirePermission(Resource, "update").WithName("update_workflow").WithSummary("Change a workflow.")
            .WithDescription("The body has the members of the definition that shall be others; the rest stays as it was written. The result is a new version. What is active is held to "
                + "everything that activation asks for, needs the permission 'workflows:activate', and runs from then on under the authority of who changed it.")
            .Produces<WorkflowAnswer>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(412).ProducesProblem(413).ProducesProblem(415).ProducesProblem(422);
        one.MapDelete("", DeleteAsync).RequirePermission(Resource, "delete").WithName("delete_workflow").WithSummary("Delete a workflow.")
            .WithDescription("It fires no more, what runs of it is cancelled, and its name is free. Its history stays.")
            .Produces(204).ProducesProblem(404).ProducesProblem(409).ProducesProblem(412);
        one.MapPost("/activate", ActivateAsync).RequirePermission(Resource, "activate").WithName("activate_workflow").WithSummary("Switch a workflow on or off.")
            .WithDescription("To be active, a workflow must do what it says: no template, with targets and e-mail templates that are there, and nothing that who activates it may not do. It runs under their authority.")
            .Produces<WorkflowAnswer>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(415).ProducesProblem(422);
        one.MapPost("/duplicate", DuplicateAsync).RequirePermission(Resource, "create").WithName("duplicate_workflow").WithSummary("Make a draft of the same definition.")
            .Produces<WorkflowAnswer>(201).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(415).ProducesProblem(422);
    }

    private static async Task<IResult> ListAsync([AsParameters] WorkflowListRequest request, WorkflowQuery workflows, CancellationToken ct)
    {
        var (skip, limit) = (request.Skip ?? 0, request.Limit ?? ApiLimits.UsualItems);
        var (total, items) = await workflows.ListAsync(request.ToFilter(), skip, limit, ct);
        return Results.Json(new Page<WorkflowAnswer> { Total = total, Skip = skip, Limit = limit, Items = [.. items.Select(w => WorkflowAnswer.Of(w))] });
    }

    private static async Task<IResult> CreateAsync(TextBody body, HttpContext http, WorkflowCreation creation, WorkflowQuery workflows, CancellationToken ct)
    {
        var definition = CheckedDefinition.Of(body.Utf8);
        if (definition.Unreadable is { } problem) return WorkflowAnswers.Unreadable(problem);
        var outcome = await creation.CreateAsync(definition, WorkflowAnswers.Editor(http), ct);
        return outcome.Succeeded ? await WorkflowAnswers.CreatedAsync(http, workflows, outcome, ct) : WorkflowAnswers.Refusal(0, outcome);
    }

    private static async Task<IResult> ChangeAsync(long id, TextBody body, HttpContext http, WorkflowEditing editing, WorkflowQuery workflows, CancellationToken ct)
    {
        if (DefinitionMerge.FindProblem(body.Utf8) is { } problem) return WorkflowAnswers.Unreadable(problem);
        var outcome = await editing.ChangeAsync(id, body.Utf8, WorkflowAnswers.IsExpected(http), WorkflowAnswers.Editor(http), ct);
        return outcome.Succeeded ? await WorkflowAnswers.CurrentAsync(http, workflows, id, outcome, ct) : WorkflowAnswers.Refusal(id, outcome);
    }

    private static async Task<IResult> DeleteAsync(long id, HttpContext http, WorkflowDeletion deletion, CancellationToken ct) =>
        await deletion.DeleteAsync(id, WorkflowAnswers.IsExpected(http), http.Actor(), ct) switch
        {
            null => WorkflowAnswers.Unknown(id),
            { ChangedMeanwhile: { } revision } => Problem.ChangedMeanwhile(EntityTag.Of(revision)),
            _ => Results.NoContent(),
        };

    private static async Task<IResult> ActivateAsync(
        long id, ActivationRequest request, HttpContext http, WorkflowActivation activation, WorkflowDeactivation deactivation, WorkflowQuery workflows, CancellationToken ct)
    {
        if (request.Status == ActivationStatus.Inactive)
        {
            return await deactivation.DeactivateAsync(id, http.Actor(), ct) switch
            {
                null => WorkflowAnswers.Unknown(id),
                _ => await WorkflowAnswers.CurrentAsync(http, workflows, id, null, ct),
            };
        }

        return await activation.ActivateAsync(id, http.Actor(), ct) switch
        {
            null => WorkflowAnswers.Unknown(id),
            { Succeeded: true } => await WorkflowAnswers.CurrentAsync(http, workflows, id, null, ct),
            var refused => Problem.Invalid(ProblemCodes.NotActivated, "The workflow cannot be active.", refused.Diagnostics),
        };
    }

    private static async Task<IResult> DuplicateAsync(long id, CopyRequest? request, HttpContext http, WorkflowCopying copying, WorkflowQuery workflows, CancellationToken ct)
    {
        var outcome = await copying.CopyAsync(id, fromTemplate: false, request?.Name, request?.Description, WorkflowAnswers.Editor(http), ct);
        return outcome.Succeeded ? await WorkflowAnswers.CreatedAsync(http, workflows, outcome, ct) : WorkflowAnswers.Refusal(id, outcome);
    }
}
