using Alforis.Crm.Data.Activities;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Auth;

namespace Alforis.Workflows.Host.Endpoints.Activities;

/// <summary><c>/api/v1/activities</c>.</summary>
internal static class ActivityEndpoints
{
    private const string Resource = "activities";
    private const string Path = "/api/v1/activities/";

    public static void MapActivities(this RouteGroupBuilder api)
    {
        var activities = api.MapGroup("/activities").WithTags(Resource);
        activities.MapGet("", ListAsync).RequirePermission(Resource, "read").WithName("list_activities").WithSummary("Lists activities, the newest first.")
            .Produces<Page<ActivityDetail>>().Problems(400);
        activities.MapGet("/{id:long}", GetAsync).RequirePermission(Resource, "read").WithName("get_activity").WithSummary("One activity.")
            .Produces<ActivityDetail>().Problems(404);
        activities.MapPost("", CreateAsync).RequirePermission(Resource, "create").WithName("create_activity")
            .WithSummary("Writes down a call, a meeting, a note. It ends the silence of the organisation and the deal.")
            .Produces<ActivityDetail>(201).Problems(400);
        activities.MapDelete("/{id:long}", DeleteAsync).RequirePermission(Resource, "delete").WithName("delete_activity").WithSummary("Deletes an activity, for good.")
            .Produces(204).Problems(404, 412);
    }

    private static async Task<IResult> ListAsync([AsParameters] ActivityListRequest request, ActivityQuery query, CancellationToken ct)
    {
        var filter = new ActivityFilter { OrganisationId = request.OrganisationId, DealId = request.DealId, Type = request.Type };
        return Results.Json(request.Answer(await query.ReadAsync(filter, request.Part(), ct)));
    }

    private static async Task<IResult> GetAsync(long id, HttpContext http, ActivityQuery query, CancellationToken ct) =>
        await query.FindAsync(id, ct) is { } found ? RowAnswers.WithTag(http, found, found.Version) : Problem.NotFound(Name(id));

    private static async Task<IResult> CreateAsync(ActivityCreation request, HttpContext http, ActivityWriting writing, ActivityQuery query, CancellationToken ct)
    {
        var made = await writing.CreateAsync(RequestJson.Of(request), http.Actor(), mayAssign: false, ct);
        if (RowAnswers.Failure(made, "", Resource) is { } failure) return failure;
        return await query.FindAsync(made.Id, ct) is { } found ? RowAnswers.Created(http, Path + made.Id, found, found.Version) : Problem.NotFound(Name(made.Id));
    }

    private static async Task<IResult> DeleteAsync(long id, HttpContext http, ActivityWriting writing, CancellationToken ct)
    {
        var deleted = await writing.DeleteAsync(id, RowAnswers.Expected(http.Request), http.Actor(), ct);
        return RowAnswers.Failure(deleted, Name(id), Resource) ?? Results.NoContent();
    }

    private static string Name(long id) => FormattableString.Invariant($"The activity {id}");
}
