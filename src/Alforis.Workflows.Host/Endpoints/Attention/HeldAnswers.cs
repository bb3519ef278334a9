using Alforis.Crm.Data.Steps;

namespace Alforis.Workflows.Host.Endpoints.Attention;

/// <summary>Calls of a workflow that its hourly limit holds up.</summary>
internal sealed record HeldAnswer
{
    /// <summary>The workflow's number.</summary>
    public required long WorkflowId { get; init; }

    /// <summary>Its name.</summary>
    public required string WorkflowName { get; init; }

    /// <summary>How many calls wait besides those that there is room for in this hour, counted up to 10,000.</summary>
    public required long Count { get; init; }

    /// <summary>Whether there are more than that.</summary>
    public required bool CountIsMore { get; init; }

    /// <summary>When the oldest of them began to wait.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>How many calls the workflow may make in an hour.</summary>
    public required int CallsPerHour { get; init; }

    public static HeldAnswer Of(HeldSteps held, int callsPerHour) => new()
    {
        WorkflowId = held.WorkflowId,
        WorkflowName = held.WorkflowName,
        Count = Math.Min(held.Count, HeldStepsQuery.MostCounted),
        CountIsMore = held.Count > HeldStepsQuery.MostCounted,
        Since = held.Since,
        CallsPerHour = callsPerHour,
    };
}

/// <summary>What came of deciding about held calls.</summary>
internal sealed record HeldDecisionAnswer
{
    /// <summary>How many executions go on, or are cancelled.</summary>
    public required int DecidedCount { get; init; }

    /// <summary>How many were left, because they do something that one may not do by hand.</summary>
    public required int NotPermittedCount { get; init; }

    /// <summary>Whether there are more: send the same again.</summary>
    public required bool HasMore { get; init; }

    public static HeldDecisionAnswer Of(HeldStepsReport report) => new() { DecidedCount = report.Done, NotPermittedCount = report.NotPermitted, HasMore = !report.IsOver };
}
