namespace Alforis.Crm.Data.Executions;

/// <summary>An execution with everything that its history tells.</summary>
public sealed record ExecutionStory
{
    /// <summary>The execution as in a list.</summary>
    public required ExecutionSummary Summary { get; init; }

    /// <summary>When its batch began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The rules of its conditions with what they met, as a JSON list; <see langword="null"/> when nothing was recorded.</summary>
    public string? Conditions { get; init; }

    /// <summary>The conditions as the definition of the version that ran has them, as JSON; <see langword="null"/> when it has none, or is gone.</summary>
    public string? Definition { get; init; }

    /// <summary>
    /// Its actions with settings and results, as a JSON list; <see langword="null"/> when nothing was recorded. What is secret in the settings of calls is left out
    /// (<see cref="Actions.CallWebhook.CallSecrets"/>).
    /// </summary>
    public string? Actions { get; init; }

    /// <summary>The event's number.</summary>
    public long? EventId { get; init; }

    /// <summary>The event, while the log has it.</summary>
    public ExecutionEvent? Event { get; init; }

    /// <summary>The executions behind the event, oldest first.</summary>
    public required IReadOnlyList<ExecutionCause> Causes { get; init; }

    /// <summary>The executions that it has set off by what it changed, oldest first; at most 50.</summary>
    public required IReadOnlyList<ExecutionCause> Effects { get; init; }

    /// <summary>Until when it sleeps; <see langword="null"/> when it does not.</summary>
    public DateTimeOffset? WakesAt { get; init; }

    /// <summary>The attempts of its outside-world steps, in order.</summary>
    public required IReadOnlyList<StepAttempt> Attempts { get; init; }

    /// <summary>Whether what a webhook brought is left out.</summary>
    public bool IsPayloadWithheld { get; init; }

    /// <summary>The story for who may not read what webhooks bring: without the payload of the event, and without its values in recorded rules, which then have <c>withheld</c>.</summary>
    public ExecutionStory WithoutPayload()
    {
        var (conditions, actions) = (WithheldPayload.OfRules(Conditions), WithheldPayload.OfActions(Actions));
        if (Event?.Webhook is null && ReferenceEquals(conditions, Conditions) && ReferenceEquals(actions, Actions)) return this;
        return this with { Conditions = conditions, Actions = actions, Event = Event is null ? null : Event with { Webhook = null }, IsPayloadWithheld = true };
    }
}

/// <summary>The event of an execution.</summary>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="Types">The triggers that it is one for.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Changes">The changed fields, as a JSON list of <c>field</c>, <c>before</c> and <c>after</c>; empty for a new entity.</param>
public sealed record ExecutionEvent(DateTimeOffset OccurredAt, IReadOnlyList<string> Types, string? Actor, string Changes)
{
    /// <summary>When a schedule or a sweep for silence was due; <see langword="null"/> for other events. Later events than this were made up for.</summary>
    public DateTimeOffset? ScheduledAt { get; init; }

    /// <summary>What a webhook brought, as JSON; <see langword="null"/> for other events.</summary>
    public string? Webhook { get; init; }

    /// <summary>The entity's row as the event left it, as JSON; <see langword="null"/> for events of no entity.</summary>
    public string? After { get; init; }
}

/// <summary>An execution behind an event, or one that an execution has set off.</summary>
/// <param name="ExecutionId">The execution's number.</param>
/// <param name="WorkflowId">The number of its workflow.</param>
/// <param name="WorkflowName">The workflow's name; <see langword="null"/> when it is gone.</param>
/// <param name="EntityType">The type of the entity that it ran for.</param>
/// <param name="EntityId">The entity's number.</param>
/// <param name="Status">How it ended; <see langword="null"/> when the history has it no more.</param>
/// <param name="CreatedAt">When it was recorded.</param>
public sealed record ExecutionCause(
    long ExecutionId, long WorkflowId, string? WorkflowName, string? EntityType, long? EntityId, string? Status, DateTimeOffset? CreatedAt);

/// <summary>An attempt of an outside-world step.</summary>
/// <param name="StepId">The step's number.</param>
/// <param name="Attempt">Its number, from 1.</param>
/// <param name="StartedAt">When it began, by the database's clock.</param>
/// <param name="CompletedAt">When it ended; <see langword="null"/> when nobody knows.</param>
/// <param name="Outcome"><c>success</c>, <c>failed</c>, <c>retried</c>, or <c>lease_lost</c> when nobody knows or the answer came too late.</param>
/// <param name="Worker">Who made it.</param>
/// <param name="Error">Why it did not succeed.</param>
/// <param name="ErrorCode">The same as a <see cref="FailureCode"/>.</param>
public sealed record StepAttempt(
    long StepId, int Attempt, DateTimeOffset StartedAt, DateTimeOffset? CompletedAt, string Outcome, string? Worker, string? Error, string? ErrorCode);
