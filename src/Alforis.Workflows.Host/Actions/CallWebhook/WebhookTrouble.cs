using System.Net.Sockets;
using System.Security.Authentication;
using Alforis.Crm.Data.Executions;

namespace Alforis.Workflows.Host.Actions.CallWebhook;

/// <summary>Says what stood in the way of an exchange. The exceptions' own words may hold parts of the answer, and are not repeated.</summary>
internal static class WebhookTrouble
{
    /// <summary>A sentence about the exception.</summary>
    /// <param name="trouble">What came instead of an answer, or of the rest of it.</param>
    /// <param name="place">Who was called.</param>
    public static string Explain(Exception trouble, string place) => Kind(trouble) switch
    {
        HttpRequestError.NameResolutionError => $"There is no server of the name in {place}, or it cannot be looked up now.",
        HttpRequestError.ConnectionError => $"{place} cannot be reached: {Reason(trouble)}.",
        HttpRequestError.SecureConnectionError => $"No secure connection with {place}: {Reason(trouble)}.",
        HttpRequestError.ResponseEnded => $"{place} broke the connection before its answer was complete.",
        HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.HttpProtocolError =>
            $"{place} answered something that is not HTTP, or too long a head.",
        _ => $"The exchange with {place} broke off: {Reason(trouble)}.",
    };

    /// <summary>The same as a <see cref="FailureCode"/>.</summary>
    /// <param name="trouble">What came instead of an answer, or of the rest of it.</param>
    public static string CodeOf(Exception trouble) => Kind(trouble) switch
    {
        HttpRequestError.NameResolutionError => FailureCode.WebhookNameUnknown,
        HttpRequestError.SecureConnectionError => FailureCode.WebhookInsecure,
        _ => FailureCode.WebhookUnreachable,
    };

    private static HttpRequestError? Kind(Exception trouble) => trouble switch
    {
        HttpIOException e => e.HttpRequestError,
        HttpRequestException e => e.HttpRequestError,
        _ => null,
    };

    private static string Reason(Exception trouble) => trouble.GetBaseException() switch
    {
        SocketException e => e.Message.TrimEnd('.'),
        AuthenticationException e => e.Message.TrimEnd('.'),
        _ => "the connection was lost",
    };
}
