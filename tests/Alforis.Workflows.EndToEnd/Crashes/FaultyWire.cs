using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Alforis.Workflows.EndToEnd.Crashes;

/// <summary>
/// A TCP proxy before PostgreSQL that breaks connections: at any time, or just when a commit was done and its acknowledgement is on its way;
/// or falls silent, as a network does that is cut without a word.
/// </summary>
internal sealed class FaultyWire : IAsyncDisposable
{
    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource ending = new();
    private readonly ConcurrentDictionary<Task, bool> lines = new();
    private readonly int target;
    private readonly Random random;
    private readonly Task accepting;
    private int commitsLost;
    private int answersLost;
    private Hold? next;
    private Hold? held;
    private volatile bool isSilent;

    /// <summary>Opens it.</summary>
    /// <param name="target">The port of PostgreSQL.</param>
    /// <param name="random">Its faults.</param>
    public FaultyWire(int target, Random random)
    {
        this.target = target;
        this.random = random;
        listener.Bind(new IPEndPoint(IPAddress.Loopback, LoopbackPorts.Free()));
        listener.Listen();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndPoint!).Port;

    /// <summary>How many of a thousand messages break their connection, half of them before they arrive, half before their answer does.</summary>
    public int ResetsInThousand { get; set; }

    /// <summary>How many of a hundred commits lose their acknowledgement.</summary>
    public int LostCommitsInHundred { get; set; }

    /// <summary>Commits that were done and not acknowledged.</summary>
    public int CommitsLost => commitsLost;

    /// <summary>Other answers that were lost with their connection.</summary>
    public int AnswersLost => answersLost;

    /// <summary>Holds the next commit back, and nothing else.</summary>
    /// <returns>Completes when there is one; then it is to be let go, or the wire to fall silent.</returns>
    public Task HoldNextCommitAsync()
    {
        var hold = new Hold();
        Volatile.Write(ref next, hold);
        return hold.Caught.Task;
    }

    /// <summary>Lets the commit go that is held.</summary>
    public void LetGo() => held!.Goes.TrySetResult();

    /// <summary>Nothing goes through any more, in any direction, and nobody is told.</summary>
    public void FallSilent() => isSilent = true;

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Dispose();
        await accepting;
        await Task.WhenAll(lines.Keys);
        ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!ending.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptAsync(ending.Token);
                var line = CarryAsync(client);
                lines[line] = true;
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task CarryAsync(Socket client)
    {
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (client)
        {
            client.NoDelay = true;
            using var end = CancellationTokenSource.CreateLinkedTokenSource(ending.Token);
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, target, end.Token);
                var line = new Line(client, server);
                await await Task.WhenAny(RequestsAsync(line, end.Token), AnswersAsync(line, end.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // Broken, by us or by one of the ends.
            }

            await end.CancelAsync();
            Reset(client);
            Reset(server);
        }
    }

    private async Task RequestsAsync(Line line, CancellationToken ct)
    {
        var buffer = new byte[65_536];
        for (int length; (length = await line.Client.ReceiveAsync(buffer, ct)) > 0;)
        {
            var isCommit = buffer.AsSpan(0, length).IndexOf("COMMIT\0"u8) >= 0;
            if (isCommit && Interlocked.Exchange(ref next, null) is { } hold) await HoldAsync(hold, ct);
            if (isSilent) await Task.Delay(Timeout.Infinite, ct);
            var isBroken = Chance(ResetsInThousand, 1000);
            if (isCommit && Chance(LostCommitsInHundred, 100)) line.LosesCommit = true;
            else if (isBroken && Chance(1, 2)) line.LosesAnswer = true;
            else if (isBroken) break;
            await line.Server.SendAsync(buffer.AsMemory(0, length), ct);
        }
    }

    private async Task AnswersAsync(Line line, CancellationToken ct)
    {
        var buffer = new byte[65_536];
        for (int length; (length = await line.Server.ReceiveAsync(buffer, ct)) > 0;)
        {
            if (isSilent) await Task.Delay(Timeout.Infinite, ct);
            if (line.LosesCommit) Interlocked.Increment(ref commitsLost);
            if (line.LosesAnswer) Interlocked.Increment(ref answersLost);
            if (line.LosesCommit || line.LosesAnswer) break;
            await line.Client.SendAsync(buffer.AsMemory(0, length), ct);
        }
    }

    private async Task HoldAsync(Hold hold, CancellationToken ct)
    {
        held = hold;
        hold.Caught.SetResult();
        await hold.Goes.Task.WaitAsync(ct);
    }

    private bool Chance(int few, int many)
    {
        lock (random) return random.Next(many) < few;
    }

    /// <summary>The other side gets an error and not an end, as when a machine has gone.</summary>
    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
            socket.Close();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is gone already.
        }
    }

    /// <summary>A commit on its way.</summary>
    private sealed class Hold
    {
        public TaskCompletionSource Caught { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Goes { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>A connection through the wire.</summary>
    private sealed class Line(Socket client, Socket server)
    {
        private volatile bool losesCommit;
        private volatile bool losesAnswer;

        public Socket Client => client;

        public Socket Server => server;

        public bool LosesCommit { get => losesCommit; set => losesCommit = value; }

        public bool LosesAnswer { get => losesAnswer; set => losesAnswer = value; }
    }
}
