using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Alforis.Workflows.Host.Tests.Actions.SendEmail;

/// <summary>Debian's aiosmtpd on a port of its own, until disposed.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private const string Missing = "Python's aiosmtpd is not installed (Debian: apt-get install python3-aiosmtpd).";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Process process;

    private MailServer(Process process, int port)
    {
        this.process = process;
        Port = port;
    }

    public int Port { get; }

    /// <summary>Starts one; skips the test where there is none to start, except in continuous integration.</summary>
    /// <param name="options">As <c>mail_server.py</c> says.</param>
    public static async Task<MailServer> StartAsync(Dictionary<string, string>? options = null)
    {
        var start = new ProcessStartInfo(File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "mail_server.py"), JsonSerializer.Serialize(options ?? []) },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        var started = Start(start);
        var line = await started.StandardOutput.ReadLineAsync().WaitAsync(Deadline, TestContext.Current.CancellationToken);
        if (int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var port)) return new(started, port);
        var error = await started.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        started.Dispose();
        throw error.Contains("No module named 'aiosmtpd'", StringComparison.Ordinal) ? Absent() : new InvalidOperationException(error);
    }

    /// <summary>The next message; waits for it.</summary>
    public async Task<ReceivedEmail> NextAsync()
    {
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(Deadline, TestContext.Current.CancellationToken);
        return JsonSerializer.Deserialize<ReceivedEmail>(line!, Json)!;
    }

    /// <summary>Ends the server; messages that nobody has asked for are returned.</summary>
    public async Task<int> StopAsync()
    {
        process.StandardInput.Close();
        var rest = await process.StandardOutput.ReadToEndAsync().WaitAsync(Deadline);
        await process.WaitForExitAsync().WaitAsync(Deadline);
        return rest.Count(c => c == '\n');
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!process.HasExited) await StopAsync();
        }
        finally
        {
            if (!process.HasExited) process.Kill();
            process.Dispose();
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw Absent();
        }
    }

    private static InvalidOperationException Absent()
    {
        Assert.Skip(Missing);
        return new InvalidOperationException(Missing);
    }
}
