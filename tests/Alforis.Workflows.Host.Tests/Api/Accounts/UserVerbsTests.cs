using Alforis.Testing;
using Alforis.Workflows.Host.Tests.Serving;
using Dapper;
using Microsoft.AspNetCore.Identity;

namespace Alforis.Workflows.Host.Tests.Api.Accounts;

public sealed class UserVerbsTests
{
    private static readonly DatabaseTemplate WithDemoAccounts = CrmDatabases.WithAccounts("demo-accounts", password => new PasswordHasher<string>().HashPassword("", password));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Add_WithoutAPassword_PrintsOneThatSignsIn()
    {
        await using var host = await ApiHost.StartAsync();
        var console = NamedDatabaseTests.On(host.Database);

        Assert.Equal(0, await console.RunAsync("user", "add", "alix@crm.example", "--role", "admin", "--first-name", "Alix"));

        Assert.Matches("^Password: [a-zA-Z2-9]{20}\n$", console.Output.ReplaceLineEndings("\n"));
        Assert.Contains("can sign in, as admin.", console.Error, StringComparison.Ordinal);
        var client = await host.SignInAsync("alix@crm.example", console.Output["Password: ".Length..].Trim());
        Assert.Equal(200, await client.StatusAsync("GET", "/users"));
        Assert.Equal("command", await host.ScalarAsync<string>("SELECT via FROM audit_log WHERE action = 'user.create'"));
        var again = NamedDatabaseTests.On(host.Database);
        Assert.Equal(1, await again.RunAsync("users", "add", "ALIX@crm.example"));
        Assert.Equal("", again.Output);
        Assert.Contains("already", again.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a password of my own\nrest", 0, "")]
    [InlineData("a password of my own\r\n", 0, "")]
    [InlineData("short\n", 1, "at least 12 characters")]
    [InlineData("", 1, "at least 12 characters")]
    public async Task Password_FromTheInput_IsItsFirstLine(string input, int expected, string said)
    {
        await using var host = await ApiHost.StartAsync();
        var console = new TestConsole { Input = input, Variables = { ["ConnectionStrings__Crm"] = host.Database.ConnectionString } };

        Assert.Equal(expected, await console.RunAsync("users", "password", "viewer@test.example", "--password-stdin"));

        Assert.Contains(said, console.Error, StringComparison.Ordinal);
        Assert.Equal("", console.Output);
        if (expected == 0) await host.SignInAsync("viewer@test.example", "a password of my own");
    }

    [Fact]
    public async Task Verbs_OnAUser_DoWhatTheySayAndSignOut()
    {
        await using var host = await ApiHost.StartAsync();
        var viewer = await host.AsAsync("viewer");

        Assert.Equal("'viewer@test.example' is manager and commercial.", (await SaysAsync(host, "roles", "viewer@test.example", "manager", "commercial")).Trim());
        Assert.Equal(401, await viewer.StatusAsync("GET", "/auth/me"));
        Assert.Equal("'viewer@test.example' may not sign in any more, and is signed out.", (await SaysAsync(host, "disable", "VIEWER@test.example")).Trim());
        Assert.Matches("(?m)^ *[0-9]+ +viewer@.* disabled +no +", await SaysAsync(host, "list"));
        Assert.Contains("as before", await SaysAsync(host, "disable", "viewer@test.example"), StringComparison.Ordinal);
        await SaysAsync(host, "enable", "viewer@test.example");
        Assert.Equal("'viewer@test.example' has no role.", (await SaysAsync(host, "roles", "viewer@test.example", "--none")).Trim());
        Assert.Equal("'viewer@test.example' is asked for no one-time codes, as before.", (await SaysAsync(host, "reset-totp", "viewer@test.example")).Trim());
        var json = await SaysAsync(host, "list", "--json");
        Assert.DoesNotContain("hash", json, StringComparison.Ordinal);
        await host.SignInAsync("viewer@test.example", ApiHost.Password);
    }

    [Theory]
    [InlineData(2, "no role", "add", "a@b.example", "--role", "root")]
    [InlineData(2, "no e-mail address", "add", "nobody")]
    [InlineData(2, "Name the roles, or give --none.", "roles", "viewer@test.example")]
    [InlineData(2, "Name the roles, or give --none.", "roles", "viewer@test.example", "admin", "--none")]
    [InlineData(1, "There is no user 'nobody@test.example'.", "disable", "nobody@test.example")]
    [InlineData(1, "is the last active administrator", "disable", "admin@alforis.com")]
    [InlineData(1, "is the last active administrator", "roles", "admin@alforis.com", "viewer")]
    public async Task Verb_ThatCannotBe_SaysWhy(int expected, string said, params string[] arguments)
    {
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.WithDemoData, Cancellation);
        var console = NamedDatabaseTests.On(database);

        Assert.Equal(expected, await console.RunAsync(["users", .. arguments]));

        Assert.Contains(said, console.Error, StringComparison.Ordinal);
        Assert.Equal("", console.Output);
    }

    /// <summary>Everybody knows their passwords: nothing is served on a database that somebody else can reach.</summary>
    [Fact]
    public async Task Serve_DemoAccountsInADatabaseOfOnesOwn_IsRefusedUntilTheyAreMended()
    {
        await using var database = await TestDatabase.CreateAsync(WithDemoAccounts, Cancellation);
        var refused = NamedDatabaseTests.On(database);

        Assert.Equal(1, await refused.RunAsync("serve", "--urls", "http://127.0.0.1:0"));

        Assert.Contains("has admin@alforis.com and user@alforis.com with the passwords of the demo", refused.Error, StringComparison.Ordinal);
        Assert.Contains("./run.sh users disable admin@alforis.com", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, await NamedDatabaseTests.On(database).RunAsync("users", "password", "admin@alforis.com"));
        Assert.Equal(1, await NamedDatabaseTests.On(database).RunAsync("serve", "--urls", "http://127.0.0.1:0"));
        Assert.Equal(0, await NamedDatabaseTests.On(database).RunAsync("users", "disable", "user@alforis.com"));
        await using var service = await RunningService.StartAsync(NamedDatabaseTests.On(database));
        Assert.DoesNotContain("Nobody can administrate", service.Console.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_DatabaseWithoutAnAdministrator_SaysHowToMakeOne()
    {
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, Cancellation);

        await using var service = await RunningService.StartAsync(NamedDatabaseTests.On(database));

        Assert.Contains("./run.sh users add EMAIL --role admin", service.Console.Error, StringComparison.Ordinal);
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancellation);
        Assert.Equal(0, await connection.ExecuteScalarAsync<int>("SELECT count(*)::int FROM users"));
    }

    private static async Task<string> SaysAsync(ApiHost host, params string[] arguments)
    {
        var console = NamedDatabaseTests.On(host.Database);
        Assert.True(await console.RunAsync(["users", .. arguments]) == 0, console.Error);
        return console.Output;
    }
}
