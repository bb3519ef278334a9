using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>What came of compiling a definition.</summary>
/// <typeparam name="TContext">The type that conditions and templates are evaluated over.</typeparam>
/// <param name="Workflow">The workflow, or <see langword="null"/> when there are errors.</param>
/// <param name="Diagnostics">Everything found by all stages, in the order of the text.</param>
public sealed record CompilationResult<TContext>(CompiledWorkflow<TContext>? Workflow, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Whether there is a workflow.</summary>
    [MemberNotNullWhen(true, nameof(Workflow))]
    public bool Succeeded => Workflow is not null;
}
