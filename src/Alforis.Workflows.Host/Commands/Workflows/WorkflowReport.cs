using System.Text.Json;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Host.Commands.Terminal;

namespace Alforis.Workflows.Host.Commands.Workflows;

/// <summary>A workflow as JSON says it.</summary>
internal sealed record WorkflowReport(
    long Id,
    string Name,
    string Status,
    bool IsTemplate,
    string TriggerType,
    int Version,
    DateTimeOffset? SuspendedAt,
    IReadOnlyList<JsonElement> SuspendedReason,
    long Executions,
    long Succeeded,
    long Failed,
    decimal? SuccessRate,
    double? AverageDurationMs,
    double? P95DurationMs,
    DateTimeOffset? LastExecutionAt)
{
    public static WorkflowReport Of(WorkflowSummary w) => new(
        w.Id, w.Name, State(w), w.IsTemplate, w.TriggerType, w.Version, w.SuspendedAt, ValueText.List(w.SuspendedReason), w.Executions, w.Succeeded,
        w.Failed, w.SuccessRate, w.AverageDuration?.TotalMilliseconds, w.Percentile95?.TotalMilliseconds, w.LastExecutionAt);

    /// <summary>The status, or <c>suspended</c> for an active workflow that cannot run.</summary>
    public static string State(WorkflowSummary workflow) =>
        workflow is { Status: "active", SuspendedAt: not null } ? "suspended" : workflow.Status;

    /// <summary>The first reason of a suspension, or <see langword="null"/> when the workflow is not suspended.</summary>
    public static string? WhySuspended(WorkflowSummary workflow)
    {
        if (State(workflow) != "suspended") return null;
        if (ValueText.List(workflow.SuspendedReason) is not [{ ValueKind: JsonValueKind.Object } first, ..]) return "no reason is recorded";
        return $"{ValueText.Text(first, "code")} {ValueText.Text(first, "pointer")}: {ValueText.Text(first, "message")}";
    }
}
