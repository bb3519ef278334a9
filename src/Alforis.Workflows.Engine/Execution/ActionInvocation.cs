using System.Globalization;

namespace Alforis.Workflows.Engine.Execution;

/// <summary>One action to be done: its settings, and what it belongs to. Immutable.</summary>
/// <typeparam name="TSettings">The action's settings record.</typeparam>
public record ActionInvocation<TSettings>
{
    /// <summary>The settings with every placeholder filled in, checked as fixed settings are: required, ranges, lengths, formats.</summary>
    public required TSettings Settings { get; init; }

    /// <summary>The kind of action, as the schema writes it.</summary>
    public required string ActionType { get; init; }

    /// <summary>Its name within the workflow.</summary>
    public required string ActionId { get; init; }

    /// <summary>The execution that it belongs to.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>
    /// The same for the same action of the same workflow on the same event, however often that event is processed: hand it to a receiver
    /// that should act once. An id that the definition gives says in all versions of a workflow which action is meant. One of the form
    /// <c>action_1</c> only says which place, where another version may have another action: its key has the version as well.
    /// </summary>
    public string IdempotencyKey => IsPlace(ActionId) ? $"{ExecutionId}/v{WorkflowVersion}/{ActionId}" : ExecutionId + "/" + ActionId;

    /// <summary>The root of the context that it acts on, for example <c>order</c>; <see langword="null"/> for none.</summary>
    public string? Target { get; init; }

    /// <summary>The workflow's number.</summary>
    public required long WorkflowId { get; init; }

    /// <summary>The workflow's version.</summary>
    public required int WorkflowVersion { get; init; }

    /// <summary>The workflow's name.</summary>
    public required string WorkflowName { get; init; }

    /// <summary>The moment that the workflow was evaluated at.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Type and names; nothing of the settings, which are the business of the handler alone.</summary>
    public sealed override string ToString() => $"{ActionType} '{ActionId}' of execution {ExecutionId}";

    private static bool IsPlace(string id) =>
        id.StartsWith("action_", StringComparison.Ordinal) && int.TryParse(id.AsSpan(7), NumberStyles.None, CultureInfo.InvariantCulture, out _);
}

/// <summary>One action to be done, with the event's context. Immutable.</summary>
/// <typeparam name="TContext">The type that conditions and templates are evaluated over.</typeparam>
/// <typeparam name="TSettings">The action's settings record.</typeparam>
public sealed record ActionInvocation<TContext, TSettings> : ActionInvocation<TSettings>
{
    /// <summary>What the workflow was evaluated over.</summary>
    public required TContext Context { get; init; }
}
