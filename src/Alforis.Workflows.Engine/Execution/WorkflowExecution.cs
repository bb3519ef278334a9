using System.Collections.Immutable;
using Alforis.Workflows.Engine.Explaining;
using Alforis.Workflows.Engine.Matching;

namespace Alforis.Workflows.Engine.Execution;

/// <summary>How an execution ended.</summary>
public enum ExecutionStatus
{
    /// <summary>Every action was done, skipped by its <c>when</c>, or failed where it may.</summary>
    Succeeded,

    /// <summary>An action failed that does not say <c>continue</c>, or the context could not be read.</summary>
    Failed,
}

/// <summary>One workflow that ran for one event. Immutable.</summary>
/// <typeparam name="TContext">The type that conditions and templates are evaluated over.</typeparam>
public sealed record WorkflowExecution<TContext>
{
    /// <summary>The event's id and the workflow's number; unique as long as the event's id is.</summary>
    public required string Id { get; init; }

    /// <summary>The workflow.</summary>
    public required WorkflowEntry<TContext> Entry { get; init; }

    /// <summary>What it was evaluated over.</summary>
    public required TContext Context { get; init; }

    /// <summary>The moment that it was evaluated at.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>What became of its actions, in order; empty when the context could not be read.</summary>
    public required ImmutableArray<ActionOutcome> Actions { get; init; }

    /// <summary>
    /// What a property of the context threw, so that the conditions could not be asked or the actions not planned; <see langword="null"/> when
    /// none did.
    /// </summary>
    public Exception? ContextException { get; init; }

    /// <summary>How it ended.</summary>
    public ExecutionStatus Status => Error is null ? ExecutionStatus.Succeeded : ExecutionStatus.Failed;

    /// <summary>Why it failed, as a sentence; <see langword="null"/> when it did not.</summary>
    public string? Error => ContextException is { } exception
        ? $"The context could not be read: {exception.Message}"
        : Actions.FirstOrDefault(a => a.Stops) is { } failed ? $"{failed.Id} ({failed.Type}): {failed.Error}" : null;

    /// <summary>Why it fired. Computed on each call, from the context as it is then.</summary>
    public Explanation Explain() => WorkflowExplainer.Explain(Entry.Workflow, Context, Now);

    /// <summary>Why an action ran or was skipped. Computed on each call, from the context as it is then.</summary>
    /// <param name="actionId">The action's id in the definition.</param>
    /// <exception cref="ArgumentException">There is no such action.</exception>
    public ActionExplanation ExplainWhen(string actionId) => WorkflowExplainer.ExplainWhen(Entry.Workflow, actionId, Context, Now);

    /// <summary>The workflow's name, the id and the status; nothing of the context.</summary>
    public override string ToString() => $"{Entry.Workflow.Definition.Name} {Id}: {Status}";
}
