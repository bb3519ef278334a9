using System.Text.Json;
using Alforis.Crm.Data.Executions;
using Alforis.Workflows.Host.Commands.Terminal;

namespace Alforis.Workflows.Host.Reports;

/// <summary>An execution as in a list.</summary>
/// <param name="Id">The execution's number.</param>
/// <param name="CreatedAt">When it was recorded.</param>
/// <param name="WorkflowId">The number of its workflow.</param>
/// <param name="WorkflowName">The workflow's name now, also of a deleted one.</param>
/// <param name="WorkflowVersion">The version that ran.</param>
/// <param name="TriggerType">The workflow's trigger.</param>
/// <param name="EntityType"><c>organisation</c> or <c>deal</c>; <see langword="null"/> when it ran for none.</param>
/// <param name="EntityId">The entity's number.</param>
/// <param name="Status"><c>pending</c>, <c>running</c>, <c>success</c>, <c>failed</c>, <c>skipped</c> or <c>cancelled</c>.</param>
/// <param name="DurationMs">How many milliseconds it took, waits not counted; <see langword="null"/> while it is not finished.</param>
/// <param name="EntityName">The entity's name now; <see langword="null"/> when it is gone.</param>
/// <param name="Error">Why it failed, was skipped or was cancelled.</param>
/// <param name="ErrorCode">Why it failed or was cancelled, for programs: one of the codes in docs/executions.md.</param>
internal sealed record ExecutionReport(
    long Id,
    DateTimeOffset CreatedAt,
    long WorkflowId,
    string? WorkflowName,
    int WorkflowVersion,
    string TriggerType,
    string? EntityType,
    long? EntityId,
    string Status,
    double? DurationMs,
    string? EntityName,
    string? Error,
    string? ErrorCode)
{
    public static ExecutionReport Of(ExecutionSummary e) => new(
        e.Id, e.CreatedAt, e.WorkflowId, e.WorkflowName, e.WorkflowVersion, e.TriggerType, e.EntityType, e.EntityId, e.Status,
        e.Duration?.TotalMilliseconds, e.EntityName, e.Error, e.ErrorCode);
}

/// <summary>The event of an execution as JSON says it; only its number once the log has it no more.</summary>
internal sealed record EventOfExecutionReport(
    long Id, DateTimeOffset? OccurredAt, IReadOnlyList<string>? Types, string? Actor, DateTimeOffset? ScheduledAt, JsonElement? Webhook, IReadOnlyList<JsonElement>? Changes);

/// <summary>An execution with its story as JSON says it.</summary>
internal sealed record ExecutionStoryReport(
    ExecutionReport Execution,
    DateTimeOffset? StartedAt,
    DateTimeOffset? WakesAt,
    EventOfExecutionReport? Event,
    IReadOnlyList<JsonElement> Conditions,
    IReadOnlyList<JsonElement> Actions,
    IReadOnlyList<StepAttempt> Attempts,
    IReadOnlyList<ExecutionCause> Causes)
{
    public static ExecutionStoryReport Of(ExecutionStory story) => new(
        ExecutionReport.Of(story.Summary), story.StartedAt, story.WakesAt, EventOf(story), ValueText.List(story.Conditions), ValueText.List(story.Actions), story.Attempts, story.Causes);

    private static EventOfExecutionReport? EventOf(ExecutionStory story) => story.EventId is not { } id
        ? null
        : new(id, story.Event?.OccurredAt, story.Event?.Types, story.Event?.Actor, story.Event?.ScheduledAt, story.Event?.Webhook is { } brought ? JsonElement.Parse(brought) : null, story.Event is { } e ? ValueText.List(e.Changes) : null);
}
