using Alforis.Crm.Data.Executions;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Reports;

namespace Alforis.Workflows.Host.Endpoints.Executions;

/// <summary>A part of a list of executions, the newest first.</summary>
internal sealed record ExecutionSlice
{
    /// <summary>These.</summary>
    public required IReadOnlyList<ExecutionReport> Items { get; init; }

    /// <summary>Whether more may follow. Where a text or a rare status is looked for, a part may be empty although more follow.</summary>
    public required bool HasMore { get; init; }

    /// <summary>What to send as <c>before</c> for the next part; <see langword="null"/> when none follows.</summary>
    public string? Next { get; init; }

    /// <summary>How many there are in all, counted up to 10,000; <see langword="null"/> when that was not asked for, or no index can count them.</summary>
    public long? Total { get; init; }

    /// <summary>How many there are as people are told it: <c>312</c> or <c>10000+</c>.</summary>
    public string? TotalText { get; init; }
}

/// <summary>An execution with its story.</summary>
internal sealed record ExecutionAnswer
{
    /// <summary>The execution as in a list.</summary>
    public required ExecutionReport Execution { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Until when it sleeps.</summary>
    public DateTimeOffset? WakesAt { get; init; }

    /// <summary>The event that it runs for, while the log has it; only its number afterwards.</summary>
    public ExecutionEventAnswer? Event { get; init; }

    /// <summary>The explanation: every rule of its conditions with what it met.</summary>
    public required RawJson Conditions { get; init; }

    /// <summary>The conditions as the definition of the version that ran has them: groups and rules; the rules of the explanation are its rules in this order.</summary>
    public RawJson? Definition { get; init; }

    /// <summary>Its steps: every action with its settings, status, result or error.</summary>
    public required RawJson Actions { get; init; }

    /// <summary>The attempts of what reaches outside, in order.</summary>
    public required IReadOnlyList<StepAttempt> Attempts { get; init; }

    /// <summary>
    /// Whether what a webhook brought is left out, as whoever asks may not read events (<c>events:read</c>): the event has no <c>webhook</c> then, and rules that met its values have
    /// <c>null</c> for them and <c>withheld</c>.
    /// </summary>
    public required bool PayloadWithheld { get; init; }

    /// <summary>The executions behind its event, the oldest first.</summary>
    public required IReadOnlyList<ExecutionCause> Causes { get; init; }

    /// <summary>The executions that it has set off by what it changed, the oldest first; at most 50.</summary>
    public required IReadOnlyList<ExecutionCause> Effects { get; init; }

    public static ExecutionAnswer Of(ExecutionStory story) => new()
    {
        Execution = ExecutionReport.Of(story.Summary),
        StartedAt = story.StartedAt,
        WakesAt = story.WakesAt,
        Event = ExecutionEventAnswer.Of(story),
        Conditions = StoryPayloads.Bounded(story, StoryPayloads.Conditions)!,
        Definition = RawJson.Of(story.Definition),
        Actions = StoryPayloads.Bounded(story, StoryPayloads.Actions)!,
        Attempts = story.Attempts,
        PayloadWithheld = story.IsPayloadWithheld,
        Causes = story.Causes,
        Effects = story.Effects,
    };

    public static ExecutionAnswer Of(PromisedExecution promised) => new()
    {
        Execution = ExecutionReport.Of(promised.Summary),
        Event = new ExecutionEventAnswer { Id = promised.EventId },
        Conditions = RawJson.List(null),
        Actions = RawJson.List(null),
        Attempts = [],
        PayloadWithheld = false,
        Causes = [],
        Effects = [],
    };
}

/// <summary>The event of an execution.</summary>
internal sealed record ExecutionEventAnswer
{
    /// <summary>The event's number.</summary>
    public required long Id { get; init; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>The triggers that it is one for.</summary>
    public IReadOnlyList<string>? Types { get; init; }

    /// <summary>Who did it.</summary>
    public string? Actor { get; init; }

    /// <summary>When a schedule or a sweep for silence was due.</summary>
    public DateTimeOffset? ScheduledAt { get; init; }

    /// <summary>What a webhook brought; only for who may read events.</summary>
    public RawJson? Webhook { get; init; }

    /// <summary>The entity's row as the event left it.</summary>
    public RawJson? After { get; init; }

    /// <summary>The changed fields with their values before and after.</summary>
    public RawJson? Changes { get; init; }

    public static ExecutionEventAnswer? Of(ExecutionStory story) => story.EventId is not { } id
        ? null
        : new()
        {
            Id = id,
            OccurredAt = story.Event?.OccurredAt,
            Types = story.Event?.Types,
            Actor = story.Event?.Actor,
            ScheduledAt = story.Event?.ScheduledAt,
            Webhook = StoryPayloads.Bounded(story, StoryPayloads.Webhook),
            After = StoryPayloads.Bounded(story, StoryPayloads.After),
            Changes = StoryPayloads.Bounded(story, StoryPayloads.Changes),
        };
}

/// <summary>An execution after somebody wished something of it.</summary>
internal sealed record ExecutionStateAnswer
{
    /// <summary>The execution's number.</summary>
    public required long ExecutionId { get; init; }

    /// <summary>How it stands now.</summary>
    public required string Status { get; init; }
}
