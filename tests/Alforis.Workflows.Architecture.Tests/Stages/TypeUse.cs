namespace Alforis.Workflows.Architecture.Tests.Stages;

/// <summary>A type that names another one somewhere: in a signature, an attribute or the code of a method.</summary>
internal sealed record TypeUse(string UserNamespace, string User, string UsedNamespace, string Used);
