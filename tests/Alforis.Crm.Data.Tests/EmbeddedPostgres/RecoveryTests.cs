using System.Diagnostics;
using System.Globalization;
using Alforis.Crm.Data.EmbeddedPostgres;

namespace Alforis.Crm.Data.Tests.EmbeddedPostgres;

public sealed class RecoveryTests : IDisposable
{
    private readonly ServerSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task StartAsync_PidFileNamesAnotherProgram_LeavesThatProgramAlone()
    {
        await using (await _sandbox.StartAsync())
        {
        }

        using var bystander = Process.Start(new ProcessStartInfo("sleep", "60"))!;
        try
        {
            await File.WriteAllTextAsync(PostmasterFile.PathIn(_sandbox.Layout.Cluster),
                string.Create(CultureInfo.InvariantCulture, $"{bystander.Id}\n{_sandbox.Layout.Cluster}\n1700000000\n5432\n\n127.0.0.1\n\nready   \n"),
                TestContext.Current.CancellationToken);
            Assert.False((await EmbeddedPostgresConnection.TryReadAsync(_sandbox.Data, TestContext.Current.CancellationToken))!.IsRunning);
            await using var server = await _sandbox.StartAsync();
            Assert.Equal(1, await ServerSandbox.QueryAsync<int>(server.ConnectionString, "SELECT 1"));
            Assert.False(bystander.HasExited);
            Assert.Contains(_sandbox.Messages, m => m.Contains("recovering", StringComparison.Ordinal));
        }
        finally
        {
            bystander.Kill();
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task StartAsync_PostmasterKilled_KeepsCommittedData()
    {
        var durable = _sandbox.Options with { Durable = true };
        await using (var first = await EmbeddedPostgresServer.StartAsync(durable, TestContext.Current.CancellationToken))
        {
            await ServerSandbox.RunAsync(first.ConnectionString, "CREATE TABLE kept AS SELECT 42 AS id");
            Kill(PostmasterFile.TryRead(_sandbox.Layout.Cluster)!.ProcessId);
            await first.Exited.WaitAsync(TestContext.Current.CancellationToken);
            Assert.True(File.Exists(PostmasterFile.PathIn(_sandbox.Layout.Cluster)));
        }

        await using var second = await EmbeddedPostgresServer.StartAsync(durable, TestContext.Current.CancellationToken);
        Assert.Equal(42, await ServerSandbox.QueryAsync<int>(second.ConnectionString, "SELECT id FROM kept"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Owner_Killed_LeavesNoServerBehind()
    {
        using var owner = await StartOwnerAsync();
        Assert.Equal(PostmasterState.Running, await _sandbox.PostmasterAsync());
        owner.Kill(entireProcessTree: false);
        await ServerSandbox.UntilAsync(async () => await _sandbox.PostmasterAsync() == PostmasterState.Gone);
        // It was a clean stop: the server took its file away itself.
        Assert.False(File.Exists(PostmasterFile.PathIn(_sandbox.Layout.Cluster)));
    }

    [Fact(Timeout = 60_000)]
    public async Task StartAsync_OwnerAndWatcherKilled_StopsTheServerLeftBehindAndKeepsItsData()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Finds the watching shells in /proc.");
        using var owner = await StartOwnerAsync();
        var connectionString = Output!;
        await ServerSandbox.RunAsync(connectionString, "CREATE TABLE kept AS SELECT 42 AS id");
        var orphan = PostmasterFile.TryRead(_sandbox.Layout.Cluster)!.ProcessId;
        foreach (var watcher in ShellsOf(orphan))
            Kill(watcher);
        owner.Kill(entireProcessTree: false);
        await owner.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(PostmasterState.Running, await _sandbox.PostmasterAsync());

        await using var server = await _sandbox.StartAsync();
        Assert.NotEqual(orphan, PostmasterFile.TryRead(_sandbox.Layout.Cluster)!.ProcessId);
        Assert.Equal(42, await ServerSandbox.QueryAsync<int>(server.ConnectionString, "SELECT id FROM kept"));
        Assert.Contains(_sandbox.Messages, m => m.Contains("still serves", StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task StartAsync_InitdbDiedHalfWay_BeginsAnew()
    {
        var draft = Directory.CreateDirectory(Path.Combine(_sandbox.Data, "cluster.new-0badcafe"));
        await File.WriteAllTextAsync(Path.Combine(draft.FullName, "PG_VERSION"), "15", TestContext.Current.CancellationToken);
        await using var server = await _sandbox.StartAsync();
        Assert.Equal(1, await ServerSandbox.QueryAsync<int>(server.ConnectionString, "SELECT 1"));
        Assert.Empty(Directory.GetDirectories(_sandbox.Data, "cluster.new-*"));
    }

    private string? Output { get; set; }

    private async Task<Process> StartOwnerAsync()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Alforis.Testing.ServerOwner.dll");
        var owner = Process.Start(new ProcessStartInfo("dotnet", [program, _sandbox.Data])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Output = await owner.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("Host=127.0.0.1;", Output, StringComparison.Ordinal);
        return owner;
    }

    private static void Kill(int processId)
    {
        using var process = Process.GetProcessById(processId);
        process.Kill();
    }

    /// <summary>The watching shells: the server's parent and that one's other children.</summary>
    private static int[] ShellsOf(int postmaster)
    {
        var parent = Stat(postmaster).Parent;
        return [.. Directory.GetDirectories("/proc")
            .Select(d => int.TryParse(Path.GetFileName(d), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id != 0 && id != postmaster && id != parent && Stat(id).Parent == parent)
            .Append(parent)];
    }

    private static (int Parent, string State) Stat(int processId)
    {
        try
        {
            var text = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (int.Parse(fields[1], CultureInfo.InvariantCulture), fields[0]);
        }
        catch (IOException)
        {
            return (0, "");
        }
    }
}
