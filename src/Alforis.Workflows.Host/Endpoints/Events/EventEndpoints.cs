using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Alforis.Crm.Data.Events;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Auth;
using Alforis.Workflows.Host.Endpoints.Workflows;
using Alforis.Workflows.Host.Reports;
using Microsoft.AspNetCore.Mvc;

namespace Alforis.Workflows.Host.Endpoints.Events;

/// <summary><c>/api/v1/events</c>: what happened to organisations and deals, and what was given up.</summary>
internal static class EventEndpoints
{
    private const string Resource = "events";

    public static IServiceCollection AddEventApi(this IServiceCollection services) => services.AddSingleton<EventListQuery>().AddSingleton<EventReplay>().AddSingleton<QueueStatusQuery>();

    public static void MapEvents(this RouteGroupBuilder api)
    {
        var events = api.MapGroup("/events").WithTags(Resource);
        events.MapGet("", ListAsync).RequirePermission(Resource, "read").WithName("list_events").WithSummary("List events and where they stand, the newest first.").Produces<Slice<EventReport>>().ProducesProblem(400);
        events.MapPost("/{id:long:min(1)}/replay", ReplayAsync).RequirePermission(Resource, "replay").WithName("replay_event").WithSummary("Have an event tried again that was given up.")
            .WithDescription("With all of its attempts. Later events of the same entity may have been handled meanwhile; an event that was handled is not handled again.")
            .Produces<EventStateAnswer>(202).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<IResult> ListAsync([AsParameters] EventListRequest request, EventListQuery events, CancellationToken ct)
    {
        var limit = request.Limit ?? ApiLimits.UsualItems;
        var place = request.Before is null ? null : ListCursor.Parse(request.Before);
        var filter = new EventFilter
        {
            EntityType = request.EntityType,
            EntityId = request.EntityId,
            IsParked = request.Parked == true,
            Before = place is { } before ? new EventPosition(before.Moment, before.Id) : null,
        };
        var found = await events.ReadAsync(filter, limit + 1, ct);
        var page = found.Take(limit).ToList();
        return Results.Json(new Slice<EventReport>
        {
            Items = [.. page.Select(EventReport.Of)],
            HasMore = found.Count > limit,
            Next = found.Count > limit ? ListCursor.Format(page[^1].OccurredAt, page[^1].Id) : null,
        });
    }

    private static async Task<IResult> ReplayAsync(long id, HttpContext http, EventReplay replay, CancellationToken ct) => (await replay.ReplayAsync([id], http.Actor(), ct))[0].Outcome switch
    {
        ReplayOutcome.Replayed => Results.Json(new EventStateAnswer { EventId = id, State = EventState.Waiting }, statusCode: StatusCodes.Status202Accepted),
        ReplayOutcome.Waiting => Problem.Conflict(ProblemCodes.EventWaiting, "It is not parked.", "It waits in the queue and is tried anyway."),
        ReplayOutcome.Handled => Problem.Conflict(ProblemCodes.EventHandled, "It is handled.", "A second time would act twice."),
        ReplayOutcome.Lost => Problem.Conflict(ProblemCodes.EventLost, "It is lost.", "It is parked, but the log has it no more."),
        _ => Problem.NotFound(FormattableString.Invariant($"The event {id}")),
    };
}

/// <summary>Which events to list.</summary>
[Request(IsQuery = true)]
internal sealed record EventListRequest : IValidatableObject
{
    /// <summary>Only those of an entity of this type: <c>organisation</c> or <c>deal</c>; with <c>entity_id</c>.</summary>
    [FromQuery(Name = "entity_type")]
    [AllowedValues(null, "organisation", "deal", ErrorMessage = "It must be organisation or deal.")]
    public string? EntityType { get; init; }

    /// <summary>Only those of the entity of this number; with <c>entity_type</c>.</summary>
    [FromQuery(Name = "entity_id")]
    [Range(1L, long.MaxValue, ErrorMessage = "It must be a number from 1 on.")]
    public long? EntityId { get; init; }

    /// <summary>Only those that were given up after too many attempts.</summary>
    [FromQuery(Name = "parked")]
    [DefaultValue(false)]
    public bool? Parked { get; init; }

    /// <summary>How many at most.</summary>
    [FromQuery(Name = "limit")]
    [Range(1, ApiLimits.MostItems)]
    [DefaultValue(ApiLimits.UsualItems)]
    public int? Limit { get; init; }

    /// <summary>Go on where an earlier part ended, as its <c>next</c> said.</summary>
    [FromQuery(Name = "before")]
    [MaxLength(64)]
    public string? Before { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var problem in EntityChoice.Check(EntityType, EntityId, nameof(EntityType), nameof(EntityId))) yield return problem;
        if (Before is { } cursor && ListCursor.Parse(cursor) is null) yield return new ValidationResult("It must be what the 'next' of an earlier part said.", [nameof(Before)]);
    }
}

/// <summary>An event after somebody wished something of it.</summary>
internal sealed record EventStateAnswer
{
    /// <summary>The event's number.</summary>
    public required long EventId { get; init; }

    /// <summary>Where it stands now.</summary>
    public required EventState State { get; init; }
}
