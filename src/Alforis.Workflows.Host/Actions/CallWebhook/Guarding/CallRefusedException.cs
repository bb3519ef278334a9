namespace Alforis.Workflows.Host.Actions.CallWebhook.Guarding;

/// <summary>A server is not called, because the operator has not allowed it; the message says which, why, and what to set.</summary>
internal sealed class CallRefusedException(string message) : Exception(message);
