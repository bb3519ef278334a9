namespace Alforis.Crm.Data.Executions;

/// <summary>How far an action of an execution has come.</summary>
internal enum ActionState
{
    /// <summary>To be performed.</summary>
    Ready,

    /// <summary>Performed.</summary>
    Done,

    /// <summary>Cannot be performed.</summary>
    Failed,

    /// <summary>Not to be performed: its <c>when</c> does not hold.</summary>
    Skipped,

    /// <summary>Not performed because another action of its execution failed.</summary>
    NotRun,
}
