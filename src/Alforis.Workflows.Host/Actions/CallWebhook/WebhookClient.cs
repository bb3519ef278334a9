using System.Text;

namespace Alforis.Workflows.Host.Actions.CallWebhook;

/// <summary>Makes the client through which webhooks are called: one request is one request, to the address that the workflow names.</summary>
internal static class WebhookClient
{
    /// <summary>How long a connection is used again: a name that leads elsewhere by now is noticed after that.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>A client without a limit of time of its own.</summary>
    public static HttpClient Create() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        PooledConnectionLifetime = ConnectionLifetime,
        // Without it a header of the workflow that is not ASCII could not be sent.
        RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
