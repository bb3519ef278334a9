using Alforis.Crm.Data.Steps;

namespace Alforis.Workflows.Host.Commands.Steps;

/// <summary>A step as JSON says it.</summary>
internal sealed record StepReport(
    long Id,
    long ExecutionId,
    long WorkflowId,
    string? WorkflowName,
    string? EntityType,
    long? EntityId,
    string ActionId,
    string ActionType,
    int Attempts,
    int MostAttempts,
    DateTimeOffset CreatedAt,
    DateTimeOffset RunAfter,
    string WaitsFor,
    string? Error,
    string? Worker,
    DateTimeOffset? LeasedUntil)
{
    public static StepReport Of(StepSummary s) => new(
        s.Id, s.ExecutionId, s.WorkflowId, s.WorkflowName, s.EntityType, s.EntityId, s.ActionId, s.ActionType, s.Attempts, s.MostAttempts,
        s.CreatedAt, s.RunAfter, Word(s.WaitsFor), s.Error, s.Worker, s.LeasedUntil);

    private static string Word(StepWait wait) => wait switch
    {
        StepWait.Worker => "worker",
        StepWait.Retry => "retry",
        StepWait.Line => "line",
        StepWait.HourlyLimit => "hourly_limit",
        StepWait.Itself => "itself",
        StepWait.LeaseExpired => "lease_expired",
        _ => "continuation",
    };
}
