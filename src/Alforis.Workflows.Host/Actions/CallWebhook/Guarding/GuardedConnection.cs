using System.Net;
using System.Net.Sockets;

namespace Alforis.Workflows.Host.Actions.CallWebhook.Guarding;

/// <summary>
/// Connects to servers that may be called. A name is looked up once for each connection, every address that it has is checked, and one of
/// those is connected to: a name that leads elsewhere the next moment leads nowhere. Thread-safe.
/// </summary>
/// <param name="settings">What may be called.</param>
/// <param name="resolve">Looks a name up.</param>
internal sealed class GuardedConnection(CallSettings settings, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    private readonly AddressGuard guard = new(settings.AllowedRanges);

    /// <summary>Connects.</summary>
    /// <exception cref="CallRefusedException">The server may not be called.</exception>
    /// <exception cref="SocketException">It cannot be found or reached.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint server, CancellationToken ct)
    {
        if (settings.Hosts is { } hosts && !hosts.Contains(server.Host))
            throw new CallRefusedException($"{server.Host} is none of the hosts that may be called: those are set in {CallSettings.HostsVariable}.");
        var addresses = IPAddress.TryParse(server.Host, out var literal) ? [literal] : await resolve(server.Host, ct);
        foreach (var address in addresses) Check(server.Host, address);
        return await ConnectAsync(addresses, server.Port, ct);
    }

    private void Check(string host, IPAddress address)
    {
        if (guard.Problem(address) is not { } problem) return;
        var range = Direct(address);
        var name = IPAddress.TryParse(host, out _) ? range.ToString() : $"{host} leads to {range}, which";
        throw new CallRefusedException(
            $"{name} is {problem}, and not called. If it is meant, the operator allows it with {CallSettings.RangesVariable} or {CallSettings.RangesOption}, such as {range}/{(range.AddressFamily == AddressFamily.InterNetwork ? 32 : 128)}.");
    }

    /// <summary>An IPv4 address in the clothes of IPv6 is reached as what it is.</summary>
    private static IPAddress Direct(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static async Task<Stream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken ct)
    {
        SocketException? last = null;
        foreach (var address in addresses.Select(Direct))
        {
            // A socket whose connection failed is of no use for another.
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), ct);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException e)
            {
                socket.Dispose();
                last = e;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }
}
