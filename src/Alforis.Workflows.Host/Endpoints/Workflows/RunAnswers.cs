using System.Globalization;
using Alforis.Crm.Data.Contexts;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Explaining;
using Alforis.Workflows.Host.Reports;

namespace Alforis.Workflows.Host.Endpoints.Workflows;

/// <summary>An execution that will be.</summary>
internal sealed record ExecuteAnswer
{
    /// <summary>The execution's number; it can be read at once.</summary>
    public required long ExecutionId { get; init; }

    /// <summary>The number of the event that stands for it.</summary>
    public required long EventId { get; init; }

    /// <summary>The workflow's number.</summary>
    public required long WorkflowId { get; init; }

    /// <summary>The version that runs.</summary>
    public required int WorkflowVersion { get; init; }

    /// <summary>Whether it is the answer to an earlier request of the same key.</summary>
    public required bool Repeated { get; init; }
}

/// <summary>Whether a workflow would fire, and why.</summary>
internal sealed record ExplainAnswer
{
    /// <summary>The workflow's number.</summary>
    public required long WorkflowId { get; init; }

    /// <summary>The version that would run.</summary>
    public required int WorkflowVersion { get; init; }

    /// <summary>Whether events make it run at the moment: it is active, not suspended and no template.</summary>
    public required bool IsActive { get; init; }

    /// <summary>Whether it would fire, were it active.</summary>
    public required bool Fires { get; init; }

    /// <summary>The verdict as a sentence.</summary>
    public required string Verdict { get; init; }

    /// <summary>The reason as a sentence; <see langword="null"/> when filters and conditions are not asked.</summary>
    public string? Reason { get; init; }

    /// <summary>What stops it; <see langword="null"/> when it would fire.</summary>
    public RunObstacle? Obstacle { get; init; }

    /// <summary>The moment of evaluation.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Every filter and condition with its actual and its expected value.</summary>
    public System.Text.Json.Nodes.JsonNode? Explanation { get; init; }

    /// <summary>How long it would wait before it acts.</summary>
    public RunWait? Wait { get; init; }

    /// <summary>The answers of earlier calls that its actions read, and that are not known before these are made.</summary>
    public required IReadOnlyList<string> Unanswered { get; init; }

    /// <summary>What it would do and what it would skip, with every placeholder filled in; empty when it would not fire.</summary>
    public required IReadOnlyList<RunAction> Actions { get; init; }

    public static ExplainAnswer Of(long id, TrialAnswer trial, CompiledWorkflow<CrmContext> workflow, ContextFile happening, CultureInfo culture)
    {
        var obstacle = RunVerdict.Find(workflow, happening);
        var report = RunReport.Make(workflow, happening, obstacle);
        return new ExplainAnswer
        {
            WorkflowId = id,
            WorkflowVersion = trial.Version,
            IsActive = trial.IsActive,
            Fires = report.Fires,
            Verdict = RunVerdict.Explain(workflow, happening, obstacle, culture),
            Reason = RunVerdict.AreConditionsAsked(obstacle) ? WorkflowExplainer.Explain(workflow, happening.Context, happening.Now).Describe(culture) : null,
            Obstacle = obstacle,
            Now = happening.Now,
            Explanation = report.Explanation,
            Wait = report.Wait,
            Unanswered = report.Unanswered,
            Actions = report.Actions,
        };
    }
}

/// <summary>How often a workflow ran, and how long it took; also executions that retention has dropped.</summary>
internal sealed record WorkflowStatsAnswer
{
    /// <summary>The workflow's number.</summary>
    public required long WorkflowId { get; init; }

    /// <summary>How many executions are finished, skipped ones not counted.</summary>
    public required long ExecutionCount { get; init; }

    /// <summary>How many of them succeeded.</summary>
    public required long SuccessCount { get; init; }

    /// <summary>How many of them failed.</summary>
    public required long FailedCount { get; init; }

    /// <summary>How many of them were cancelled.</summary>
    public required long CancelledCount { get; init; }

    /// <summary>How often it did not fire although an event concerned it.</summary>
    public required long SkippedCount { get; init; }

    /// <summary>The share of those that succeeded among those that succeeded or failed, 0 to 1.</summary>
    public decimal? SuccessRate { get; init; }

    /// <summary>How long an execution takes on average, in milliseconds, waits not counted.</summary>
    public double? AverageDurationMs { get; init; }

    /// <summary>95 of 100 executions take at most so many milliseconds, within 5 %.</summary>
    public double? P95DurationMs { get; init; }

    /// <summary>When it last ran.</summary>
    public DateTimeOffset? LastExecutionAt { get; init; }

    public static WorkflowStatsAnswer Of(WorkflowSummary w) => new()
    {
        WorkflowId = w.Id,
        ExecutionCount = w.Executions,
        SuccessCount = w.Succeeded,
        FailedCount = w.Failed,
        CancelledCount = w.Cancelled,
        SkippedCount = w.Skipped,
        SuccessRate = w.SuccessRate,
        AverageDurationMs = w.AverageDuration?.TotalMilliseconds,
        P95DurationMs = w.Percentile95?.TotalMilliseconds,
        LastExecutionAt = w.LastExecutionAt,
    };
}
