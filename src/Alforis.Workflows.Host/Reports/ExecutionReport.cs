using System.Text.Json;
using Alforis.Crm.Data.Executions;
using Alforis.Workflows.Host.Commands.Terminal;

namespace Alforis.Workflows.Host.Reports;

/// <summary>An execution as JSON says it in a list.</summary>
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
