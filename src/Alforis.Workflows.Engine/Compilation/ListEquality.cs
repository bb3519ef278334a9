namespace Alforis.Workflows.Engine.Compilation;

/// <summary>By which rules a list has a value.</summary>
/// <param name="IsFree">Whether the list is free JSON, or what dictionaries hold without a declared type; else it is a list with a type.</param>
/// <param name="Comparison">How texts compare.</param>
internal sealed record ListEquality(bool IsFree, StringComparison Comparison);
