using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Auth;

namespace Alforis.Workflows.Host.Endpoints.Workflows;

/// <summary>What wishes about workflows are answered with.</summary>
internal static class WorkflowAnswers
{
    private const string Activate = "workflows:activate";

    public static IResult Unknown(long id) => Problem.NotFound(FormattableString.Invariant($"The workflow {id}"));

    public static IResult Subscription(long id) => Problem.Conflict(
        ProblemCodes.Subscription, "It belongs to a webhook target.",
        FormattableString.Invariant($"Workflow {id} is the subscription of a webhook target. Change the target: its event types, or whether it is enabled."));

    /// <summary>A body that cannot be read as JSON at all.</summary>
    public static IResult Unreadable(Diagnostic problem) => Problem.BadRequest(Problem.ErrorOf(problem));

    /// <summary>What became of writing a workflow, when it was not written.</summary>
    public static IResult Refusal(long id, EditOutcome outcome) => outcome.Result switch
    {
        EditResult.UnknownWorkflow => Unknown(id),
        EditResult.UnknownVersion => Problem.NotFound(FormattableString.Invariant($"That version of workflow {id}")),
        EditResult.NoTemplate => Problem.NotFound(FormattableString.Invariant($"The template {id}")),
        EditResult.NameTaken => Problem.Conflict(ProblemCodes.NameTaken, "The name is taken.", FormattableString.Invariant($"Workflow {outcome.Id} is called '{outcome.Name}'. Choose another name, or change that workflow."), ("name", outcome.Name ?? "")),
        EditResult.Subscription => Subscription(outcome.Id),
        EditResult.ChangedMeanwhile => Problem.ChangedMeanwhile(EntityTag.Of(outcome.Revision!)),
        EditResult.MayNotActivate => Problem.Forbidden(Activate),
        EditResult.Refused => Problem.Invalid(ProblemCodes.InvalidDefinition, "The definition cannot be used.", outcome.Diagnostics),
        _ => throw new InvalidOperationException($"{outcome.Result} is no refusal."),
    };

    /// <summary>The workflow as it is now, with its tag.</summary>
    public static async Task<IResult> CurrentAsync(HttpContext http, WorkflowQuery workflows, long id, EditOutcome? written, CancellationToken ct)
    {
        if (await workflows.FindAsync(id, ct) is not { } workflow) return Unknown(id);
        http.Response.Headers.ETag = EntityTag.Of(workflow.Revision);
        return Results.Json(WorkflowAnswer.Of(workflow, written?.Diagnostics));
    }

    /// <summary>The same of one that is new.</summary>
    public static async Task<IResult> CreatedAsync(HttpContext http, WorkflowQuery workflows, EditOutcome written, CancellationToken ct)
    {
        if (await workflows.FindAsync(written.Id, ct) is not { } workflow) return Unknown(written.Id);
        http.Response.Headers.ETag = EntityTag.Of(workflow.Revision);
        return Results.Created(FormattableString.Invariant($"/api/v1/workflows/{written.Id}"), WorkflowAnswer.Of(workflow, written.Diagnostics));
    }

    /// <summary>Who writes, and whether that may be active.</summary>
    public static WorkflowEditor Editor(HttpContext http) => new(http.Actor(), http.SignedIn().Permissions.Contains(Activate));

    /// <summary>Whether a request was made for what is there.</summary>
    public static Func<WorkflowRevision, bool> IsExpected(HttpContext http) => revision => EntityTag.Allows(http.Request, EntityTag.Of(revision));
}
