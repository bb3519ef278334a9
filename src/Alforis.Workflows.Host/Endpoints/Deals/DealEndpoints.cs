using Alforis.Crm.Data.Deals;
using Alforis.Crm.Data.Model;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Auth;
using Alforis.Workflows.Host.Endpoints.Timelines;

namespace Alforis.Workflows.Host.Endpoints.Deals;

/// <summary><c>/api/v1/deals</c>.</summary>
internal static class DealEndpoints
{
    private const string Resource = "deals";
    private const string Path = "/api/v1/deals/";

    public static void MapDeals(this RouteGroupBuilder api)
    {
        var deals = api.MapGroup("/deals").WithTags(Resource);
        deals.MapGet("", ListAsync).RequirePermission(Resource, "read").WithName("list_deals").WithSummary("Lists deals.")
            .Produces<Page<DealSummary>>().Problems(400);
        deals.MapGet("/{id:long}/timeline", TimelineAsync).RequirePermission(Resource, "read").WithName("deal_timeline")
            .WithSummary("What happened with it, newest first, and why: which execution of which workflow made it happen.")
            .WithDescription("Has only the kinds of things that whoever asks may read, and of notifications only their own.")
            .Produces<Slice<TimelineItem>>().Problems(400, 404);
        deals.MapGet("/{id:long}", GetAsync).RequirePermission(Resource, "read").WithName("get_deal").WithSummary("One deal. The header ETag is what a change sends as If-Match.")
            .Produces<DealDetail>().Problems(404);
        deals.MapPost("", CreateAsync).RequirePermission(Resource, "create").WithName("create_deal").WithSummary("Makes a deal.")
            .Produces<DealDetail>(201).Problems(400);
        deals.MapPatch("/{id:long}", UpdateAsync).RequirePermission(Resource, "update").WithName("update_deal")
            .WithSummary("Changes a deal: members that are not sent stay as they are. With If-Match, only the version that was read.")
            .Produces<DealDetail>().Problems(400, 404, 412);
        deals.MapPut("/{id:long}", UpdateAsync).RequirePermission(Resource, "update").WithName("put_deal").WithSummary("The same as PATCH: members that are not sent stay as they are.")
            .Produces<DealDetail>().Problems(400, 404, 412);
        deals.MapDelete("/{id:long}", DeleteAsync).RequirePermission(Resource, "delete").WithName("delete_deal").WithSummary("Deletes a deal, for good.")
            .Produces(204).Problems(404, 412);
    }

    private static async Task<IResult> ListAsync([AsParameters] DealListRequest request, HttpContext http, DealListQuery query, CancellationToken ct)
    {
        var filter = new DealFilter
        {
            Stage = request.Stage, AssignedTo = request.AssignedTo, ManagerId = request.ManagerId, OrganisationId = request.OrganisationId, Search = request.Search,
            IsByDealAlone = !MayName(http),
        };
        var page = await query.ReadAsync(filter, request.Part(), ct);
        return Results.Json(request.Answer(MayName(http) ? page : page with { Items = [.. page.Items.Select(d => d with { OrganisationNom = null })] }));
    }

    /// <summary>Whether a deal's organisation is named; who may not read organisations sees its number.</summary>
    private static bool MayName(HttpContext http) => http.Can("organisations", "read");

    private static DealDetail Shown(DealDetail deal, HttpContext http) => MayName(http) ? deal : deal with { OrganisationNom = null };

    private static async Task<IResult> GetAsync(long id, HttpContext http, DealQuery query, CancellationToken ct) =>
        await query.FindAsync(id, ct) is { } found ? RowAnswers.WithTag(http, Shown(found, http), found.Version) : Problem.NotFound(Name(id));

    private static async Task<IResult> CreateAsync(DealCreation request, HttpContext http, DealWriting writing, DealQuery query, CancellationToken ct)
    {
        var made = await writing.CreateAsync(RequestJson.Of(request), http.Actor(), http.Can(Resource, "assign"), ct);
        if (RowAnswers.Failure(made, "", Resource) is { } failure) return failure;
        return await query.FindAsync(made.Id, ct) is { } found ? RowAnswers.Created(http, Path + made.Id, Shown(found, http), found.Version) : Problem.NotFound(Name(made.Id));
    }

    private static async Task<IResult> UpdateAsync(long id, DealChange request, HttpContext http, DealWriting writing, DealQuery query, CancellationToken ct)
    {
        var changed = await writing.UpdateAsync(id, request.Given(), RowAnswers.Expected(http.Request), http.Actor(), http.Can(Resource, "assign"), ct);
        return RowAnswers.Failure(changed, Name(id), Resource) ?? await GetAsync(id, http, query, ct);
    }

    private static async Task<IResult> DeleteAsync(long id, HttpContext http, DealWriting writing, CancellationToken ct)
    {
        var deleted = await writing.DeleteAsync(id, RowAnswers.Expected(http.Request), http.Actor(), ct);
        return RowAnswers.Failure(deleted, Name(id), Resource) ?? Results.NoContent();
    }

    private static async Task<IResult> TimelineAsync(long id, [AsParameters] TimelineRequest request, HttpContext http, DealQuery query, TimelineReading timeline, CancellationToken ct) =>
        await query.FindAsync(id, ct) is null ? Problem.NotFound(Name(id)) : await timeline.ReadAsync(EntityNames.Deal, id, request, http, ct);

    private static string Name(long id) => FormattableString.Invariant($"The deal {id}");
}
