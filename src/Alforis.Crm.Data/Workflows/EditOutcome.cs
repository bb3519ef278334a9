using System.Collections.Immutable;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Crm.Data.Workflows;

/// <summary>What became of the wish to write a workflow.</summary>
/// <param name="Result">What became of it.</param>
public sealed record EditOutcome(EditResult Result)
{
    /// <summary>The workflow; of <see cref="EditResult.NameTaken"/> the one that has the name.</summary>
    public long Id { get; init; }

    /// <summary>Its current version.</summary>
    public int Version { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>What stands against it, and what else was found.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>What it is now, when it was not what the change was made for.</summary>
    public WorkflowRevision? Revision { get; init; }

    /// <summary>Whether it is written.</summary>
    public bool Succeeded => Result is EditResult.Written or EditResult.Unchanged;
}

/// <summary>What became of the wish to write a workflow.</summary>
public enum EditResult
{
    /// <summary>It is written.</summary>
    Written,

    /// <summary>It is as it was already, to the letter.</summary>
    Unchanged,

    /// <summary>There is no workflow of this number, or it is deleted.</summary>
    UnknownWorkflow,

    /// <summary>It has no version of this number.</summary>
    UnknownVersion,

    /// <summary>It is no template.</summary>
    NoTemplate,

    /// <summary>Another workflow has the name.</summary>
    NameTaken,

    /// <summary>It is the subscription of a webhook target, and is changed with that alone.</summary>
    Subscription,

    /// <summary>Somebody else has changed it since it was read.</summary>
    ChangedMeanwhile,

    /// <summary>The definition has errors, or cannot be active.</summary>
    Refused,

    /// <summary>It would be active, and whoever wants it may not activate workflows.</summary>
    MayNotActivate,
}
