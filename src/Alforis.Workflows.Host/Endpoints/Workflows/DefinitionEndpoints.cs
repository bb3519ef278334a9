using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Auth;
using Alforis.Workflows.Host.Commands.Definitions;
using Alforis.Workflows.Host.Commands.Import;
using Microsoft.AspNetCore.Mvc;

namespace Alforis.Workflows.Host.Endpoints.Workflows;

/// <summary><c>/api/v1/workflows/validate</c>, <c>/import</c> and <c>/templates</c>: definitions as such.</summary>
internal static class DefinitionEndpoints
{
    private const int MostImported = 100;

    public static void MapDefinitions(this RouteGroupBuilder api)
    {
        var workflows = api.MapGroup("/workflows").WithTags(WorkflowEndpoints.Resource);
        workflows.MapPost("/validate", ValidateAsync).RequirePermission(WorkflowEndpoints.Resource, "read").WithName("validate_definition").WithSummary("Check a definition without storing it.")
            .WithDescription("Answers everything that is found, with lines and columns; also when the text is not JSON at all.").Produces<ValidationAnswer>().ProducesProblem(400).ProducesProblem(413).ProducesProblem(415);
        workflows.MapPost("/import", ImportAsync).RequirePermission(WorkflowEndpoints.Resource, "import").WithName("import_workflows").WithSummary("Store definitions, all or none.")
            .WithDescription($"The body is a definition or a list of up to {MostImported}. Those of a name that is there become a new version of that workflow. What is to be active needs the permission 'workflows:activate' as well.")
            .Produces<ImportAnswer>().ProducesProblem(400).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415).ProducesProblem(422);
        workflows.MapGet("/templates/list", ListTemplatesAsync).RequirePermission(WorkflowEndpoints.Resource, "read").WithName("list_templates").WithSummary("List the models to copy from, by name.")
            .Produces<Page<WorkflowAnswer>>().ProducesProblem(400);
        workflows.MapPost("/templates/{id:long:min(1)}/create", CreateFromTemplateAsync).RequirePermission(WorkflowEndpoints.Resource, "create").WithName("create_from_template")
            .WithSummary("Make a draft of a template.").Produces<WorkflowAnswer>(201).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(415).ProducesProblem(422);
    }

    private static async Task<IResult> ValidateAsync(TextBody body, [AsParameters] ValidationRequest request, HttpContext http, WorkflowStore store, CancellationToken ct)
    {
        var definition = CheckedDefinition.Of(body.Utf8);
        IEnumerable<Diagnostic> found = definition.Diagnostics;
        if (request.ForActivation == true && definition.IsValid) found = [.. found, .. (await store.CheckActivationAsync([definition.ToImport(WorkflowStatus.Active)], http.Actor(), ct))[0]];
        var diagnostics = found.OrderBy(d => d.Line).ThenBy(d => d.Column).ToList();
        return Results.Json(new ValidationAnswer { Valid = !CheckedDefinition.HasErrors(diagnostics), Diagnostics = [.. diagnostics.Select(Problem.ErrorOf)] });
    }

    private static async Task<IResult> ImportAsync(TextBody body, [AsParameters] ImportRequest request, HttpContext http, WorkflowStore store, CancellationToken ct)
    {
        var (list, problem) = DefinitionList.Read(body.Utf8, MostImported);
        if (list is null) return WorkflowAnswers.Unreadable(problem!);
        var choice = request.Status switch { "active" => ImportStatus.Active, "draft" => ImportStatus.Draft, _ => ImportStatus.AsWritten };
        var files = ImportCheck.Check([.. list.Definitions.Select((d, i) => new DefinitionFile(FormattableString.Invariant($"Definition {i + 1}"), d.Utf8, d.Workflow, d.Diagnostics))], choice);
        if (files.Any(f => !f.IsValid)) return Refuse(list, files.Select(f => f.Diagnostics.AsEnumerable()));

        var imports = list.Definitions.Select(d => d.ToImport(ImportCheck.StatusOf(d.Workflow!, choice))).ToList();
        if (imports.Any(i => i.Status == WorkflowStatus.Active) && !WorkflowAnswers.Editor(http).MayActivate) return Problem.Forbidden("workflows:activate");
        if (await store.FindSubscriptionsAsync(imports.Select(i => i.Workflow.Definition.Name), ct) is [var taken, ..])
            return Problem.Conflict(ProblemCodes.Subscription, "It belongs to a webhook target.", $"'{taken}' is the subscription of a webhook target, which is changed with that alone. Rename the definition.");
        var against = await store.CheckActivationAsync(imports, http.Actor(), ct);
        if (against.Any(found => CheckedDefinition.HasErrors(found))) return Refuse(list, against.Select(a => a.AsEnumerable()));
        var written = await store.ImportAsync(imports, http.Actor(), ct);
        return Results.Json(new ImportAnswer
        {
            Items = [.. written.Select(ImportedAnswer.Of)],
            Diagnostics = [.. list.Definitions.SelectMany((d, i) => d.Diagnostics.Select(found => Problem.ErrorOf(list.Place(i, found))))],
        });
    }

    private static IResult Refuse(DefinitionList list, IEnumerable<IEnumerable<Diagnostic>> found) =>
        Problem.Invalid(ProblemCodes.NothingImported, "Nothing was imported.", found.SelectMany((each, i) => each.Select(d => list.Place(i, d))));

    private static async Task<IResult> ListTemplatesAsync([AsParameters] PageRequest request, WorkflowQuery workflows, CancellationToken ct)
    {
        var (skip, limit) = (request.Skip ?? 0, request.Limit ?? ApiLimits.UsualItems);
        var (total, items) = await workflows.ListAsync(new WorkflowFilter { IsTemplate = true, Order = WorkflowOrder.Name }, skip, limit, ct);
        return Results.Json(new Page<WorkflowAnswer> { Total = total, Skip = skip, Limit = limit, Items = [.. items.Select(w => WorkflowAnswer.Of(w))] });
    }

    private static async Task<IResult> CreateFromTemplateAsync(long id, CopyRequest? request, HttpContext http, WorkflowCopying copying, WorkflowQuery workflows, CancellationToken ct)
    {
        var outcome = await copying.CopyAsync(id, fromTemplate: true, request?.Name, request?.Description, WorkflowAnswers.Editor(http), ct);
        return outcome.Succeeded ? await WorkflowAnswers.CreatedAsync(http, workflows, outcome, ct) : WorkflowAnswers.Refusal(id, outcome);
    }
}

/// <summary>How to check a definition.</summary>
[Request(IsQuery = true)]
internal sealed record ValidationRequest
{
    /// <summary>Whether to ask as well what activation asks: targets and e-mail templates that are there, and the rights of who asks.</summary>
    [FromQuery(Name = "for_activation")]
    [DefaultValue(false)]
    public bool? ForActivation { get; init; }
}

/// <summary>What was found of a definition.</summary>
internal sealed record ValidationAnswer
{
    /// <summary>Whether it can be stored; with <c>for_activation</c>, whether it can be active.</summary>
    public required bool Valid { get; init; }

    /// <summary>Errors, warnings and notices, in the order of the text.</summary>
    public required IReadOnlyList<ApiError> Diagnostics { get; init; }
}

/// <summary>How to import.</summary>
[Request(IsQuery = true)]
internal sealed record ImportRequest
{
    /// <summary>The status that imported workflows get: the definition's own, <c>active</c>, or <c>draft</c>.</summary>
    [FromQuery(Name = "status")]
    [AllowedValues(null, "as_written", "active", "draft", ErrorMessage = "It must be as_written, active or draft.")]
    [DefaultValue("as_written")]
    public string? Status { get; init; }
}

/// <summary>What became of definitions.</summary>
internal sealed record ImportAnswer
{
    /// <summary>Each, in the order given.</summary>
    public required IReadOnlyList<ImportedAnswer> Items { get; init; }

    /// <summary>Warnings and notices.</summary>
    public required IReadOnlyList<ApiError> Diagnostics { get; init; }
}

/// <summary>What became of a definition.</summary>
internal sealed record ImportedAnswer
{
    /// <summary>The workflow's number.</summary>
    public required long Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its current version.</summary>
    public required int Version { get; init; }

    /// <summary>What was done.</summary>
    public required ImportOutcome Outcome { get; init; }

    /// <summary>The status that it has now.</summary>
    public required WorkflowStatus Status { get; init; }

    /// <summary>The status that it had; <see langword="null"/> when it is new.</summary>
    public WorkflowStatus? PreviousStatus { get; init; }

    public static ImportedAnswer Of(ImportedWorkflow w) => new() { Id = w.Id, Name = w.Name, Version = w.Version, Outcome = w.Outcome, Status = w.Status, PreviousStatus = w.PreviousStatus };
}
