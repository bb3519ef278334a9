using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Alforis.Workflows.Host.Actions.SendEmail;

/// <summary>
/// Leads one conversation of the mail client, which can begin TLS only by STARTTLS, to a server that wants TLS from the first byte on: the client
/// talks to a port of this machine, and what it says goes through a connection that is secure already.
/// </summary>
internal sealed class TlsTunnel : IAsyncDisposable
{
    /// <summary>How long the client's farewell may take on its way; the message has been taken by then.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly TcpClient connection;
    private readonly SslStream secured;
    private readonly Task conversation;

    private TlsTunnel(TcpClient connection, SslStream server)
    {
        this.connection = connection;
        secured = server;
        // Nobody else can follow the first one who connects.
        listener.Start(1);
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        conversation = LeadAsync();
    }

    /// <summary>Where the client connects, once, on the IPv4 loopback address.</summary>
    public int Port { get; }

    /// <summary>Connects, and makes sure of the server's certificate and name.</summary>
    /// <param name="server">The server.</param>
    /// <param name="trust">Whom its certificate must come from; <see langword="null"/> for those whom this machine trusts.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SocketException">It cannot be reached.</exception>
    /// <exception cref="System.Security.Authentication.AuthenticationException">It speaks no TLS, or is not trusted.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public static async Task<TlsTunnel> OpenAsync(SmtpServer server, X509ChainPolicy? trust, CancellationToken cancellationToken)
    {
        var reached = new TcpClient();
        SslStream? secure = null;
        try
        {
            await reached.ConnectAsync(server.Host, server.Port, cancellationToken);
            secure = new SslStream(reached.GetStream());
            await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = server.Host, CertificateChainPolicy = trust }, cancellationToken);
            return new TlsTunnel(reached, secure);
        }
        catch
        {
            if (secure is not null) await secure.DisposeAsync();
            reached.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        end.CancelAfter(Farewell);
        await conversation.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        listener.Dispose();
        await secured.DisposeAsync();
        connection.Dispose();
        end.Dispose();
    }

    private async Task LeadAsync()
    {
        using var client = await listener.AcceptTcpClientAsync(end.Token);
        listener.Stop();
        await using var local = client.GetStream();
        // When one side ends, the conversation is over: the other must notice.
        await await Task.WhenAny(CopyAsync(local, secured), CopyAsync(secured, local));
    }

    private async Task CopyAsync(Stream from, Stream to)
    {
        var buffer = new byte[16_384];
        while (await from.ReadAsync(buffer, end.Token) is > 0 and var read)
        {
            await to.WriteAsync(buffer.AsMemory(0, read), end.Token);
            await to.FlushAsync(end.Token);
        }
    }
}
