using System.Collections.Immutable;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Execution;

/// <summary>A configuration that is complete. Immutable, thread-safe.</summary>
/// <param name="Schema">What definitions may refer to.</param>
/// <param name="Actions">The handlers.</param>
/// <param name="HandlerTypes">The types of handlers that the container makes.</param>
/// <param name="CompilerOptions">How conditions are compiled.</param>
/// <param name="NewEventId">Makes ids of events that have none.</param>
internal sealed record WorkflowEngineParts<TContext>(
    WorkflowSchema Schema, ActionSet<TContext> Actions, ImmutableArray<Type> HandlerTypes,
    WorkflowCompilerOptions CompilerOptions, Func<string> NewEventId);
