using System.Globalization;
using Alforis.Crm.Data.Timeline;

namespace Alforis.Workflows.Host.Endpoints.Timelines;

/// <summary>Something that happened with an organisation or deal.</summary>
internal sealed record TimelineItem
{
    /// <summary>What kind of thing.</summary>
    public required TimelineKind Kind { get; init; }

    /// <summary>Its number among those of its kind.</summary>
    public required long Id { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What happened, in a line: a headline, the types of an event, the name of a workflow.</summary>
    public required string Title { get; init; }

    /// <summary>How it is with it: the state of a task or execution, the kind of an activity, the severity of a notification.</summary>
    public string? Status { get; init; }

    /// <summary>What it happened to: <c>organisation</c> or <c>deal</c>.</summary>
    public string? EntityType { get; init; }

    /// <summary>The number of that.</summary>
    public long? EntityId { get; init; }

    /// <summary>Who did it, where it was somebody: their e-mail address, or the database role of a program.</summary>
    public string? Actor { get; init; }

    /// <summary>Why there is no success, of an execution that failed.</summary>
    public string? Error { get; init; }

    /// <summary>The same for programs: one of the codes in docs/executions.md.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The fields that an event changed.</summary>
    public IReadOnlyList<string>? ChangedFields { get; init; }

    /// <summary>The event that an execution is about.</summary>
    public long? EventId { get; init; }

    /// <summary>The execution that made it: why it happened. <see langword="null"/> when a person or another program did it.</summary>
    public TimelineCause? Cause { get; init; }

    /// <summary>Where to read more.</summary>
    public required TimelineLinks Links { get; init; }

    /// <summary>An entry with its links.</summary>
    public static TimelineItem Of(TimelineEntry entry) => new()
    {
        Kind = entry.Kind,
        Id = entry.Id,
        At = entry.At,
        Title = entry.Title,
        Status = entry.Status,
        EntityType = entry.EntityType,
        EntityId = entry.EntityId,
        Actor = entry.Actor,
        Error = entry.Error,
        ErrorCode = entry.ErrorCode,
        ChangedFields = entry.ChangedFields,
        EventId = entry.EventId,
        Cause = entry.Cause,
        Links = TimelineLinks.Of(entry),
    };
}

/// <summary>Where to read more.</summary>
/// <param name="Self">The thing itself; <see langword="null"/> for an event, which the timeline has all of.</param>
/// <param name="Entity">The organisation or deal that it happened to.</param>
/// <param name="Cause">The execution that made it.</param>
internal sealed record TimelineLinks(string? Self, string? Entity, string? Cause)
{
    private const string Root = "/api/v1/";

    /// <summary>Those of an entry.</summary>
    public static TimelineLinks Of(TimelineEntry entry)
    {
        var id = entry.Id.ToString(CultureInfo.InvariantCulture);
        var self = entry.Kind switch
        {
            TimelineKind.Activity => Root + "activities/" + id,
            TimelineKind.Task => Root + "tasks/" + id,
            TimelineKind.Notification => Root + "notifications/" + id,
            TimelineKind.Execution => Execution(entry.WorkflowId, entry.Id),
            _ => null,
        };
        var entity = entry.EntityType is { } type && entry.EntityId is { } number ? FormattableString.Invariant($"{Root}{type}s/{number}") : null;
        return new TimelineLinks(self, entity, Execution(entry.Cause?.WorkflowId, entry.Cause?.ExecutionId));
    }

    private static string? Execution(long? workflow, long? execution) => workflow is null ? null : FormattableString.Invariant($"{Root}workflows/{workflow}/executions/{execution}");
}
