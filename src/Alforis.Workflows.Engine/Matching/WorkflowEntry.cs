using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Workflows.Engine.Matching;

/// <summary>A workflow in a set, under the number and version that its owner knows it by.</summary>
/// <typeparam name="TContext">The type that conditions and templates are evaluated over.</typeparam>
/// <param name="Id">The owner's number; unique in a set.</param>
/// <param name="Version">The owner's version.</param>
/// <param name="Workflow">The workflow.</param>
public sealed record WorkflowEntry<TContext>(long Id, int Version, CompiledWorkflow<TContext> Workflow);
