using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Workflows.Engine.Execution;

/// <summary>What came of loading a definition. Immutable.</summary>
/// <typeparam name="TContext">The type that conditions and templates are evaluated over.</typeparam>
/// <param name="Id">The number that its owner knows it by.</param>
/// <param name="Version">The owner's version.</param>
/// <param name="Workflow">The workflow, or <see langword="null"/> when there are errors.</param>
/// <param name="Diagnostics">Everything found, in the order of the text.</param>
public sealed record LoadedWorkflow<TContext>(
    long Id, int Version, CompiledWorkflow<TContext>? Workflow, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Whether the definition has no errors.</summary>
    [MemberNotNullWhen(true, nameof(Workflow))]
    public bool Succeeded => Workflow is not null;

    /// <summary>Whether its author wants it to fire: its <c>status</c> is <c>active</c>, and it is no template.</summary>
    public bool IsActive => Workflow is { Definition: { Status: WorkflowStatus.Active, IsTemplate: false } };
}

/// <summary>What came of loading definitions together. Immutable.</summary>
/// <typeparam name="TContext">The type that conditions and templates are evaluated over.</typeparam>
/// <param name="Workflows">One for each definition, in their order.</param>
public sealed record WorkflowLoad<TContext>(ImmutableArray<LoadedWorkflow<TContext>> Workflows)
{
    /// <summary>Whether no definition has errors, so that the active ones are in force.</summary>
    public bool Succeeded => Workflows.All(w => w.Succeeded);

    /// <summary>Everything that is wrong or worth knowing, a line each; empty when there is nothing.</summary>
    public override string ToString() =>
        string.Join('\n', Workflows.SelectMany(w => w.Diagnostics.Select(d => string.Create(null, $"workflow {w.Id}: {d}"))));
}
