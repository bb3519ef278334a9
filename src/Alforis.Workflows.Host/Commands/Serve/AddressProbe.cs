using System.Net;
using System.Net.Sockets;

namespace Alforis.Workflows.Host.Commands.Serve;

/// <summary>
/// Listens for a moment where the service shall listen, so that a busy port is found before a database is made and migrated.
/// Somebody may still take the port afterwards; the web server's own failure is explained the same way.
/// </summary>
internal static class AddressProbe
{
    /// <exception cref="AddressException">One of the addresses cannot be listened at.</exception>
    public static void Check(string urls)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var address = BindingAddress.Parse(url);
            if (address.IsUnixPipe || address.IsNamedPipe || address.Port == 0) continue;
            try
            {
                using var socket = Listen(address);
            }
            catch (SocketException e)
            {
                throw AddressException.Of(url, e);
            }
        }
    }

    /// <summary>Names that are no IP address mean every network, as the web server has it.</summary>
    private static Socket Listen(BindingAddress address)
    {
        if (address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)) return Listen(IPAddress.Loopback, address.Port);
        if (IPAddress.TryParse(address.Host, out var ip)) return Listen(ip, address.Port);
        return Listen(Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any, address.Port);
    }

    private static Socket Listen(IPAddress ip, int port)
    {
        var socket = new Socket(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (ip.Equals(IPAddress.IPv6Any)) socket.DualMode = true;
            socket.Bind(new IPEndPoint(ip, port));
            socket.Listen(1);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
