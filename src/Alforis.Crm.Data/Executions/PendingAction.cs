using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Crm.Data.Executions;

/// <summary>An action of an execution on its way through a batch. Not thread-safe.</summary>
internal sealed class PendingAction(PendingExecution execution, PlannedAction planned)
{
    public PendingExecution Execution => execution;

    public PlannedAction Planned => planned;

    /// <summary>What it acts on; <see langword="null"/> when there is no such entity.</summary>
    public EntityReference? Target { get; } = EntityReference.Of(planned.Target, execution.Context);

    public ActionState State { get; private set; } = Initial(planned, execution);

    public string? Error { get; private set; } = InitialError(planned, execution);

    /// <summary>What went wrong, as programs tell it: a <see cref="FailureCode"/>.</summary>
    public string? ErrorCode { get; private set; } = InitialCode(planned, execution);

    public JsonObject? Result { get; private set; }

    /// <summary>It cannot be done.</summary>
    /// <param name="error">Why, as a sentence.</param>
    /// <param name="code">Why, as a <see cref="FailureCode"/>; a value of its settings unless said otherwise.</param>
    public void Fail(string error, string code = FailureCode.ValueRefused)
    {
        State = ActionState.Failed;
        Error = error;
        ErrorCode = code;
        Result = null;
    }

    public void Succeed(JsonObject result)
    {
        State = ActionState.Done;
        Result = result;
    }

    public void Skip()
    {
        State = ActionState.NotRun;
        Result = null;
    }

    /// <summary>Forgets an attempt that was rolled back.</summary>
    public void Reset()
    {
        State = Initial(planned, execution);
        Error = InitialError(planned, execution);
        ErrorCode = InitialCode(planned, execution);
        Result = null;
    }

    /// <summary>What could not even be rendered, or has nothing to act on, has failed before it is tried; what shall not run is not tried.</summary>
    private static ActionState Initial(PlannedAction planned, PendingExecution execution) =>
        planned.IsSkipped ? ActionState.Skipped : InitialError(planned, execution) is null ? ActionState.Ready : ActionState.Failed;

    /// <summary>An entity that the definition names and that the context lacks was deleted after the event: a deal's organisation, say.</summary>
    private static string? InitialError(PlannedAction planned, PendingExecution execution) =>
        LacksTarget(planned, execution) ? $"The {planned.Target} no longer exists." : planned.Problem;

    private static string? InitialCode(PlannedAction planned, PendingExecution execution) =>
        LacksTarget(planned, execution) ? FailureCode.EntityGone : planned.Problem is null ? null : FailureCode.ValueRefused;

    private static bool LacksTarget(PlannedAction planned, PendingExecution execution) =>
        planned is { Problem: null, IsSkipped: false, Target: { } target } && EntityReference.Of(target, execution.Context) is null;
}
