namespace Alforis.Workflows.Host.Commands;

/// <summary>An environment variable has a value that cannot be used; the message names it and says what it must be.</summary>
internal sealed class VariableException(string message) : Exception(message);
