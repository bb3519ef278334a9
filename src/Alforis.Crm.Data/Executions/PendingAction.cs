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

    public JsonObject? Result { get; private set; }

    public void Fail(string error)
    {
        State = ActionState.Failed;
        Error = error;
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
        Result = null;
    }

    /// <summary>What could not even be rendered, or has nothing to act on, has failed before it is tried; what shall not run is not tried.</summary>
    private static ActionState Initial(PlannedAction planned, PendingExecution execution) =>
        planned.IsSkipped ? ActionState.Skipped : InitialError(planned, execution) is null ? ActionState.Ready : ActionState.Failed;

    /// <summary>An entity that the definition names and that the context lacks was deleted after the event: a deal's organisation, say.</summary>
    private static string? InitialError(PlannedAction planned, PendingExecution execution) =>
        planned is { Problem: null, IsSkipped: false, Target: { } target } && EntityReference.Of(target, execution.Context) is null
            ? $"The {target} no longer exists."
            : planned.Problem;
}
