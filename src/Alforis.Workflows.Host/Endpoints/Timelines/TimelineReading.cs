using Alforis.Crm.Data.Timeline;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Auth;

namespace Alforis.Workflows.Host.Endpoints.Timelines;

/// <summary>Answers what happened with an organisation or deal, as far as whoever asks may read it. Thread-safe.</summary>
internal sealed class TimelineReading(TimelineQuery query)
{
    public async Task<IResult> ReadAsync(string entityType, long id, TimelineRequest request, HttpContext http, CancellationToken ct)
    {
        var limit = request.Limit ?? ApiLimits.UsualItems;
        var kinds = request.Wanted().Where(k => http.Can(Resource(k), "read")).ToHashSet();
        if (kinds.Count == 0) return Results.Json(Cursors.Slice<TimelineItem>([], limit, _ => ""));
        var filter = new TimelineFilter
        {
            EntityType = entityType,
            EntityId = id,
            Kinds = kinds,
            UserId = http.SignedIn().Id,
            WithDeals = http.Can("deals", "read"),
            WithCauses = http.Can("executions", "read"),
            Before = request.Before is { } before ? TimelineCursor.Parse(before) : null,
        };
        var slice = Cursors.Slice(await query.ReadAsync(filter, limit + 1, ct), limit, TimelineCursor.Format);
        return Results.Json(new Slice<TimelineItem> { Items = [.. slice.Items.Select(TimelineItem.Of)], HasMore = slice.HasMore, Next = slice.Next });
    }

    private static string Resource(TimelineKind kind) => kind switch
    {
        TimelineKind.Activity => "activities",
        TimelineKind.Task => "tasks",
        TimelineKind.Notification => "notifications",
        TimelineKind.Event => "events",
        _ => "executions",
    };
}
