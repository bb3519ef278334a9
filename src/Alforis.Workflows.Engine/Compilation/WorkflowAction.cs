using Alforis.Workflows.Engine.Definitions;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>What is fixed about an action of a workflow, whatever the context. Immutable.</summary>
/// <param name="Id">Its name within the workflow.</param>
/// <param name="Type">The kind of action, as the schema writes it.</param>
/// <param name="OnError">What a failure means for the rest of the execution.</param>
/// <param name="Delay">How long is waited before it, once the action before is done; <see langword="null"/> for not at all.</param>
/// <param name="Retry">How often it is tried; <see langword="null"/> when the definition says nothing of it, see <see cref="RetryPolicy.Default"/>.</param>
public sealed record WorkflowAction(string Id, string Type, ErrorPolicy OnError, Delay? Delay, RetryPolicy? Retry)
{
    /// <summary>The root of the context that it acts on, for example <c>deal</c>; <see langword="null"/> for none.</summary>
    public string? Target { get; init; }
}
