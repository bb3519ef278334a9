using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Alforis.Workflows.Host.Tests.Actions.SendEmail;

/// <summary>Answers each SMTP command as a test says: with a line, by closing the connection, or never.</summary>
internal sealed class ScriptedSmtpServer : IAsyncDisposable
{
    /// <summary>Closes the connection.</summary>
    public const string Close = "close";

    /// <summary>Never answers.</summary>
    public const string Hang = "hang";

    /// <summary>What stands for the connection itself, before any command.</summary>
    public const string Greeting = "connect";

    /// <summary>What stands for the end of a message.</summary>
    public const string EndOfMessage = ".";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<string, bool> reached = new(StringComparer.OrdinalIgnoreCase);
    private readonly CancellationTokenSource stop = new();
    private readonly Dictionary<string, string> answers;
    private readonly Task serving;

    /// <param name="answers">By the beginning of the command; the longest counts. All other commands are accepted.</param>
    public ScriptedSmtpServer(params (string Command, string Answer)[] answers)
    {
        this.answers = answers.ToDictionary(a => a.Command, a => a.Answer, StringComparer.OrdinalIgnoreCase);
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The commands so far.</summary>
    public ConcurrentQueue<string> Commands { get; } = new();

    /// <summary>Whether it has come to the greeting, a command, or the end of a message.</summary>
    public bool Reached(string command) => reached.ContainsKey(command);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await serving;
        listener.Dispose();
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                try
                {
                    await ConverseAsync(client.GetStream());
                }
                catch (IOException)
                {
                    // The other side has gone.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task ConverseAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1);
        if (!await AnswerAsync(stream, Greeting)) return;
        while (await reader.ReadLineAsync(stop.Token) is { } command)
        {
            Commands.Enqueue(command);
            if (!await AnswerAsync(stream, command)) return;
            if (!command.StartsWith("DATA", StringComparison.Ordinal) || Answer(command)[0] != '3') continue;
            while (await reader.ReadLineAsync(stop.Token) is { } line && line != EndOfMessage) { }
            if (!await AnswerAsync(stream, EndOfMessage)) return;
        }
    }

    private async Task<bool> AnswerAsync(NetworkStream stream, string command)
    {
        var answer = Answer(command);
        reached[command] = true;
        if (answer == Hang) await Task.Delay(Timeout.Infinite, stop.Token);
        if (answer == Close) return false;
        await stream.WriteAsync(Encoding.UTF8.GetBytes(answer + "\r\n"), stop.Token);
        return true;
    }

    private string Answer(string command)
    {
        var scripted = answers.Keys.Where(k => command.StartsWith(k, StringComparison.OrdinalIgnoreCase)).MaxBy(k => k.Length);
        if (scripted is not null) return answers[scripted];
        if (command == Greeting) return "220 mail.test";
        if (command.StartsWith("DATA", StringComparison.Ordinal)) return "354 Go on";
        return command.StartsWith("QUIT", StringComparison.Ordinal) ? "221 Bye" : "250 OK";
    }
}
