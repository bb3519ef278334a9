using System.Runtime.Versioning;
using Alforis.Crm.Data.EmbeddedPostgres;

namespace Alforis.Crm.Data.Tests.EmbeddedPostgres;

[UnsupportedOSPlatform("windows")]
public sealed class LifecycleTests : IDisposable
{
    private readonly ServerSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task StartAsync_AfterAStop_KeepsDataAndAddress()
    {
        Uri address;
        await using (var first = await _sandbox.StartAsync())
        {
            address = first.ConnectionUri;
            await ServerSandbox.RunAsync(first.ConnectionString, "CREATE TABLE kept (id int); INSERT INTO kept VALUES (41), (1)");
        }

        Assert.Equal(PostmasterState.Gone, await _sandbox.PostmasterAsync());
        await using var second = await _sandbox.StartAsync();
        Assert.Equal(42L, await ServerSandbox.QueryAsync<long>(second.ConnectionString, "SELECT sum(id) FROM kept"));
        Assert.Equal(address, second.ConnectionUri);
        Assert.DoesNotContain(_sandbox.Messages, m => m.Contains("recovering", StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task StartAsync_NewDirectory_MakesUtf8DatabaseOwnedByAnOrdinaryUser()
    {
        await using var server = await _sandbox.StartAsync();
        Assert.Equal("UTF8 alforis false", await ServerSandbox.QueryAsync<string>(server.ConnectionString,
            "SELECT pg_encoding_to_char(d.encoding) || ' ' || r.rolname || ' ' || r.rolsuper FROM pg_database d JOIN pg_roles r ON r.oid = d.datdba WHERE d.datname = current_database()"));
        Assert.Equal("127.0.0.1", await ServerSandbox.QueryAsync<string>(server.ConnectionString, "SHOW listen_addresses"));
        Assert.Equal("ÉTÉ", await ServerSandbox.QueryAsync<string>(server.ConnectionString, "SELECT upper('été')"));
        // Accented letters must be letters to the trigram extension, which asks the C library's locale.
        await ServerSandbox.RunAsync(server.ConnectionString, "CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent");
        Assert.True(await ServerSandbox.QueryAsync<bool>(server.ConnectionString, "SELECT cardinality(show_trgm('éàü')) > 0"));
    }

    [Fact(Timeout = 60_000)]
    public async Task StartAsync_WrongPassword_IsNotLetIn()
    {
        await using var server = await _sandbox.StartAsync();
        var wrong = new Npgsql.NpgsqlConnectionStringBuilder(server.ConnectionString) { Password = "guess" }.ConnectionString;
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => ServerSandbox.RunAsync(wrong, "SELECT 1"));
        Assert.Equal(Npgsql.PostgresErrorCodes.InvalidPassword, refused.SqlState);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_sandbox.Layout.Connection));
    }

    [Fact(Timeout = 60_000)]
    public async Task StartAsync_DirectoryInUse_SaysByWhom()
    {
        await using var first = await _sandbox.StartAsync();
        var refused = await ServerSandbox.RefusedAsync(_sandbox.Options);
        Assert.Contains($"already run by process {Environment.ProcessId}", refused.Message, StringComparison.Ordinal);
        Assert.Contains(_sandbox.Data, refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await ServerSandbox.QueryAsync<int>(first.ConnectionString, "SELECT 1"));
    }

    [Fact(Timeout = 60_000)]
    public async Task DisposeAsync_OpenTransaction_DoesNotWaitForIt()
    {
        var server = await _sandbox.StartAsync();
        await using var connection = new Npgsql.NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await server.DisposeAsync();
        Assert.True(server.Exited.IsCompletedSuccessfully);
        Assert.Equal(PostmasterState.Gone, await _sandbox.PostmasterAsync());
        await server.DisposeAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task StartAsync_Cancelled_LeavesNothingRunningOrLocked()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => EmbeddedPostgresServer.StartAsync(_sandbox.Options, cancellation.Token));
        Assert.Equal(PostmasterState.Gone, await _sandbox.PostmasterAsync());
        await using var server = await _sandbox.StartAsync();
        Assert.Equal(1, await ServerSandbox.QueryAsync<int>(server.ConnectionString, "SELECT 1"));
    }

    [Fact(Timeout = 60_000)]
    public async Task TryReadAsync_BeforeDuringAndAfterARun_SaysSo()
    {
        var token = TestContext.Current.CancellationToken;
        Assert.Null(await EmbeddedPostgresConnection.TryReadAsync(_sandbox.Data, token));
        Uri address;
        await using (var server = await _sandbox.StartAsync())
        {
            address = server.ConnectionUri;
            Assert.Equal(new EmbeddedPostgresConnection(address, IsRunning: true), await EmbeddedPostgresConnection.TryReadAsync(_sandbox.Data, token));
        }

        Assert.Equal(new EmbeddedPostgresConnection(address, IsRunning: false), await EmbeddedPostgresConnection.TryReadAsync(_sandbox.Data, token));
    }
}
