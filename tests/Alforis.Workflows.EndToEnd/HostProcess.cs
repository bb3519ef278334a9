using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Alforis.Workflows.EndToEnd;

/// <summary>The host as an operator runs it: a process of its own, on a data directory of its own.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    private readonly Process running;
    private readonly ConcurrentQueue<string> lines;

    private HostProcess(Process running, ConcurrentQueue<string> lines, int port)
    {
        this.running = running;
        this.lines = lines;
        Address = new Uri($"http://127.0.0.1:{port}");
    }

    public Uri Address { get; }

    public int Id => running.Id;

    public string Output => string.Join('\n', lines);

    public bool HasExited => running.HasExited;

    /// <summary>Starts <c>serve</c> and waits until it is ready.</summary>
    public static async Task<HostProcess> ServeAsync(string data, params (string Name, string Value)[] environment)
    {
        var host = Begin(data, environment);
        await host.ReadyAsync();
        return host;
    }

    /// <summary>Starts <c>serve</c> and does not wait.</summary>
    public static HostProcess Begin(string data, params (string Name, string Value)[] environment) => Begin(data, FreePort(), environment);

    /// <summary>Starts <c>serve</c> where another has served, and waits until it is ready.</summary>
    public static async Task<HostProcess> ServeAgainAsync(string data, HostProcess before)
    {
        var host = Begin(data, before.Address.Port, []);
        await host.ReadyAsync();
        return host;
    }

    private static HostProcess Begin(string data, int port, (string Name, string Value)[] environment)
    {
        var (process, output) = Start(["serve", "--data", data, "--urls", $"http://127.0.0.1:{port}"], environment);
        return new HostProcess(process, output, port);
    }

    /// <summary>Waits until it is ready.</summary>
    public async Task ReadyAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        await Until.TrueAsync(
            async () =>
            {
                if (running.HasExited) throw new InvalidOperationException($"The host ended with {running.ExitCode}:\n{Output}");
                try
                {
                    using var response = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);
                    return response.IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            Deadline,
            () => Output);
    }

    /// <summary>Runs a verb to its end.</summary>
    public static Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) => RunAsync(arguments, []);

    /// <summary>Runs a verb to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(string[] arguments, (string Name, string Value)[] environment)
    {
        using var process = new Process { StartInfo = StartInfo(arguments, environment) };
        process.Start();
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Deadline);
        await process.WaitForExitAsync(deadline.Token);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Sends a signal, as <c>kill</c> does.</summary>
    public Task SignalAsync(string signal) => SignalAsync(running.Id, signal);

    public static async Task SignalAsync(int processId, string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, processId.ToString(CultureInfo.InvariantCulture)]);
        // Also when the test was cancelled, and cleans up.
        await kill.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Waits for the end.</summary>
    public async Task<int> WaitAsync()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Deadline);
        await running.WaitForExitAsync(deadline.Token);
        return running.ExitCode;
    }

    /// <summary>Stops as Ctrl-C does.</summary>
    public async Task<int> StopAsync()
    {
        await SignalAsync("INT");
        return await WaitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!running.HasExited)
        {
            running.Kill();
            await running.WaitForExitAsync(CancellationToken.None);
        }

        running.Dispose();
    }

    private static (Process Process, ConcurrentQueue<string> Output) Start(string[] arguments, (string Name, string Value)[] environment)
    {
        var output = new ConcurrentQueue<string>();
        var process = new Process { StartInfo = StartInfo(arguments, environment) };
        process.OutputDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return (process, output);
    }

    private static ProcessStartInfo StartInfo(string[] arguments, (string Name, string Value)[] environment)
    {
        var info = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        info.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Alforis.Workflows.Host.dll"));
        foreach (var argument in arguments) info.ArgumentList.Add(argument);
        foreach (var (name, value) in environment) info.Environment[name] = value;
        return info;
    }

    private static int FreePort() => LoopbackPorts.Free();
}
