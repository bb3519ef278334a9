namespace Alforis.Workflows.Engine.Definitions;

/// <summary>What a workflow's author wants of it.</summary>
public enum WorkflowStatus
{
    /// <summary>Being written; never fires by itself.</summary>
    Draft,

    /// <summary>Fires.</summary>
    Active,

    /// <summary>Switched off.</summary>
    Inactive,
}
