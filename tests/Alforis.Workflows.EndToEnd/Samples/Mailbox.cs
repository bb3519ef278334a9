using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;

namespace Alforis.Workflows.EndToEnd.Samples;

/// <summary>A mail server (aiosmtpd, as its users start it) that puts what it gets into a Maildir.</summary>
internal sealed class Mailbox : IAsyncDisposable
{
    private const string Missing = "Python's aiosmtpd is not installed (Debian: apt-get install python3-aiosmtpd).";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    private static readonly string Python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly Process server;
    private readonly string maildir;

    private Mailbox(Process server, string maildir, int port)
    {
        this.server = server;
        this.maildir = maildir;
        Port = port;
    }

    public int Port { get; }

    /// <summary>Why there can be none; <see langword="null"/> when there can.</summary>
    public static async Task<string?> FindObstacleAsync()
    {
        try
        {
            var (exitCode, _, _) = await RunAsync("-c", "import aiosmtpd");
            return exitCode == 0 ? null : Missing;
        }
        catch (Win32Exception)
        {
            return Missing;
        }
    }

    /// <summary>Starts the server and waits until it listens.</summary>
    /// <param name="directory">Where the Maildir shall lie.</param>
    public static Task<Mailbox> StartAsync(string directory) => StartAsync(directory, LoopbackPorts.Free());

    /// <summary>Starts the server at a port and waits until it listens.</summary>
    public static async Task<Mailbox> StartAsync(string directory, int port)
    {
        var maildir = Path.Combine(directory, "maildir");
        var address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
        var started = Process.Start(StartInfo("-m", "aiosmtpd", "-n", "-l", address, "-c", "aiosmtpd.handlers.Mailbox", maildir))!;
        await Until.TrueAsync(() => ListensAsync(port), Soon, () => started.HasExited ? started.StandardError.ReadToEnd() : "The mail server does not listen.");
        return new Mailbox(started, maildir, port);
    }

    /// <summary>The one message that bears an idempotency key; waits for it.</summary>
    public async Task<Email> WithKeyAsync(Guid key)
    {
        var id = $"<{key}@alforis.example>";
        Email[] found = [];
        await Until.TrueAsync(
            async () => (found = [.. (await ReadAsync()).Where(m => m.MessageId == id)]).Length > 0, Soon, () => $"There is no message {id}.");
        return Assert.Single(found);
    }

    /// <summary>All messages.</summary>
    public async Task<IReadOnlyList<Email>> ReadAsync()
    {
        var (exitCode, output, error) = await RunAsync(Path.Combine(AppContext.BaseDirectory, "read_maildir.py"), maildir);
        Assert.True(exitCode == 0, error);
        return JsonSerializer.Deserialize<Email[]>(output, Json)!;
    }

    public async ValueTask DisposeAsync()
    {
        if (!server.HasExited) server.Kill();
        await server.WaitForExitAsync(CancellationToken.None);
        server.Dispose();
    }

    private static async Task<bool> ListensAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(StartInfo(arguments))!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Soon);
        return (process.ExitCode, await output, await error);
    }

    private static ProcessStartInfo StartInfo(params string[] arguments) => new(Python, arguments)
    {
        RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
    };
}
