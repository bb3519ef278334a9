using System.Globalization;

namespace Alforis.Workflows.EndToEnd.Crashes;

/// <summary>Some hosts on one database, each a process of its own.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    /// <summary>Short, so that a test sees the ends of leases.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(3);

    private const int LinesShown = 60;

    private readonly DataDirectory data = new();
    private readonly Dictionary<int, HostProcess> hosts = [];
    private readonly List<string> lastWords = [];

    /// <summary>The hosts that were begun and not killed since.</summary>
    public IReadOnlyDictionary<int, HostProcess> Hosts => hosts;

    public string DataPath => data.Path;

    /// <summary>The end of what each host printed.</summary>
    public string Output => string.Join("\n", lastWords.TakeLast(5).Concat(hosts.Select(h => Words(h.Key, h.Value))));

    /// <summary>What every host is told.</summary>
    public static (string, string)[] Environment(string connectionString) =>
    [
        ("ConnectionStrings__Crm", connectionString),
        ("ALFORIS_STEP_LEASE", Lease.TotalSeconds.ToString(CultureInfo.InvariantCulture)),
        ("ALFORIS_CALLS_PER_HOUR", "1000000"),
        ("ALFORIS_ALLOW_CALLS_TO", "127.0.0.0/8"),
    ];

    /// <summary>Starts a host and does not wait.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="connectionString">How it connects.</param>
    /// <param name="more">Further variables.</param>
    public HostProcess Begin(int number, string connectionString, params (string, string)[] more) =>
        hosts[number] = HostProcess.Begin(data.Path, [.. Environment(connectionString), .. more]);

    /// <summary>Starts a host and waits until it is ready.</summary>
    public async Task<HostProcess> StartAsync(int number, string connectionString, params (string, string)[] more)
    {
        var host = Begin(number, connectionString, more);
        await host.ReadyAsync();
        return host;
    }

    /// <summary>Kills a host, or buries one that has died.</summary>
    public async Task KillAsync(int number)
    {
        if (!hosts.Remove(number, out var host)) return;
        if (!host.HasExited) await host.SignalAsync("KILL");
        await host.WaitAsync();
        lastWords.Add(Words(number, host));
        await host.DisposeAsync();
    }

    /// <summary>Stops a host as its operator does.</summary>
    /// <returns>The code that it ended with.</returns>
    public async Task<int> StopAsync(int number)
    {
        var host = hosts[number];
        await host.SignalAsync("TERM");
        var exitCode = await host.WaitAsync();
        await KillAsync(number);
        return exitCode;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts.Values) await host.DisposeAsync();
        data.Dispose();
    }

    private static string Words(int number, HostProcess host) =>
        $"--- host {number}, process {host.Id}{(host.HasExited ? ", ended" : "")}:\n{string.Join('\n', host.Output.Split('\n').TakeLast(LinesShown))}";
}
