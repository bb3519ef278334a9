namespace Alforis.Workflows.Engine.Matching;

/// <summary>What a workflow makes of an event that passed its trigger's filter.</summary>
/// <typeparam name="TContext">The type that conditions and templates are evaluated over.</typeparam>
/// <param name="Entry">The workflow.</param>
/// <param name="Fires">Whether its conditions hold.</param>
/// <param name="Fault">
/// What a property of the context threw when filter and conditions were asked, so that there is no answer; <see langword="null"/> when there is one.
/// </param>
public readonly record struct WorkflowMatch<TContext>(WorkflowEntry<TContext> Entry, bool Fires, Exception? Fault = null);
