using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Alforis.Crm.Data.EmbeddedPostgres;

namespace Alforis.Crm.Data.Tests.EmbeddedPostgres;

public sealed class BadSurroundingsTests : IDisposable
{
    private readonly ServerSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task StartAsync_RememberedPortBusy_TakesAnotherAndSaysSo()
    {
        int port;
        await using (var first = await _sandbox.StartAsync())
            port = first.Port;
        using var stranger = new TcpListener(IPAddress.Loopback, port);
        stranger.Start();
        await using var second = await _sandbox.StartAsync();
        Assert.NotEqual(port, second.Port);
        Assert.Contains(_sandbox.Messages, m => m.Contains(string.Create(CultureInfo.InvariantCulture, $"Port {port},"), StringComparison.Ordinal));
        var read = await EmbeddedPostgresConnection.TryReadAsync(_sandbox.Data, TestContext.Current.CancellationToken);
        Assert.Equal(second.ConnectionUri, read!.Uri);
    }

    [Fact(Timeout = 60_000)]
    public async Task StartAsync_WantedPortBusy_IsRefused()
    {
        using var stranger = new TcpListener(IPAddress.Loopback, 0);
        stranger.Start();
        var port = ((IPEndPoint)stranger.LocalEndpoint).Port;
        var refused = await ServerSandbox.RefusedAsync(_sandbox.Options with { Port = port });
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"Port {port} "), refused.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task StartAsync_DataDirectoryIsAFile_SaysSo()
    {
        await File.WriteAllTextAsync(_sandbox.Data, "not a directory", TestContext.Current.CancellationToken);
        var refused = await ServerSandbox.RefusedAsync(_sandbox.Options);
        Assert.Contains($"{_sandbox.Data} is a file", refused.Message, StringComparison.Ordinal);
        Assert.Equal("not a directory", await File.ReadAllTextAsync(_sandbox.Data, TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 60_000)]
    public async Task StartAsync_ParentIsAFile_SaysSo()
    {
        await File.WriteAllTextAsync(_sandbox.Data, "not a directory", TestContext.Current.CancellationToken);
        var below = Path.Combine(_sandbox.Data, "below");
        var refused = await ServerSandbox.RefusedAsync(_sandbox.Options with { DataDirectory = below });
        Assert.Contains(below, refused.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task StartAsync_ClusterDirectoryHoldsSomethingElse_LeavesItAlone()
    {
        Directory.CreateDirectory(_sandbox.Layout.Cluster);
        var file = Path.Combine(_sandbox.Layout.Cluster, "notes.txt");
        await File.WriteAllTextAsync(file, "mine", TestContext.Current.CancellationToken);
        var refused = await ServerSandbox.RefusedAsync(_sandbox.Options);
        Assert.Contains("holds no PostgreSQL database", refused.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(file));
    }

    [Fact(Timeout = 60_000)]
    public async Task StartAsync_DataOfAnotherMajor_SaysWhichIsNeeded()
    {
        await using (await _sandbox.StartAsync())
        {
        }

        await File.WriteAllTextAsync(Path.Combine(_sandbox.Layout.Cluster, "PG_VERSION"), "97\n", TestContext.Current.CancellationToken);
        var refused = await ServerSandbox.RefusedAsync(_sandbox.Options);
        Assert.Contains("made by PostgreSQL 97", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Install PostgreSQL 97", refused.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task StartAsync_PasswordFileDamaged_NamesIt()
    {
        await using (await _sandbox.StartAsync())
        {
        }

        await File.WriteAllTextAsync(_sandbox.Layout.Connection, "{", TestContext.Current.CancellationToken);
        var refused = await ServerSandbox.RefusedAsync(_sandbox.Options);
        Assert.Contains(_sandbox.Layout.Connection, refused.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task StartAsync_ServerRefusesItsSettings_QuotesTheLogAndFreesTheDirectory()
    {
        await using (await _sandbox.StartAsync())
        {
        }

        var settings = Path.Combine(_sandbox.Layout.Cluster, "postgresql.conf");
        var good = await File.ReadAllTextAsync(settings, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(settings, good + "\nno_such_setting = on\n", TestContext.Current.CancellationToken);
        var refused = await ServerSandbox.RefusedAsync(_sandbox.Options);
        Assert.Contains("no_such_setting", refused.Message, StringComparison.Ordinal);
        await File.WriteAllTextAsync(settings, good, TestContext.Current.CancellationToken);
        await using var server = await _sandbox.StartAsync();
        Assert.Equal(1, await ServerSandbox.QueryAsync<int>(server.ConnectionString, "SELECT 1"));
    }
}
