using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Alforis.Testing;
using Alforis.Workflows.Host.Commands;
using Alforis.Workflows.Host.Commands.Serve;
using Alforis.Workflows.Host.Database;
using Dapper;
using Npgsql;

namespace Alforis.Workflows.Host.Tests.Serving;

public sealed class FailureTests
{
    private const string Secret = "tr3s-secret";

    // Port 1 is reserved and nobody listens there.
    private const string Unreachable = "Host=127.0.0.1;Port=1;Database=crm;Username=alforis;Password=" + Secret;

    // The usual one may be taken, by this very product.
    private static readonly string[] AnyPort = ["--urls", "http://127.0.0.1:0"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("serve")]
    [InlineData("migrate")]
    public async Task Verb_DatabaseUnreachable_TriesAgainAndEndsWith3(string verb)
    {
        var console = On(Unreachable);

        var exitCode = await console.RunAsync([verb, "--database-timeout", "1", .. verb == "serve" ? AnyPort : []]);

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

        var exitCode = await console.RunAsync(["serve", .. AnyPort]);

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
    public async Task Serve_BusyPort_IsFoundBeforeTheDatabaseIsTouched()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}");
        var console = On(Unreachable);

        Assert.Equal(1, await console.RunAsync("serve", "--urls", "http://127.0.0.1:0;" + url, "--database-timeout", "1"));

        Assert.StartsWith($"Another program listens at {url} already.", console.Error, StringComparison.Ordinal);
    }

    // 192.0.2.0/24 is for documentation and belongs to no machine.
    [Fact]
    public async Task Serve_AddressOfAnotherMachine_SaysSo()
    {
        var console = On(Unreachable);

        Assert.Equal(1, await console.RunAsync("serve", "--urls", "http://192.0.2.1:5000", "--database-timeout", "1"));

        Assert.StartsWith("http://192.0.2.1:5000 is no address of this machine.", console.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SocketError.AddressAlreadyInUse, "Another program listens at http://h:1 already.")]
    [InlineData(SocketError.AddressNotAvailable, "http://h:1 is no address of this machine.")]
    [InlineData(SocketError.AccessDenied, "This account may not listen at http://h:1; ports below 1024")]
    [InlineData(SocketError.TooManyOpenSockets, "The service cannot listen at http://h:1: ")]
    public void AddressException_EachReason_HasItsOwnAdvice(SocketError error, string said)
    {
        var failure = AddressException.Of("http://h:1", new IOException("wrapped", new SocketException((int)error)));

        Assert.StartsWith(said, failure.Message, StringComparison.Ordinal);
        Assert.Contains("--urls http://127.0.0.1:PORT", failure.Message.Replace("with --urls: http", "with --urls http", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_RoleMayNotCreate_NamesTheRoleAndTheGrant()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseTemplate.Empty, Cancellation);
        var role = "reader_" + Guid.NewGuid().ToString("N")[..12];
        await using var administration = new NpgsqlConnection(database.SuperuserConnectionString);
        await administration.OpenAsync(Cancellation);
        await administration.ExecuteAsync($"CREATE ROLE {role} LOGIN PASSWORD 'x'");
        try
        {
            var console = On(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = role, Password = "x", Pooling = false }.ConnectionString);

            Assert.Equal(1, await console.RunAsync("migrate"));

            Assert.StartsWith($"The role '{role}' may not create the CRM's schemas and tables in the database '{administration.Database}'", console.Error, StringComparison.Ordinal);
            Assert.Contains($"GRANT CREATE ON DATABASE {administration.Database} TO {role}; GRANT USAGE, CREATE ON SCHEMA public TO {role};", console.Error, StringComparison.Ordinal);
        }
        finally
        {
            await administration.ExecuteAsync($"DROP ROLE {role}");
        }
    }

    [Fact]
    public async Task DbUrl_DirectoryMayNotBeRead_SaysSo()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess || OperatingSystem.IsWindows(), "Nothing is forbidden to this account.");
        var directory = Directory.CreateTempSubdirectory();
        try
        {
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(directory.FullName, UnixFileMode.None);
            var console = new TestConsole();

            Assert.Equal(1, await console.RunAsync("db-url", "--data", directory.FullName));

            Assert.Contains("cannot be read by this account", console.Error, StringComparison.Ordinal);
        }
        finally
        {
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(directory.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            directory.Delete();
        }
    }

    [Theory]
    [InlineData("/srv/crm", "/srv/crm", "./run.sh db-url")]
    [InlineData("/srv/crm/", "/srv/crm", "./run.sh db-url")]
    [InlineData("/srv/d'or", "/srv/crm", @"./run.sh db-url --data '/srv/d'\''or'")]
    public void Invoke_OfADataDirectory_NamesItUnlessItIsTheUsualOne(string directory, string usual, string said)
    {
        var surroundings = new CommandSurroundings
        {
            Output = TextWriter.Null,
            Error = TextWriter.Null,
            OpenInput = () => Stream.Null,
            Variable = name => name == DatabaseSettings.DefaultDataVariable ? usual : null,
        };

        Assert.Equal(said, DatabaseSettings.Read(directory, null, surroundings).Invoke("db-url"));
    }

    [Fact]
    public async Task Serve_TimeoutVariableIsNoNumber_SaysSo()
    {
        var console = On(Unreachable);
        console.Variables["ALFORIS_DATABASE_TIMEOUT"] = "bientôt";

        Assert.Equal(1, await console.RunAsync(["serve", .. AnyPort]));
        Assert.Contains("ALFORIS_DATABASE_TIMEOUT is 'bientôt'", console.Error, StringComparison.Ordinal);
    }

    private static TestConsole On(string connectionString) => new() { Variables = { ["ConnectionStrings__Crm"] = connectionString } };
}
