namespace Alforis.Workflows.Engine.Definitions;

/// <summary>What an action's failure means for the rest of its execution.</summary>
public enum ErrorPolicy
{
    /// <summary>The execution stops and has failed (the default).</summary>
    Stop,

    /// <summary>The failure is recorded and the next action runs.</summary>
    Continue,
}
