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
    public async Task StartAsync_NewDirectory_IsClosedToOthers()
    {
        Directory.CreateDirectory(_sandbox.Data);
        // What an earlier version left open.
        await File.WriteAllTextAsync(_sandbox.Layout.ServerLog, "old", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_sandbox.Layout.Owner, "1", TestContext.Current.CancellationToken);
        await using (await _sandbox.StartAsync())
        {
            var layout = _sandbox.Layout;
            Assert.All([layout.ServerLog, layout.Owner, layout.Lock, layout.Connection], file =>
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        }

        Directory.Delete(_sandbox.Data, recursive: true);
        await using var server = await _sandbox.StartAsync();
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(server.DataDirectory) & Others);
    }

    [Fact(Timeout = 60_000)]
    public async Task ServerLog_RefusedRowsAndStatements_AreNotInIt()
    {
        await using var server = await _sandbox.StartAsync();
        await ServerSandbox.RunAsync(server.ConnectionString, "CREATE TABLE people (name text UNIQUE, age int CHECK (age > 0)); INSERT INTO people VALUES ('secret one', 1)");
        foreach (var statement in new[] { "INSERT INTO people VALUES ('secret one', 2)", "INSERT INTO people VALUES ('secret two', -1)", "ALTER ROLE nobody_there PASSWORD 'secret three'" })
            await Assert.ThrowsAsync<Npgsql.PostgresException>(() => ServerSandbox.RunAsync(server.ConnectionString, statement));

        var log = await File.ReadAllTextAsync(_sandbox.Layout.ServerLog, TestContext.Current.CancellationToken);
        Assert.Contains("people_age_check", log, StringComparison.Ordinal);
        Assert.Contains("nobody_there", log, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", log, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task ServerLog_TooLong_StartsAnewWhileTheServerRuns()
    {
        await using var server = await _sandbox.StartAsync();
        var layout = _sandbox.Layout;
        await File.AppendAllTextAsync(layout.ServerLog, new string('x', (int)ServerLogLimit.MostBytes), TestContext.Current.CancellationToken);
        var length = new FileInfo(layout.ServerLog).Length;
        using var limit = new ServerLogLimit(layout, _sandbox.Options);

        limit.Look();
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => ServerSandbox.RunAsync(server.ConnectionString, "SELECT * FROM not_there"));

        var log = await File.ReadAllTextAsync(layout.ServerLog, TestContext.Current.CancellationToken);
        Assert.Contains("not_there", log, StringComparison.Ordinal);
        Assert.DoesNotContain("xxx", log, StringComparison.Ordinal);
        Assert.Equal(length, new FileInfo(layout.OlderServerLog).Length);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(layout.OlderServerLog));
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
