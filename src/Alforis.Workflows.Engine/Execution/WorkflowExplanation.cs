using Alforis.Workflows.Engine.Explaining;
using Alforis.Workflows.Engine.Matching;

namespace Alforis.Workflows.Engine.Execution;

/// <summary>Why a workflow fires on an event, or does not. Immutable.</summary>
/// <typeparam name="TContext">The type that conditions and templates are evaluated over.</typeparam>
/// <param name="Entry">The workflow.</param>
/// <param name="Explanation">The answer of its filter and conditions.</param>
public sealed record WorkflowExplanation<TContext>(WorkflowEntry<TContext> Entry, Explanation Explanation);
