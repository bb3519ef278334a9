using Alforis.Crm.Data.People;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Auth;

namespace Alforis.Workflows.Host.Endpoints.People;

/// <summary><c>/api/v1/people</c>.</summary>
internal static class PersonEndpoints
{
    private const string Resource = "people";

    public static void MapPeople(this RouteGroupBuilder api)
    {
        var people = api.MapGroup("/people").WithTags(Resource);
        people.MapGet("", ListAsync).RequirePermission(Resource, "read").WithName("list_people").WithSummary("Lists the people whom we know.")
            .Produces<Page<PersonDetail>>().Problems(400);
        people.MapGet("/{id:long}", GetAsync).RequirePermission(Resource, "read").WithName("get_person").WithSummary("One person, and where they work.")
            .Produces<PersonDetail>().Problems(404);
    }

    private static async Task<IResult> ListAsync([AsParameters] PersonListRequest request, PersonQuery query, CancellationToken ct)
    {
        var filter = new PersonFilter { OrganisationId = request.OrganisationId, IsActive = request.IsActive, Search = request.Search };
        return Results.Json(request.Answer(await query.ReadAsync(filter, request.Part(), ct)));
    }

    private static async Task<IResult> GetAsync(long id, HttpContext http, PersonQuery query, CancellationToken ct) =>
        await query.FindAsync(id, http.Can("organisations", "read"), ct) is { } found ? Results.Json(found) : Problem.NotFound(FormattableString.Invariant($"The person {id}"));
}
