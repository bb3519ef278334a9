using System.Diagnostics;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Matching;

namespace Alforis.Workflows.Engine.Execution;

/// <summary>Spans and measurements of executions. The tags are listed in the documentation of embedding.</summary>
internal static class ExecutionTelemetry
{
    public const string Cancelled = "cancelled";

    private const string Trigger = "workflow.trigger";
    private const string Status = "workflow.execution.status";
    private const string ActionType = "workflow.action.type";
    private const string Outcome = "workflow.action.outcome";
    private const string ErrorType = "error.type";

    public static Activity? StartExecution<TContext>(WorkflowEntry<TContext> entry, string executionId)
    {
        var span = WorkflowTelemetry.Source.StartActivity("workflow.execute");
        if (span is not { IsAllDataRequested: true }) return span;
        return span.SetTag("workflow.id", entry.Id)
            .SetTag("workflow.version", entry.Version)
            .SetTag("workflow.name", entry.Workflow.Definition.Name)
            .SetTag(Trigger, entry.Workflow.TriggerType)
            .SetTag("workflow.execution.id", executionId);
    }

    public static void EndExecution(Activity? span, string trigger, string status, TimeSpan duration)
    {
        var tags = new TagList { { Trigger, trigger }, { Status, status } };
        WorkflowTelemetry.Executions.Add(1, tags);
        WorkflowTelemetry.ExecutionDuration.Record(duration.TotalSeconds, tags);
        span?.SetTag(Status, status);
        if (status != Name(ExecutionStatus.Succeeded)) span?.SetStatus(ActivityStatusCode.Error);
    }

    public static Activity? StartAction(PlannedAction action)
    {
        var span = WorkflowTelemetry.Source.StartActivity("workflow.action");
        if (span is not { IsAllDataRequested: true }) return span;
        return span.SetTag("workflow.action.id", action.Id).SetTag(ActionType, action.Type);
    }

    public static void EndAction(Activity? span, ActionOutcome outcome)
    {
        EndAction(span, outcome.Type, Name(outcome.Status), outcome.Duration, outcome.Exception);
        if (outcome.Status == ActionStatus.Failed) span?.SetStatus(ActivityStatusCode.Error);
    }

    public static void EndAction(Activity? span, string type, string outcome, TimeSpan duration, Exception? exception)
    {
        var tags = new TagList { { ActionType, type }, { Outcome, outcome } };
        WorkflowTelemetry.Actions.Add(1, tags);
        WorkflowTelemetry.ActionDuration.Record(duration.TotalSeconds, tags);
        span?.SetTag(Outcome, outcome);
        if (exception is not null) span?.SetTag(ErrorType, exception.GetType().FullName);
    }

    /// <summary>What was not tried has neither a span nor a duration.</summary>
    public static void SkipAction(string type) =>
        WorkflowTelemetry.Actions.Add(1, new TagList { { ActionType, type }, { Outcome, Name(ActionStatus.Skipped) } });

    public static string Name(ExecutionStatus status) => status == ExecutionStatus.Succeeded ? "succeeded" : "failed";

    private static string Name(ActionStatus status) => status switch
    {
        ActionStatus.Succeeded => "succeeded",
        ActionStatus.Failed => "failed",
        _ => "skipped",
    };
}
