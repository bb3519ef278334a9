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

    public ActionState State { get; private set; } = Initial(planned);

    public string? Error { get; private set; } = planned.Problem;

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
        State = Initial(planned);
        Error = planned.Problem;
        Result = null;
    }

    /// <summary>What could not even be rendered has failed before it is tried; what shall not run is not tried.</summary>
    private static ActionState Initial(PlannedAction planned) => planned switch
    {
        { IsSkipped: true } => ActionState.Skipped,
        { Problem: not null } => ActionState.Failed,
        _ => ActionState.Ready,
    };
}
