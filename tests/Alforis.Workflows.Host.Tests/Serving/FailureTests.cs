using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Alforis.Testing;
using Npgsql;

namespace Alforis.Workflows.Host.Tests.Serving;

public sealed class FailureTests
{
    private const string Secret = "tr3s-secret";

    // Port 1 is reserved and nobody listens there.
    private const string Unreachable = "Host=127.0.0.1;Port=1;Database=crm;Username=alforis;Password=" + Secret;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("serve")]
    [InlineData("migrate")]
    public async Task Verb_DatabaseUnreachable_TriesAgainAndEndsWith3(string verb)
    {
        var console = On(Unreachable);

        var exitCode = await console.RunAsync(verb, "--database-timeout", "1");

        Assert.Equal(3, exitCode);
        var lines = console.Error.ReplaceLineEndings("\n").TrimEnd().Split('\n');
        Assert.True(lines.Length >= 2, console.Error);
        Assert.All(lines[..^1], line => Assert.StartsWith("The database at 127.0.0.1:1 cannot be reached (", line, StringComparison.Ordinal));
        Assert.StartsWith("The database at 127.0.0.1:1 could not be reached within 1 s (", lines[^1], StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, console.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_ToldToStopWhileItWaits_EndsWith0()
    {
        await using var service = RunningService.Begin(On(Unreachable));
        await service.SaysAsync(() => service.Console.Error.Contains("Next try", StringComparison.Ordinal));

        Assert.Equal(0, await service.StopAsync());
    }

    [Theory]
    [InlineData("Password", Secret, "refuses the user 'alforis'")]
    [InlineData("Database", "absent", "There is no database 'absent'")]
    public async Task Serve_DatabaseRefuses_SaysWhyWithoutTryingAgain(string keyword, string value, string said)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseTemplate.Empty, Cancellation);
        var console = On(new NpgsqlConnectionStringBuilder(database.ConnectionString) { [keyword] = value }.ConnectionString);

        var exitCode = await console.RunAsync("serve", "--urls", "http://127.0.0.1:0");

        Assert.Equal(1, exitCode);
        Assert.Contains(said, console.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Next try", console.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, console.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgresql://alforis:" + Secret + "@127.0.0.1/crm?sslmode=disable")]
    [InlineData("Host=127.0.0.1;Pasword=" + Secret)]
    [InlineData("Host=127.0.0.1;Port=" + Secret)]
    [InlineData(Secret)]
    public async Task Serve_ConnectionStringCannotBeRead_SaysHowItLooksAndKeepsTheSecret(string connectionString)
    {
        var console = On(connectionString);

        var exitCode = await console.RunAsync("serve");

        Assert.Equal(1, exitCode);
        Assert.StartsWith("ConnectionStrings__Crm cannot be read as a connection string. It looks like Host=", console.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, console.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_BusyPort_SaysSoInASentence()
    {
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, Cancellation);
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}");
        var console = On(database.ConnectionString);

        var exitCode = await console.RunAsync("serve", "--urls", url);

        Assert.Equal(1, exitCode);
        Assert.Contains(url, console.Error, StringComparison.Ordinal);
        Assert.Contains("choose another address with --urls", console.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", console.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_TimeoutVariableIsNoNumber_SaysSo()
    {
        var console = On(Unreachable);
        console.Variables["ALFORIS_DATABASE_TIMEOUT"] = "bientôt";

        Assert.Equal(1, await console.RunAsync("serve"));
        Assert.Contains("ALFORIS_DATABASE_TIMEOUT is 'bientôt'", console.Error, StringComparison.Ordinal);
    }

    private static TestConsole On(string connectionString) => new() { Variables = { ["ConnectionStrings__Crm"] = connectionString } };
}
