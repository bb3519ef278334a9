using System.Text.Json;
using Alforis.Crm.Data.Executions;
using Alforis.Workflows.Host.Commands.Terminal;

namespace Alforis.Workflows.Host.Reports;

/// <summary>An execution as JSON says it in a list.</summary>
/// <param name="Id">Its number.</param>
/// <param name="CreatedAt">When the workflow fired.</param>
/// <param name="WorkflowId">The number of the workflow.</param>
/// <param name="WorkflowName">Its name; none when it is gone.</param>
/// <param name="WorkflowVersion">The version that it keeps to the end.</param>
/// <param name="TriggerType">What the workflow waited for.</param>
/// <param name="EntityType"><c>organisation</c> or <c>deal</c>; none when it is about neither.</param>
/// <param name="EntityId">The number of that.</param>
/// <param name="Status"><c>pending</c>, <c>running</c>, <c>success</c>, <c>failed</c>, <c>skipped</c> or <c>cancelled</c>.</param>
/// <param name="DurationMs">How long it took, in milliseconds, when it has ended.</param>
/// <param name="Error">Why it failed.</param>
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
    string? Error)
{
    public static ExecutionReport Of(ExecutionSummary e) => new(
        e.Id, e.CreatedAt, e.WorkflowId, e.WorkflowName, e.WorkflowVersion, e.TriggerType, e.EntityType, e.EntityId, e.Status,
        e.Duration?.TotalMilliseconds, e.Error);
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
