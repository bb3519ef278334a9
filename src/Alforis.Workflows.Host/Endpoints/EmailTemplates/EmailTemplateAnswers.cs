using Alforis.Crm.Data.Emails;
using Alforis.Workflows.Host.Api;

namespace Alforis.Workflows.Host.Endpoints.EmailTemplates;

/// <summary>What is answered to those who write templates.</summary>
internal static class EmailTemplateAnswers
{
    /// <summary>Why a template was not written; <see langword="null"/> when it was.</summary>
    public static IResult? Failure(EmailTemplateResult result, string thing) => result.Outcome switch
    {
        EmailTemplateOutcome.Done => null,
        EmailTemplateOutcome.Unknown => Problem.NotFound(thing),
        EmailTemplateOutcome.ChangedMeanwhile => Problem.ChangedMeanwhile(RowAnswers.Tag(result.Version)),
        EmailTemplateOutcome.NameTaken => Problem.Conflict(ProblemCodes.TemplateTaken, "Another e-mail template has this name.", "Names are the same whatever their case. Choose another one, or change that template."),
        EmailTemplateOutcome.Invalid => Invalid(result.Problems),
        _ => Problem.Of(
            StatusCodes.Status409Conflict, ProblemCodes.TemplateNeeded, "Active workflows could not send it any more.", "Change or deactivate them first; each is named below.",
            result.Broken.SelectMany(w => w.Diagnostics, (workflow, found) => Problem.ErrorOf(found) with { Pointer = "", Arguments = Problem.Arguments(("workflow", workflow.Name)), Message = FormattableString.Invariant($"Workflow {workflow.Id} '{workflow.Name}': {found.Message}") })),
    };

    /// <summary>It is not a template that could be sent.</summary>
    public static IResult Invalid(IEnumerable<EmailTemplateProblem> problems) =>
        Problem.Of(StatusCodes.Status422UnprocessableEntity, ProblemCodes.InvalidTemplate, "This is no e-mail template that could be sent.", null, problems.Select(ErrorOf));

    private static ApiError ErrorOf(EmailTemplateProblem problem) => problem.Diagnostic is { } found
        ? Problem.ErrorOf(found) with { Pointer = "/" + problem.Member, Message = problem.Message }
        : new ApiError { Code = "invalid_value", Pointer = "/" + problem.Member, Message = problem.Message };
}
