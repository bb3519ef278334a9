using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Alforis.Workflows.Benchmarks.Pipeline;

/// <summary>Takes e-mails, and says only half a minute after each that it has it. They go nowhere.</summary>
internal sealed class SlowMailServer : IAsyncDisposable
{
    private static readonly TimeSpan PerMessage = TimeSpan.FromSeconds(30);

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Task accepting;
    private int messages;

    public SlowMailServer()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>How many e-mails it has been given so far, answered or not.</summary>
    public int Messages => Volatile.Read(ref messages);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        await accepting;
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var conversations = new List<Task>();
        try
        {
            while (true) conversations.Add(TalkAsync(await listener.AcceptTcpClientAsync(stopping.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(conversations);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var clientDisposal = client;
        try
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
            await using var writer = new StreamWriter(client.GetStream(), Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 bench");
            while (await reader.ReadLineAsync(stopping.Token) is { } line)
            {
                if (line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase))
                {
                    await writer.WriteLineAsync("354 go on");
                    while (await reader.ReadLineAsync(stopping.Token) is { } text && text != ".")
                    {
                        // The message itself.
                    }

                    Interlocked.Increment(ref messages);
                    await Task.Delay(PerMessage, stopping.Token);
                }

                await writer.WriteLineAsync(line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase) ? "221 bye" : "250 ok");
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The benchmark is over, or the service went away.
        }
    }
}
