using System.Net.Sockets;

namespace Alforis.Workflows.Host.Commands.Serve;

/// <summary>The service cannot listen where it should; the message is for the operator.</summary>
internal sealed class AddressException(string message, Exception innerException) : Exception(message, innerException)
{
    /// <summary>Says why, and what can be done about it.</summary>
    /// <param name="urls">Where it should listen.</param>
    /// <param name="e">What came of the attempt.</param>
    public static AddressException Of(string urls, Exception e) => new(Explain(urls, e), e);

    private static string Explain(string urls, Exception e) => (e.GetBaseException() as SocketException)?.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse =>
            $"Another program listens at {urls} already. Stop it, or choose another address with --urls http://127.0.0.1:PORT.",
        SocketError.AddressNotAvailable =>
            $"{urls} is no address of this machine. Choose one that it has with --urls: http://127.0.0.1:PORT for this machine alone, http://0.0.0.0:PORT for all networks that it is in.",
        SocketError.AccessDenied =>
            $"This account may not listen at {urls}; ports below 1024 need a privilege. Choose a higher port with --urls http://127.0.0.1:PORT.",
        _ => $"The service cannot listen at {urls}: {e.GetBaseException().Message.TrimEnd('.')}. Choose another address with --urls http://127.0.0.1:PORT.",
    };
}
