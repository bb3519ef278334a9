using Alforis.Crm.Data.Accounts;
using Alforis.Testing;
using Dapper;
using Npgsql;

namespace Alforis.Workflows.Host.Tests.Serving;

[Trait("Category", "Slow")]
public sealed class EmbeddedDatabaseTests : IDisposable
{
    private const string Thanks =
        """
        {
          "name": "Merci", "status": "active", "trigger_type": "organisation_created",
          "actions": [{ "type": "send_email", "config": { "to": "{{ organisation.email }}", "subject": "Merci", "body": "Bonjour {{ organisation.nom }}" } }]
        }
        """;

    private readonly string directory = TestDirectories.Create("host");

    [Fact]
    public async Task Serve_NoDatabaseNamed_SeedsOnceAndKeepsEverything()
    {
        await using (var first = await RunningService.StartAsync(Console()))
        {
            Assert.Contains("admin@alforis.com / admin123", first.Console.Output, StringComparison.Ordinal);
            Assert.Contains($"./run.sh db-url --data '{Path.GetFullPath(directory)}'", first.Console.Output, StringComparison.Ordinal);
            Assert.Equal((4, 2, 3), await CountAsync());
            await using var connection = await ConnectAsync();
            // A host of another role that is given this database by its address may serve it, demo accounts or not.
            await using (var named = NpgsqlDataSource.Create(connection.ConnectionString))
                Assert.Empty(await new DemoAccountsQuery(named).FindAsync((_, _) => true, TestContext.Current.CancellationToken));
            await connection.ExecuteAsync("UPDATE organisations SET notes = 'gardé' WHERE id = (SELECT min(id) FROM organisations)");

            var second = Console();
            Assert.Equal(1, await second.RunAsync("serve", "--urls", "http://127.0.0.1:0"));
            Assert.Contains("already run by process", second.Error, StringComparison.Ordinal);
            Assert.Equal(0, await first.StopAsync());
        }

        var stopped = Console();
        Assert.Equal(0, await stopped.RunAsync("db-url"));
        Assert.Contains("not running", stopped.Error, StringComparison.Ordinal);

        await using var again = await RunningService.StartAsync(Console());
        Assert.Equal((4, 2, 3), await CountAsync());
        await using var later = await ConnectAsync();
        Assert.Equal(1, await later.ExecuteScalarAsync<int>("SELECT count(*)::int FROM organisations WHERE notes = 'gardé'"));
        Assert.Equal(3, await later.ExecuteScalarAsync<int>("SELECT count(*)::int FROM workflows WHERE is_template AND status = 'draft'"));
    }

    [Fact]
    public async Task Serve_NoMailServerNamed_WritesEmailsToFilesAndSaysSo()
    {
        await using var service = await RunningService.StartAsync(Console());
        var mail = Path.Combine(Path.GetFullPath(directory), "mail");
        Assert.Contains($"E-mails are written to {mail} and sent to nobody; ALFORIS_SMTP and ALFORIS_MAIL_FROM send them", service.Console.Output, StringComparison.Ordinal);
        var import = new TestConsole { Variables = { ["ALFORIS_DATA"] = directory }, Input = Thanks };
        Assert.True(await import.RunAsync("import", "--activate", "-") == 0, import.Error);

        await using var connection = await ConnectAsync();
        await connection.ExecuteAsync("INSERT INTO organisations (nom, email) VALUES ('Étude Noël', 'contact@etude.example')");
        await Eventually.TrueAsync(() => Task.FromResult(Directory.GetFiles(mail, "*.eml").Length > 0), () => service.Console.Error);

        var text = await File.ReadAllTextAsync(Directory.GetFiles(mail, "*.eml").Single(), TestContext.Current.CancellationToken);
        Assert.Contains("To: contact@etude.example\r\n", text, StringComparison.Ordinal);
        await Eventually.TrueAsync(
            () => connection.ExecuteScalarAsync<bool>("SELECT EXISTS (SELECT FROM workflow_executions WHERE status = 'success')"), () => service.Console.Error);
    }

    [Fact]
    public async Task Import_BeforeTheServiceEverRan_MakesTheDatabaseItself()
    {
        var console = Console();

        Assert.Equal(0, await console.RunAsync("import", SampleFiles.Workflow("onboarding-interne")));
        Assert.Equal("created 'Onboarding interne': workflow 1, version 1, active" + Environment.NewLine, console.Output);

        await using var service = await RunningService.StartAsync(Console());
        Assert.Equal((4, 2, 4), await CountAsync());
    }

    [Fact]
    public async Task DbUrl_NoDatabaseYet_SaysSo()
    {
        var console = Console();

        Assert.Equal(1, await console.RunAsync("db-url"));
        Assert.Contains("There is no embedded database", console.Error, StringComparison.Ordinal);
        Assert.Empty(console.Output);
    }

    public void Dispose() => TestDirectories.Remove(directory);

    private TestConsole Console() => new() { Variables = { ["ALFORIS_DATA"] = directory } };

    private async Task<(int Organisations, int Users, int Workflows)> CountAsync()
    {
        await using var connection = await ConnectAsync();
        return await connection.QuerySingleAsync<(int, int, int)>(
            "SELECT (SELECT count(*)::int FROM organisations), (SELECT count(*)::int FROM users), (SELECT count(*)::int FROM workflows)");
    }

    /// <summary>Connects with nothing but what <c>db-url</c> printed.</summary>
    private async Task<NpgsqlConnection> ConnectAsync()
    {
        var console = Console();
        Assert.Equal(0, await console.RunAsync("db-url"));
        var uri = new Uri(console.Output.Trim());
        var login = uri.UserInfo.Split(':');
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port,
            Username = login[0],
            Password = Uri.UnescapeDataString(login[1]),
            Database = uri.AbsolutePath[1..],
            PersistSecurityInfo = true,
            Pooling = false,
        }.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }
}
