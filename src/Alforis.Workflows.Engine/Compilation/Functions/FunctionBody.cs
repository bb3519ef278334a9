namespace Alforis.Workflows.Engine.Compilation.Functions;

/// <summary>What a function does.</summary>
/// <param name="arguments">The arguments, in the types that its parameters accept, or null; those left out are missing.</param>
/// <param name="rendering">What is made and computed counts there, and problems go there.</param>
internal delegate TemplateValue FunctionBody(ReadOnlySpan<TemplateValue> arguments, Rendering rendering);
