namespace Alforis.Workflows.Engine.Matching;

/// <summary>What a workflow makes of an event that passed its trigger's filter.</summary>
/// <typeparam name="TContext">The type that conditions and templates are evaluated over.</typeparam>
/// <param name="Entry">The workflow.</param>
/// <param name="Fires">Whether its conditions hold.</param>
public readonly record struct WorkflowMatch<TContext>(WorkflowEntry<TContext> Entry, bool Fires);
