using System.Collections.Frozen;

namespace Alforis.Workflows.Engine.Execution;

/// <summary>The handlers by kind of action. Immutable, thread-safe.</summary>
/// <param name="Executors">By the action's name, as the schema writes it.</param>
/// <param name="Timeout">How long an action may take that says nothing else; <see langword="null"/> for no limit.</param>
internal sealed record ActionSet<TContext>(FrozenDictionary<string, ActionExecutor<TContext>> Executors, TimeSpan? Timeout)
{
    public ActionExecutor<TContext> Find(string type) => Executors[type];

    /// <summary>Refuses a workflow before any of its actions is done.</summary>
    public void Require(IEnumerable<string> types)
    {
        foreach (var type in types)
        {
            if (!Executors.ContainsKey(type)) throw new InvalidOperationException($"No handler does the action '{type}': the workflow was compiled for another schema.");
        }
    }
}
