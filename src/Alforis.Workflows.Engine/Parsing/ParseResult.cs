using System.Collections.Immutable;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Workflows.Engine.Parsing;

/// <summary>What came of reading a definition.</summary>
/// <param name="Definition">The definition, or <see langword="null"/> when its structure is not sound.</param>
/// <param name="Diagnostics">Everything found, in the order of the text.</param>
public sealed record ParseResult(WorkflowDefinition? Definition, ImmutableArray<Diagnostic> Diagnostics);
