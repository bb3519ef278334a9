using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Alforis.Workflows.Benchmarks.Pipeline;

/// <summary>The service as an operator runs it, in a process of its own: its two dispatchers work as long as this lives.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private const int KeptLines = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();

    private ServiceProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where it listens.</summary>
    public required Uri Address { get; init; }

    /// <summary>The resident memory, in MB.</summary>
    public double Megabytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1e6;
        }
    }

    /// <summary>Starts services on the benchmark's database and waits until all are ready.</summary>
    public static async Task<IReadOnlyList<ServiceProcess>> StartAsync(PipelineDatabase database, int count)
    {
        var services = new List<ServiceProcess>();
        try
        {
            for (var i = 0; i < count; i++) services.Add(await StartAsync(database));
            return services;
        }
        catch
        {
            foreach (var service in services) await service.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a service on the benchmark's database, with further environment variables, and waits until it is ready.</summary>
    public static async Task<ServiceProcess> StartAsync(PipelineDatabase database, params (string Name, string Value)[] environment)
    {
        var port = FreePort();
        var info = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "Alforis.Workflows.Host.dll"), "serve", "--urls", $"http://127.0.0.1:{port}"];
        foreach (var argument in arguments) info.ArgumentList.Add(argument);
        info.Environment["ConnectionStrings__Crm"] = database.ConnectionString;
        foreach (var (name, value) in environment) info.Environment[name] = value;
        var service = new ServiceProcess(new Process { StartInfo = info }) { Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")) };
        try
        {
            await service.BecomeReadyAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/health/ready")));
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private async Task BecomeReadyAsync(Uri address)
    {
        using var client = new HttpClient();
        for (var started = Stopwatch.StartNew(); started.Elapsed < Patience; await Task.Delay(100))
        {
            if (process.HasExited) break;
            try
            {
                using var response = await client.GetAsync(address);
                if (response.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
        }

        throw new BenchmarkException($"the service did not become ready:\n{string.Join('\n', lines)}");
    }

    private void Keep(string? line)
    {
        lines.Enqueue(line ?? "");
        while (lines.Count > KeptLines) lines.TryDequeue(out _);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
