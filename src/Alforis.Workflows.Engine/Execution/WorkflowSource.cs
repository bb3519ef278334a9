namespace Alforis.Workflows.Engine.Execution;

/// <summary>A definition to be loaded. Immutable.</summary>
/// <param name="Id">The number that its owner knows it by; unique among those that are loaded together.</param>
/// <param name="Version">The owner's version.</param>
/// <param name="Json">The definition.</param>
public sealed record WorkflowSource(long Id, int Version, string Json);
