using System.Collections.Immutable;

namespace Alforis.Workflows.Engine.Definitions;

/// <summary>A workflow as written: its structure is sound, its names are not yet resolved. Immutable.</summary>
public sealed record WorkflowDefinition
{
    /// <summary>What people call it; 1 to 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>What it is filed under, up to 100 characters; <see langword="null"/> for nothing.</summary>
    public string? Category { get; init; }

    /// <summary>The wanted status; <see cref="WorkflowStatus.Draft"/> by default.</summary>
    public WorkflowStatus Status { get; init; }

    /// <summary>Whether it is a model that others are made from.</summary>
    public bool IsTemplate { get; init; }

    /// <summary>IANA name of the time zone in which dates are meant; <see langword="null"/> for the schema's default.</summary>
    public SourceNode? TimeZone { get; init; }

    /// <summary>
    /// Tag of the culture, such as <c>fr-FR</c>, by which templates format numbers and dates; <see langword="null"/> for the invariant one.
    /// </summary>
    public SourceNode? Locale { get; init; }

    /// <summary>What makes it fire.</summary>
    public required TriggerDefinition Trigger { get; init; }

    /// <summary>What must hold; <see langword="null"/> when nothing must.</summary>
    public ConditionDefinition? Conditions { get; init; }

    /// <summary>What it does, in order.</summary>
    public ImmutableArray<ActionDefinition> Actions { get; init; } = [];
}

/// <summary>The trigger as written.</summary>
/// <param name="Type">The trigger's name, a string node.</param>
/// <param name="Config">Its settings, or <see langword="null"/>; an object node once the definition is known to be sound.</param>
public sealed record TriggerDefinition(SourceNode Type, SourceNode? Config);

/// <summary>An action as written.</summary>
/// <param name="Type">The action's name, a string node.</param>
/// <param name="Id">A name for later reference: the one given, else <c>action_1</c>, <c>action_2</c>, ….</param>
/// <param name="OnError">What a failure means for the rest.</param>
/// <param name="When">What must hold for it to run, beside the workflow's conditions; <see langword="null"/> when nothing must.</param>
/// <param name="Config">Its settings, or <see langword="null"/>; an object node once the definition is known to be sound.</param>
/// <param name="Source">Its place in the text.</param>
public sealed record ActionDefinition(
    SourceNode Type, string Id, ErrorPolicy OnError, ConditionDefinition? When, SourceNode? Config, SourceNode Source);
