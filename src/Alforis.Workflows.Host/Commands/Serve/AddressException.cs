namespace Alforis.Workflows.Host.Commands.Serve;

/// <summary>The service cannot listen where it should; the message is for the operator.</summary>
internal sealed class AddressException(string message, Exception innerException) : Exception(message, innerException);
