using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Alforis.Workflows.Host.Tests.Actions.CallWebhook;

/// <summary>Takes one request, says what a test says, HTTP or not, and closes the connection.</summary>
internal sealed class OneAnswer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Task serving;

    public OneAnswer(string answer)
    {
        listener.Start();
        Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        serving = AnswerAsync(Encoding.ASCII.GetBytes(answer));
    }

    public string Address { get; }

    public async ValueTask DisposeAsync()
    {
        await serving;
        listener.Dispose();
    }

    private async Task AnswerAsync(byte[] answer)
    {
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        var length = 0;
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { Length: > 0 } line)
        {
            if (line.StartsWith("Content-Length: ", StringComparison.Ordinal)) length = int.Parse(line["Content-Length: ".Length..], CultureInfo.InvariantCulture);
        }

        // What is closed with something unread is reset, and takes the answer with it.
        await reader.ReadBlockAsync(new char[length], TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(answer, TestContext.Current.CancellationToken);
        client.Client.Shutdown(SocketShutdown.Send);
    }
}
