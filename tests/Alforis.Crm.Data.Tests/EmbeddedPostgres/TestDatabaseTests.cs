using Alforis.Testing;
using Npgsql;

namespace Alforis.Crm.Data.Tests.EmbeddedPostgres;

public sealed class TestDatabaseTests
{
    private static int _prepared;

    private static readonly DatabaseTemplate Template = new("copies", async (connectionString, cancellationToken) =>
    {
        Interlocked.Increment(ref _prepared);
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("CREATE TABLE notes AS SELECT 'from the template' AS text", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    });

    [Fact(Timeout = 60_000)]
    public async Task CreateAsync_ManyAtOnce_EachIsItsOwnCopyOfOnePreparation()
    {
        var token = TestContext.Current.CancellationToken;
        var databases = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TestDatabase.CreateAsync(Template, token)));
        try
        {
            await ServerSandbox.RunAsync(databases[0].ConnectionString, "DELETE FROM notes");
            Assert.Equal(0L, await ServerSandbox.QueryAsync<long>(databases[0].ConnectionString, "SELECT count(*) FROM notes"));
            foreach (var other in databases[1..])
                Assert.Equal("from the template", await ServerSandbox.QueryAsync<string>(other.ConnectionString, "SELECT text FROM notes"));
            Assert.Equal(1, _prepared);
        }
        finally
        {
            foreach (var database in databases)
                await database.DisposeAsync();
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task SuperuserConnectionString_SameDatabase_IsMoreThanItsOwner()
    {
        await using var database = await TestDatabase.CreateAsync(Template, TestContext.Current.CancellationToken);
        const string sql = "SELECT current_database() || ' ' || rolsuper::text FROM pg_roles WHERE rolname = current_user";
        var owner = await ServerSandbox.QueryAsync<string>(database.ConnectionString, sql);
        var superuser = await ServerSandbox.QueryAsync<string>(database.SuperuserConnectionString, sql);
        Assert.EndsWith(" false", owner, StringComparison.Ordinal);
        Assert.Equal(owner.Replace(" false", " true", StringComparison.Ordinal), superuser);
    }

    [Fact(Timeout = 60_000)]
    public async Task WithDemoData_Copy_HasTheDemoAccountsAndNoEvents()
    {
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.WithDemoData, TestContext.Current.CancellationToken);
        Assert.Equal(2L, await ServerSandbox.QueryAsync<long>(database.ConnectionString, "SELECT count(*) FROM users"));
        Assert.Equal(0L, await ServerSandbox.QueryAsync<long>(database.ConnectionString, "SELECT count(*) FROM workflow.event_queue"));
    }

    [Fact(Timeout = 60_000)]
    public async Task DisposeAsync_SessionStillOpen_DropsTheDatabase()
    {
        var token = TestContext.Current.CancellationToken;
        var database = await TestDatabase.CreateAsync(DatabaseTemplate.Empty, token);
        await using var open = new NpgsqlConnection(database.ConnectionString);
        await open.OpenAsync(token);
        await database.DisposeAsync();
        var refused = await Assert.ThrowsAsync<PostgresException>(() => ServerSandbox.RunAsync(database.ConnectionString, "SELECT 1"));
        Assert.Equal(PostgresErrorCodes.InvalidCatalogName, refused.SqlState);
    }
}
