namespace Alforis.Crm.Data.Workflows;

/// <summary>The current definition of an active workflow.</summary>
/// <param name="Id">The workflow's number.</param>
/// <param name="Version">The definition's version.</param>
/// <param name="Text">The definition as written.</param>
public sealed record ActiveDefinition(long Id, int Version, string Text);
