using System.Collections.Immutable;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>A definition whose every name is resolved. Immutable.</summary>
/// <param name="Definition">The definition.</param>
/// <param name="Trigger">The trigger.</param>
/// <param name="View">What the workflow sees.</param>
/// <param name="TimeZone">The time zone in which its dates are meant.</param>
/// <param name="Filter">What the trigger's settings ask of an event.</param>
/// <param name="Condition">What the conditions ask.</param>
/// <param name="Actions">What it does.</param>
/// <param name="TriggerSettings">The trigger's settings with their canonical names, filters left out.</param>
/// <param name="Paths">The canonical paths of the context that it reads, sorted ordinally.</param>
internal sealed record BoundWorkflow(
    WorkflowDefinition Definition,
    TriggerSchema Trigger,
    TriggerView View,
    TimeZoneInfo TimeZone,
    BoundCondition Filter,
    BoundCondition Condition,
    ImmutableArray<BoundAction> Actions,
    BoundObject TriggerSettings,
    ImmutableArray<string> Paths)
{
    /// <summary>How long it waits before it acts; <see langword="null"/> for not at all.</summary>
    public TimeAmount? Delay { get; init; }

    /// <summary>Whether it asks its conditions again after that.</summary>
    public bool Rechecks { get; init; }
}

/// <summary>An action whose settings are resolved.</summary>
/// <param name="Schema">The kind of action.</param>
/// <param name="Id">Its name within the workflow.</param>
/// <param name="OnError">What a failure means for the rest.</param>
/// <param name="When">What must hold for it to run; <see langword="null"/> when nothing must.</param>
/// <param name="Target">The root of the context that it acts on; <see langword="null"/> when there is none.</param>
/// <param name="Settings">Its settings under their canonical names.</param>
internal sealed record BoundAction(
    ActionSchema Schema, string Id, ErrorPolicy OnError, BoundCondition? When, FieldSchema? Target, BoundObject Settings)
{
    /// <summary>How long is waited before it; <see langword="null"/> for not at all.</summary>
    public TimeAmount? Delay { get; init; }

    /// <summary>How often it is tried; <see langword="null"/> when nothing is said.</summary>
    public RetryPolicy? Retry { get; init; }
}
