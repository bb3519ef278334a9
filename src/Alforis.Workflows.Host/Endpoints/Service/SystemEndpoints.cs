using Alforis.Crm.Data.Events;
using Alforis.Crm.Data.Hosts;
using Alforis.Crm.Data.Schedules;
using Alforis.Workflows.Host.Auth;
using Alforis.Workflows.Host.Presence;
using Alforis.Workflows.Host.Reports;

namespace Alforis.Workflows.Host.Endpoints.Service;

/// <summary><c>/api/v1/system</c>: how the service stands.</summary>
internal static class SystemEndpoints
{
    private const int MostFirings = 20;

    public static IServiceCollection AddSystemApi(this IServiceCollection services) => services.AddSingleton<StoredScheduleQuery>();

    public static void MapSystem(this RouteGroupBuilder api) => api.MapGet("/system", SystemAsync).WithTags("system").RequirePermission("settings", "read")
        .WithName("system").WithSummary("Tell how the service stands: its queue, its hosts, and what the clock will fire.").Produces<SystemAnswer>();

    private static async Task<IResult> SystemAsync(QueueStatusQuery queue, HostPresence presence, StoredScheduleQuery schedules, TimeProvider clock, CancellationToken ct)
    {
        var status = await queue.ReadAsync(ct);
        var hosts = await presence.ListAsync(HostPresenceService.Patience, ct);
        var firings = (await schedules.ListAsync(ct)).Where(s => s.IsTicking).Select(s => ScheduleReport.Of(s, clock.GetUtcNow()))
            .SelectMany(s => s.NextFirings.Select(at => new NextFiring { WorkflowId = s.Id, Name = s.Name, At = at }));
        return Results.Json(new SystemAnswer
        {
            Version = HostPresenceService.Version,
            Now = clock.GetUtcNow(),
            Queue = new QueueAnswer { Queued = status.Queued, Deferred = status.Deferred, Parked = status.Parked, OldestDueAgeSeconds = status.OldestDueAge?.TotalSeconds },
            Hosts = [.. hosts.Select(HostAnswer.Of)],
            NextFirings = [.. firings.OrderBy(f => f.At).ThenBy(f => f.WorkflowId).Take(MostFirings)],
        });
    }
}

/// <summary>How the service stands.</summary>
internal sealed record SystemAnswer
{
    /// <summary>The version of the host that answers.</summary>
    public required string Version { get; init; }

    /// <summary>The time by the clock of the host that answers.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The queue of events.</summary>
    public required QueueAnswer Queue { get; init; }

    /// <summary>The hosts that run, the oldest first.</summary>
    public required IReadOnlyList<HostAnswer> Hosts { get; init; }

    /// <summary>What the clock will fire next: of each scheduled workflow up to three firings, twenty in all.</summary>
    public required IReadOnlyList<NextFiring> NextFirings { get; init; }
}

/// <summary>The queue of events.</summary>
internal sealed record QueueAnswer
{
    /// <summary>Events that wait to be handled, due or put off.</summary>
    public required long Queued { get; init; }

    /// <summary>Those of them that are put off to a later time.</summary>
    public required long Deferred { get; init; }

    /// <summary>Events given up after too many attempts, until somebody replays them.</summary>
    public required long Parked { get; init; }

    /// <summary>For how many seconds the oldest due event has been due; <see langword="null"/> when none is.</summary>
    public double? OldestDueAgeSeconds { get; init; }
}

/// <summary>A host that runs.</summary>
internal sealed record HostAnswer
{
    /// <summary>Made anew whenever it starts.</summary>
    public required Guid Id { get; init; }

    /// <summary>The machine's name.</summary>
    public required string Name { get; init; }

    /// <summary>The process on it.</summary>
    public required int ProcessId { get; init; }

    /// <summary>The version that it runs.</summary>
    public required string Version { get; init; }

    /// <summary>What it does: <c>api</c>, <c>dispatcher</c>, <c>worker</c>, <c>scheduler</c>.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>When it started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it last said that it is there; it does so every ten seconds.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    public static HostAnswer Of(RunningHost h) => new() { Id = h.Id, Name = h.Name, ProcessId = h.ProcessId, Version = h.Version, Roles = h.Roles, StartedAt = h.StartedAt, SeenAt = h.SeenAt };
}

/// <summary>A firing to come.</summary>
internal sealed record NextFiring
{
    /// <summary>The workflow's number.</summary>
    public required long WorkflowId { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>When, by the clock of the workflow's time zone.</summary>
    public required DateTimeOffset At { get; init; }
}
