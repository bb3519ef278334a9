using System.Net.NetworkInformation;

namespace Alforis.Workflows.EndToEnd;

/// <summary>Ports of 127.0.0.1 for servers that are to be found there again.</summary>
internal static class LoopbackPorts
{
    // Below those that the system gives to outgoing connections: while a server is down, nobody else gets its port.
    private const int First = 20_000;
    private const int Last = 30_000;

    private static readonly Random Random = new(Environment.ProcessId);
    private static readonly HashSet<int> Given = [];

    /// <summary>One that nobody listens at, and that was not given to another test.</summary>
    public static int Free()
    {
        var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(e => e.Port).ToHashSet();
        lock (Random)
        {
            while (true)
            {
                var port = Random.Next(First, Last);
                if (!taken.Contains(port) && Given.Add(port)) return port;
            }
        }
    }
}
