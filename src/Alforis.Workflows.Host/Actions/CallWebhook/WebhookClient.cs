using System.Net;
using System.Text;
using Alforis.Workflows.Host.Actions.CallWebhook.Guarding;

namespace Alforis.Workflows.Host.Actions.CallWebhook;

/// <summary>Makes the client through which webhooks are called: one request is one request, to the address that the workflow names.</summary>
internal static class WebhookClient
{
    /// <summary>How long a connection is used again: a name that leads elsewhere by now is noticed after that.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>A client without a limit of time of its own.</summary>
    /// <param name="settings">Which servers may be called.</param>
    /// <param name="connectTimeout">The longest that a connection may take to be made; nobody may be waiting for it any more.</param>
    /// <param name="resolve">Looks a name up.</param>
    public static HttpClient Create(CallSettings settings, TimeSpan connectTimeout, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        var connection = new GuardedConnection(settings, resolve);
        return new HttpClient(Handler(connection, connectTimeout)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    private static SocketsHttpHandler Handler(GuardedConnection connection, TimeSpan connectTimeout) => new()
    {
        ConnectCallback = (context, ct) => connection.ConnectAsync(context.DnsEndPoint, ct),
        ConnectTimeout = connectTimeout,
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        PooledConnectionLifetime = ConnectionLifetime,
        // Without it a header of the workflow that is not ASCII could not be sent.
        RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
    };
}
