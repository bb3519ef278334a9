using System.ComponentModel.DataAnnotations;
using Alforis.Crm.Data.Notifications;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Auth;
using Alforis.Workflows.Host.Reports;
using Microsoft.AspNetCore.Mvc;

namespace Alforis.Workflows.Host.Endpoints.Notifications;

/// <summary><c>/api/v1/notifications</c>: what whoever asks is told; nobody else's exist here.</summary>
internal static class NotificationEndpoints
{
    private const string Resource = "notifications";

    public static void MapNotifications(this RouteGroupBuilder api)
    {
        var notifications = api.MapGroup("/notifications").WithTags(Resource);
        notifications.MapGet("", ListAsync).RequirePermission(Resource, "read").WithName("list_notifications").WithSummary("Lists one's own notifications, the newest first.")
            .Produces<Slice<NotificationDetail>>().Problems(400);
        notifications.MapGet("/unread_count", CountAsync).RequirePermission(Resource, "read").WithName("count_unread_notifications").WithSummary("How many of one's own are not read.")
            .Produces<UnreadCount>().Problems();
        notifications.MapGet("/{id:long}", GetAsync).RequirePermission(Resource, "read").WithName("get_notification").WithSummary("One of one's own.")
            .Produces<NotificationDetail>().Problems(404);
        notifications.MapPost("/{id:long}/read", ReadAsync).RequirePermission(Resource, "update").WithName("read_notification").WithSummary("Marks one of one's own as read.")
            .Produces<NotificationDetail>().Problems(404);
        notifications.MapPost("/read_all", ReadAllAsync).RequirePermission(Resource, "update").WithName("read_all_notifications").WithSummary("Marks all of one's own as read.")
            .Produces<ReadCount>().Problems();
        notifications.MapDelete("/{id:long}", DeleteAsync).RequirePermission(Resource, "delete").WithName("delete_notification").WithSummary("Deletes one of one's own, for good.")
            .Produces(204).Problems(404);
    }

    private static async Task<IResult> ListAsync([AsParameters] NotificationListRequest request, HttpContext http, NotificationQuery query, CancellationToken ct)
    {
        var before = request.Before is { } text ? ListCursor.Parse(text) : null;
        if (request.Before is not null && before is null) return Problem.BadRequest(Cursors.Unknown);
        var limit = request.Limit ?? ApiLimits.UsualItems;
        var found = await query.ReadAsync(http.SignedIn().Id, request.Unread == true, before, limit + 1, ct);
        return Results.Json(Cursors.Slice(found, limit, last => ListCursor.Format(last.CreatedAt, last.Id)));
    }

    private static async Task<IResult> CountAsync(HttpContext http, NotificationQuery query, CancellationToken ct) =>
        Results.Json(new UnreadCount(await query.CountUnreadAsync(http.SignedIn().Id, ct)));

    private static async Task<IResult> GetAsync(long id, HttpContext http, NotificationQuery query, CancellationToken ct) =>
        await query.FindAsync(http.SignedIn().Id, id, ct) is { } found ? Results.Json(found) : Problem.NotFound(Name(id));

    private static async Task<IResult> ReadAsync(long id, HttpContext http, NotificationMarking marking, NotificationQuery query, CancellationToken ct)
    {
        await marking.ReadAsync(http.SignedIn().Id, id, http.Actor(), ct);
        return await GetAsync(id, http, query, ct);
    }

    private static async Task<IResult> ReadAllAsync(HttpContext http, NotificationMarking marking, CancellationToken ct) =>
        Results.Json(new ReadCount(await marking.ReadAllAsync(http.SignedIn().Id, http.Actor(), ct)));

    private static async Task<IResult> DeleteAsync(long id, HttpContext http, NotificationMarking marking, CancellationToken ct) =>
        await marking.DeleteAsync(http.SignedIn().Id, id, http.Actor(), ct) > 0 ? Results.NoContent() : Problem.NotFound(Name(id));

    private static string Name(long id) => FormattableString.Invariant($"The notification {id}");
}

/// <summary>Which notifications are asked for.</summary>
[Request(IsQuery = true)]
internal sealed record NotificationListRequest
{
    /// <summary>Only those that are not read.</summary>
    [FromQuery(Name = "unread")]
    public bool? Unread { get; init; }

    /// <summary>Only those before this place: the <c>next</c> of the part before.</summary>
    [FromQuery(Name = "before")]
    [MaxLength(100)]
    public string? Before { get; init; }

    /// <summary>How many at most; 50 by default.</summary>
    [FromQuery(Name = "limit")]
    [Range(1, ApiLimits.MostItems)]
    public int? Limit { get; init; }
}

/// <summary>How many notifications are not read.</summary>
/// <param name="Count">How many.</param>
internal sealed record UnreadCount(long Count);

/// <summary>How many notifications were marked as read.</summary>
/// <param name="Read">How many were not read before.</param>
internal sealed record ReadCount(long Read);
