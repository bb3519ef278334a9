using Alforis.Crm.Data.Activities;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Organisations;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Auth;
using Alforis.Workflows.Host.Endpoints.Activities;
using Alforis.Workflows.Host.Endpoints.Timelines;

namespace Alforis.Workflows.Host.Endpoints.Organisations;

/// <summary><c>/api/v1/organisations</c>.</summary>
internal static class OrganisationEndpoints
{
    private const string Resource = "organisations";
    private const string Path = "/api/v1/organisations/";

    public static void MapOrganisations(this RouteGroupBuilder api)
    {
        var organisations = api.MapGroup("/organisations").WithTags(Resource);
        organisations.MapGet("", ListAsync).RequirePermission(Resource, "read").WithName("list_organisations").WithSummary("Lists organisations.")
            .Produces<Page<OrganisationSummary>>().Problems(400);
        organisations.MapGet("/search", SearchAsync).RequirePermission(Resource, "read").WithName("search_organisations")
            .WithSummary("Finds organisations by words, the best first: accents and case ignored, each word by its beginning.")
            .Produces<Page<FoundOrganisation>>().Problems(400);
        organisations.MapGet("/{id:long}/timeline", TimelineAsync).RequirePermission(Resource, "read").WithName("organisation_timeline")
            .WithSummary("What happened with it, newest first, and why: which execution of which workflow made it happen.")
            .WithDescription("Has only the kinds of things that whoever asks may read, and of notifications only their own.")
            .Produces<Slice<TimelineItem>>().Problems(400, 404);
        organisations.MapGet("/{id:long}/activities", ActivitiesAsync).RequirePermission("activities", "read").WithName("list_organisation_activities").WithSummary("Lists the activities with an organisation.")
            .Produces<Page<ActivityDetail>>().Problems(400, 404);
        organisations.MapGet("/{id:long}", GetAsync).RequirePermission(Resource, "read").WithName("get_organisation").WithSummary("One organisation. The header ETag is what a change sends as If-Match.")
            .Produces<OrganisationDetail>().Problems(404);
        organisations.MapPost("", CreateAsync).RequirePermission(Resource, "create").WithName("create_organisation").WithSummary("Makes an organisation.")
            .Produces<OrganisationDetail>(201).Problems(400);
        organisations.MapPatch("/{id:long}", UpdateAsync).RequirePermission(Resource, "update").WithName("update_organisation")
            .WithSummary("Changes an organisation: members that are not sent stay as they are. With If-Match, only the version that was read.")
            .Produces<OrganisationDetail>().Problems(400, 404, 412);
        organisations.MapPut("/{id:long}", UpdateAsync).RequirePermission(Resource, "update").WithName("put_organisation").WithSummary("The same as PATCH: members that are not sent stay as they are.")
            .Produces<OrganisationDetail>().Problems(400, 404, 412);
        organisations.MapDelete("/{id:long}", DeleteAsync).RequirePermission(Resource, "delete").WithName("delete_organisation").WithSummary("Deletes an organisation, for good.")
            .Produces(204).Problems(404, 409, 412);
    }

    private static async Task<IResult> ListAsync([AsParameters] OrganisationListRequest request, OrganisationListQuery query, CancellationToken ct)
    {
        var filter = new OrganisationFilter
        {
            PipelineStage = request.PipelineStage, AssignedTo = request.AssignedTo, Type = request.Type, Category = request.Category, IsActive = request.IsActive, Search = request.Search,
        };
        return Results.Json(request.Answer(await query.ReadAsync(filter, request.Part(), ct)));
    }

    private static async Task<IResult> GetAsync(long id, HttpContext http, OrganisationQuery query, CancellationToken ct) =>
        await query.FindAsync(id, http.Can("people", "read"), ct) is { } found ? RowAnswers.WithTag(http, found, found.Version) : Problem.NotFound(Name(id));

    private static async Task<IResult> CreateAsync(OrganisationCreation request, HttpContext http, OrganisationWriting writing, OrganisationQuery query, CancellationToken ct)
    {
        var made = await writing.CreateAsync(RequestJson.Of(request), http.Actor(), http.Can(Resource, "assign"), ct);
        if (RowAnswers.Failure(made, "", Resource) is { } failure) return failure;
        return await query.FindAsync(made.Id, http.Can("people", "read"), ct) is { } found ? RowAnswers.Created(http, Path + made.Id, found, found.Version) : Problem.NotFound(Name(made.Id));
    }

    private static async Task<IResult> UpdateAsync(long id, OrganisationChange request, HttpContext http, OrganisationWriting writing, OrganisationQuery query, CancellationToken ct)
    {
        var changed = await writing.UpdateAsync(id, request.Given(), RowAnswers.Expected(http.Request), http.Actor(), http.Can(Resource, "assign"), ct);
        return RowAnswers.Failure(changed, Name(id), Resource) ?? await GetAsync(id, http, query, ct);
    }

    private static async Task<IResult> DeleteAsync(long id, HttpContext http, OrganisationWriting writing, CancellationToken ct)
    {
        var deleted = await writing.DeleteAsync(id, RowAnswers.Expected(http.Request), http.Actor(), ct);
        return RowAnswers.Failure(deleted, Name(id), Resource, "It has deals. Delete those first, or set is_active to false: then it stays, and is no longer worked with.") ?? Results.NoContent();
    }

    private static async Task<IResult> SearchAsync([AsParameters] OrganisationSearchRequest request, OrganisationSearch search, CancellationToken ct) =>
        Results.Json(request.Answer(await search.FindAsync(request.Q, request.Part(), ct)));

    private static async Task<IResult> TimelineAsync(long id, [AsParameters] TimelineRequest request, HttpContext http, OrganisationQuery query, TimelineReading timeline, CancellationToken ct) =>
        await query.FindAsync(id, withContacts: false, ct) is null ? Problem.NotFound(Name(id)) : await timeline.ReadAsync(EntityNames.Organisation, id, request, http, ct);

    private static async Task<IResult> ActivitiesAsync(long id, [AsParameters] ActivityPageRequest request, OrganisationQuery query, ActivityQuery activities, CancellationToken ct) =>
        await query.FindAsync(id, withContacts: false, ct) is null
            ? Problem.NotFound(Name(id))
            : Results.Json(request.Answer(await activities.ReadAsync(new ActivityFilter { OrganisationId = id }, request.Part(), ct)));

    private static string Name(long id) => FormattableString.Invariant($"The organisation {id}");
}
