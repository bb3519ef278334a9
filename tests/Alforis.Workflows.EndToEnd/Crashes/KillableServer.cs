using System.Globalization;
using Alforis.Crm.Data.EmbeddedPostgres;

namespace Alforis.Workflows.EndToEnd.Crashes;

/// <summary>A durable PostgreSQL that can be killed and started again on the same data, at the same address.</summary>
internal sealed class KillableServer : IAsyncDisposable
{
    private readonly EmbeddedPostgresOptions options;
    private EmbeddedPostgresServer server;
    private int[] frozen = [];

    private KillableServer(EmbeddedPostgresOptions options, EmbeddedPostgresServer server) => (this.options, this.server) = (options, server);

    public string ConnectionString => server.ConnectionString;

    /// <summary>Completes when it has ended, wanted or not.</summary>
    public Task Exited => server.Exited;

    /// <summary>Starts one.</summary>
    /// <param name="directory">Where its data lie.</param>
    public static async Task<KillableServer> StartAsync(string directory)
    {
        var settings = new EmbeddedPostgresOptions
        {
            DataDirectory = directory, Port = LoopbackPorts.Free(), MaxConnections = 200, StopTimeout = TimeSpan.FromSeconds(3),
        };
        return new KillableServer(settings, await EmbeddedPostgresServer.StartAsync(settings, TestContext.Current.CancellationToken));
    }

    /// <summary>Kills the whole server at its head; its children notice.</summary>
    public async Task KillAsync()
    {
        await HostProcess.SignalAsync(Postmaster(), "KILL");
        await server.Exited;
    }

    /// <summary>Kills one of the sessions: the server ends all the others, and recovers by itself.</summary>
    /// <param name="random">Which one.</param>
    /// <returns>Whether there was one to kill.</returns>
    public async Task<bool> KillSessionAsync(Random random)
    {
        var sessions = ChildrenOf(Postmaster());
        if (sessions.Count == 0) return false;
        await HostProcess.SignalAsync(sessions[random.Next(sessions.Count)], "KILL");
        return true;
    }

    /// <summary>Stands still with all its sessions, as a machine does that is suspended.</summary>
    public async Task FreezeAsync()
    {
        // The head first, so that there are no new sessions.
        var head = Postmaster();
        await HostProcess.SignalAsync(head, "STOP");
        frozen = [head, .. ChildrenOf(head)];
        foreach (var process in frozen) await HostProcess.SignalAsync(process, "STOP");
    }

    /// <summary>Goes on.</summary>
    public async Task ThawAsync()
    {
        foreach (var process in frozen) await HostProcess.SignalAsync(process, "CONT");
        frozen = [];
    }

    /// <summary>Starts it again after its end.</summary>
    public async Task RestartAsync()
    {
        await server.DisposeAsync();
        server = await EmbeddedPostgresServer.StartAsync(options, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        // Sessions that stand still would not even notice that their server has gone.
        await ThawAsync();
        await server.DisposeAsync();
    }

    private int Postmaster()
    {
        var file = Directory.EnumerateFiles(server.DataDirectory, "postmaster.pid", SearchOption.AllDirectories).Single();
        return int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture);
    }

    private static List<int> ChildrenOf(int parent)
    {
        var children = new List<int>();
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) continue;
            try
            {
                // The name in brackets may hold spaces; the parent is the second word behind it.
                var status = File.ReadAllText(Path.Combine(directory, "stat"));
                if (int.Parse(status[(status.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture) == parent) children.Add(id);
            }
            catch (IOException)
            {
                // It has just ended.
            }
        }

        return children;
    }
}
