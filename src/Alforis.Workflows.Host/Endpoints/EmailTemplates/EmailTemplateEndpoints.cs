using System.Globalization;
using Alforis.Crm.Data.Emails;
using Alforis.Crm.Data.Model;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Auth;

namespace Alforis.Workflows.Host.Endpoints.EmailTemplates;

/// <summary><c>/api/v1/email_templates</c>.</summary>
internal static class EmailTemplateEndpoints
{
    private const string Resource = "email_templates";

    public static void MapEmailTemplates(this RouteGroupBuilder api)
    {
        var templates = api.MapGroup("/email_templates").WithTags(Resource);
        templates.MapGet("", ListAsync).RequirePermission(Resource, "read").WithName("list_email_templates").WithSummary("Lists the e-mail templates that workflows name.")
            .Produces<Page<EmailTemplateSummary>>().Problems(400);
        templates.MapGet("/{id:long}", GetAsync).RequirePermission(Resource, "read").WithName("get_email_template").WithSummary("One template. The header ETag is what a change sends as If-Match.")
            .Produces<EmailTemplateDetail>().Problems(404);
        templates.MapGet("/{id:long}/workflows", ListUsesAsync).RequirePermission(Resource, "read").WithName("list_email_template_workflows")
            .WithSummary("Lists the workflows whose current version sends a template.").WithDescription("Who asks must be allowed to read workflows, too (`workflows:read`).")
            .Produces<EmailTemplateUsesAnswer>().Problems(404);
        templates.MapPost("", CreateAsync).RequirePermission(Resource, "create").WithName("create_email_template").WithSummary("Makes a template, if it is one that a workflow could send.")
            .Produces<EmailTemplateDetail>(201).Problems(400, 409, 422);
        templates.MapPatch("/{id:long}", UpdateAsync).RequirePermission(Resource, "update").WithName("update_email_template")
            .WithSummary("Changes a template: members that are not sent stay as they are. Active workflows that name it must be able to send it.")
            .Produces<EmailTemplateDetail>().Problems(400, 404, 409, 412, 422);
        templates.MapPut("/{id:long}", UpdateAsync).RequirePermission(Resource, "update").WithName("put_email_template").WithSummary("The same as PATCH: members that are not sent stay as they are.")
            .Produces<EmailTemplateDetail>().Problems(400, 404, 409, 412, 422);
        templates.MapDelete("/{id:long}", DeleteAsync).RequirePermission(Resource, "delete").WithName("delete_email_template").WithSummary("Deletes a template, unless an active workflow names it.")
            .Produces(204).Problems(404, 409, 412);
        templates.MapPost("/{id:long}/preview", PreviewAsync).RequirePermission(Resource, "read").WithName("preview_email_template")
            .WithSummary("Shows the e-mail for an organisation or a deal, or for one that is made up. Changes nothing, sends nothing.")
            .Produces<EmailPreviewAnswer>().Problems(400, 404, 422);
        templates.MapPost("/preview", PreviewUnsavedAsync).RequirePermission(Resource, "read").WithName("preview_unsaved_email_template")
            .WithSummary("The same for a template that is not stored.")
            .Produces<EmailPreviewAnswer>().Problems(400, 404, 422);
    }

    private static async Task<IResult> ListAsync([AsParameters] EmailTemplateListRequest request, EmailTemplateQuery query, CancellationToken ct) =>
        Results.Json(request.Answer(await query.ReadAsync(request.Search, request.IsActive, request.Part(), ct)));

    private static async Task<IResult> GetAsync(long id, HttpContext http, EmailTemplateQuery query, CancellationToken ct) =>
        await query.FindAsync(id, ct) is { } found ? RowAnswers.WithTag(http, found, found.Version) : Problem.NotFound(Name(id));

    private static async Task<IResult> ListUsesAsync(long id, HttpContext http, EmailTemplateQuery query, TemplateUseQuery uses, CancellationToken ct)
    {
        if (!http.Can("workflows", "read")) return Problem.Forbidden("workflows:read");
        return await query.FindAsync(id, ct) is { } found ? Results.Json(EmailTemplateUsesAnswer.Of(await uses.FindAsync(found.Name, ct))) : Problem.NotFound(Name(id));
    }

    private static async Task<IResult> CreateAsync(EmailTemplateCreation request, HttpContext http, EmailTemplateWriting writing, EmailTemplateQuery query, CancellationToken ct)
    {
        var made = await writing.CreateAsync(request.Template(), request.IsActive, http.Actor(), ct);
        if (EmailTemplateAnswers.Failure(made, Name(made.Id)) is { } failure) return failure;
        return await query.FindAsync(made.Id, ct) is { } found
            ? RowAnswers.Created(http, FormattableString.Invariant($"/api/v1/email_templates/{made.Id}"), found, found.Version)
            : Problem.NotFound(Name(made.Id));
    }

    private static async Task<IResult> UpdateAsync(long id, EmailTemplateChange request, HttpContext http, EmailTemplateWriting writing, EmailTemplateQuery query, CancellationToken ct)
    {
        var changed = await writing.UpdateAsync(id, request.Apply, RowAnswers.Expected(http.Request), http.Actor(), ct);
        return EmailTemplateAnswers.Failure(changed, Name(id)) ?? await GetAsync(id, http, query, ct);
    }

    private static async Task<IResult> DeleteAsync(long id, HttpContext http, EmailTemplateWriting writing, CancellationToken ct) =>
        EmailTemplateAnswers.Failure(await writing.DeleteAsync(id, RowAnswers.Expected(http.Request), http.Actor(), ct), Name(id)) ?? Results.NoContent();

    private static async Task<IResult> PreviewAsync(long id, EmailPreviewRequest request, HttpContext http, EmailTemplateQuery query, EmailPreview preview, CancellationToken ct) =>
        await query.FindAsync(id, ct) is { } found ? await ShowAsync(found.Template(), request, http, preview, ct) : Problem.NotFound(Name(id));

    private static Task<IResult> PreviewUnsavedAsync(UnsavedPreviewRequest request, HttpContext http, EmailPreview preview, CancellationToken ct) =>
        ShowAsync(request.Template(), request, http, preview, ct);

    private static async Task<IResult> ShowAsync(EmailTemplate template, EmailPreviewRequest request, HttpContext http, EmailPreview preview, CancellationToken ct)
    {
        (string Type, long Id)? entity = request.DealId is { } deal ? (EntityNames.Deal, deal) : request.OrganisationId is { } organisation ? (EntityNames.Organisation, organisation) : null;
        if (EntityReading.Refusal(http, entity?.Type) is { } refusal) return refusal;
        var culture = request.Locale is { } locale ? EmailCulture.Find(locale)! : CultureInfo.InvariantCulture;
        if (await preview.RenderAsync(template, entity, culture, ct) is not { } email)
            return Problem.NotFound(FormattableString.Invariant($"The {entity!.Value.Type} {entity.Value.Id}"));
        return email.Problems.Count > 0 ? EmailTemplateAnswers.Invalid(email.Problems) : Results.Json(new EmailPreviewAnswer(email.Subject, email.Html, email.Text));
    }

    private static string Name(long id) => FormattableString.Invariant($"The e-mail template {id}");
}
