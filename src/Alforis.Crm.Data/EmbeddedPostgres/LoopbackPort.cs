using System.Net;
using System.Net.Sockets;

namespace Alforis.Crm.Data.EmbeddedPostgres;

/// <summary>Finds TCP ports on 127.0.0.1.</summary>
internal static class LoopbackPort
{
    internal static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    internal static int AnyFree()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
