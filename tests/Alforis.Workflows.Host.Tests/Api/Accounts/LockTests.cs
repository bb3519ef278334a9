using System.Net;
using Alforis.Crm.Data.Accounts;
using Alforis.Crm.Data.Audit;
using Alforis.Workflows.Host.Auth;
using Alforis.Workflows.Host.Hooks;
using Dapper;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Alforis.Workflows.Host.Tests.Api.Accounts;

public sealed class LockTests
{
    private const string Viewer = "viewer@test.example";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Login_AfterTenWrongPasswords_IsRefusedForAQuarterOfAnHourInTheSameWords()
    {
        await using var host = await ApiHost.StartAsync();
        var unknown = await WrongAsync(host, "nobody@test.example");
        for (var i = 0; i < 10; i++) await WrongAsync(host, Viewer);

        var locked = await host.Anonymous.SendAsync("POST", "/auth/login", Requests.Login(Viewer)).JsonAsync(HttpStatusCode.Unauthorized);

        Assert.Equal(unknown.Text("detail"), locked.Text("detail"));
        Assert.Equal(15, await host.ScalarAsync<int>("SELECT round(extract(epoch FROM locked_until - clock_timestamp()) / 60)::int FROM sign_in_failures"));
        await host.ExecuteAsync("UPDATE sign_in_failures SET locked_until = clock_timestamp() - interval '1 second'");
        Assert.Equal(200, await host.Anonymous.StatusAsync("POST", "/auth/login", Requests.Login(Viewer)));
        Assert.Equal(0, await host.ScalarAsync<int>("SELECT count(*)::int FROM sign_in_failures"));
    }

    [Fact]
    public async Task Login_NineWrongPasswordsAndARightOne_BeginsTheCountAnew()
    {
        await using var host = await ApiHost.StartAsync();
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 9; i++) await WrongAsync(host, Viewer);
            Assert.Equal(200, await host.Anonymous.StatusAsync("POST", "/auth/login", Requests.Login(Viewer)));
        }
    }

    /// <summary>Whoever guesses many at once has no more tries than one after the other.</summary>
    [Fact]
    public async Task Record_ManyAtOnce_LocksAfterTen()
    {
        await using var host = await ApiHost.StartAsync();
        var failures = new SignInFailures(host.Database.DataSource);
        var id = await IdAsync(host);

        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => failures.RecordAsync(id, Actor.CommandLine, null, Cancellation)));

        Assert.True(await failures.IsLockedAsync(id, Cancellation));
        Assert.Equal(10, await host.ScalarAsync<int>("SELECT failures FROM sign_in_failures"));
        Assert.Equal(401, await host.Anonymous.StatusAsync("POST", "/auth/login", Requests.Login(Viewer)));
    }

    /// <summary>Who hangs up before a guess is counted would have guesses for nothing.</summary>
    [Fact]
    public async Task Check_OfWhoHangsUpMeanwhile_IsCounted()
    {
        await using var host = await ApiHost.StartAsync();
        await using var connection = await host.Database.DataSource.OpenConnectionAsync(Cancellation);
        await using var holding = await connection.BeginTransactionAsync(Cancellation);
        await connection.ExecuteAsync("SELECT FROM users WHERE email = @Viewer FOR UPDATE", new { Viewer }, holding);
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var check = MakeSignIn(host, new CountingHasher(new PasswordHasher<string>())).CheckAsync(Viewer, "wrong", null, Actor.CommandLine, caller.Token);
        await Eventually.TrueAsync(
            async () => await host.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')"), () => "Nothing is being counted.");

        await caller.CancelAsync();
        await holding.CommitAsync(Cancellation);

        Assert.Equal(SignInVerdict.Wrong, (await check).Verdict);
        Assert.Equal(1, await host.ScalarAsync<int>("SELECT failures FROM sign_in_failures"));
    }

    /// <summary>Another way through the code would take another time, and tell who guesses on that a guess was right.</summary>
    [Theory]
    [InlineData("wrong")]
    [InlineData(ApiHost.Password)]
    public async Task Check_OfALockedAccount_GoesOneWayWhateverThePassword(string password)
    {
        await using var host = await ApiHost.StartAsync();
        await host.ExecuteAsync("INSERT INTO sign_in_failures SELECT id, 10, now() + interval '1 hour' FROM users WHERE email = 'viewer@test.example'");

        var result = await MakeSignIn(host, new CountingHasher(new PasswordHasher<string>())).CheckAsync(Viewer, password, null, Actor.CommandLine, Cancellation);

        Assert.Equal((SignInVerdict.Wrong, null), (result.Verdict, result.Proof));
        Assert.Equal("locked", await host.ScalarAsync<string>("SELECT detail ->> 'reason' FROM audit_log WHERE action = 'session.refuse'"));
    }

    /// <summary>What takes time is hashing: each answer costs one, whatever it is.</summary>
    [Theory]
    [InlineData(Viewer, ApiHost.Password, "")]
    [InlineData(Viewer, "wrong", "")]
    [InlineData("nobody@test.example", "wrong", "")]
    [InlineData(Viewer, ApiHost.Password, "UPDATE users SET is_active = false WHERE email = 'viewer@test.example'")]
    [InlineData(Viewer, ApiHost.Password, "UPDATE users SET password_hash = NULL WHERE email = 'viewer@test.example'")]
    [InlineData(Viewer, ApiHost.Password, "UPDATE users SET password_hash = 'no hash' WHERE email = 'viewer@test.example'")]
    [InlineData(Viewer, ApiHost.Password, "INSERT INTO sign_in_failures SELECT id, 10, now() + interval '1 hour' FROM users WHERE email = 'viewer@test.example'")]
    [InlineData(Viewer, "half a character", "")]
    public async Task Check_Whoever_CostsOneVerification(string email, string password, string change)
    {
        await using var host = await ApiHost.StartAsync();
        if (change.Length > 0) await host.ExecuteAsync(change);
        var hasher = new CountingHasher(new PasswordHasher<string>());
        var signIn = MakeSignIn(host, hasher);
        await signIn.CheckAsync("somebody@test.example", "to make the decoy", null, Actor.CommandLine, Cancellation);
        (hasher.Hashed, hasher.Verified) = (0, 0);

        await signIn.CheckAsync(email, password == "half a character" ? "\ud800" : password, null, Actor.CommandLine, Cancellation);

        Assert.Equal((0, 1), (hasher.Hashed, hasher.Verified));
    }

    [Fact]
    public async Task Login_WithAHashOfAnOlderKind_StoresANewOne()
    {
        await using var host = await ApiHost.StartAsync();
        var older = new PasswordHasher<string>(Options.Create(new PasswordHasherOptions { IterationCount = 1000 })).HashPassword("", ApiHost.Password);
        await host.ExecuteAsync("UPDATE users SET password_hash = @older WHERE email = @Viewer", new { older, Viewer });

        Assert.Equal(200, await host.Anonymous.StatusAsync("POST", "/auth/login", Requests.Login(Viewer)));

        var stored = await host.ScalarAsync<string>("SELECT password_hash FROM users WHERE email = @Viewer", new { Viewer });
        Assert.NotEqual(older, stored);
        Assert.Equal(PasswordVerificationResult.Success, new PasswordHasher<string>().VerifyHashedPassword("", stored, ApiHost.Password));
        Assert.Equal(200, await host.Anonymous.StatusAsync("POST", "/auth/login", Requests.Login(Viewer)));
    }

    [Fact]
    public async Task Login_Refused_IsInTheTrailWithoutPasswordsAndBounded()
    {
        await using var host = await ApiHost.StartAsync();
        await WrongAsync(host, Viewer, "hunter2-hunter2");
        await WrongAsync(host, "hunter2-in-the-wrong-field", "x");

        Assert.Equal("viewer@test.example password,hun… unknown", await host.ScalarAsync<string>(
            "SELECT string_agg((detail ->> 'email') || ' ' || (detail ->> 'reason'), ',' ORDER BY id) FROM audit_log WHERE action = 'session.refuse'"));
        Assert.DoesNotContain("hunter2", await host.ScalarAsync<string>("SELECT json_agg(a)::text FROM audit_log a"), StringComparison.Ordinal);
        await Task.WhenAll(Enumerable.Range(0, 2 * AuditLimit.MostOfAddress).Select(_ => WrongAsync(host, "nobody@test.example")));
        Assert.InRange(await host.ScalarAsync<int>("SELECT count(*)::int FROM audit_log WHERE action = 'session.refuse'"), AuditLimit.MostOfAddress, 2 * AuditLimit.MostOfAddress);
    }

    private static SignIn MakeSignIn(ApiHost host, CountingHasher hasher) => new(
        new CredentialsQuery(host.Database.DataSource), new SignInFailures(host.Database.DataSource), new Passwords(hasher), new Totp(KeyRing.None),
        new AuditLimit(TimeProvider.System, NullLogger<AuditLimit>.Instance), TimeProvider.System);

    private static Task<System.Text.Json.JsonElement> WrongAsync(ApiHost host, string email, string password = "wrong") =>
        host.Anonymous.SendAsync("POST", "/auth/login", Requests.Login(email, password)).JsonAsync(HttpStatusCode.Unauthorized);

    private static Task<long> IdAsync(ApiHost host) => host.ScalarAsync<long>("SELECT id FROM users WHERE email = @Viewer", new { Viewer });

    private sealed class CountingHasher(PasswordHasher<string> inner) : IPasswordHasher<string>
    {
        public int Hashed { get; set; }

        public int Verified { get; set; }

        public string HashPassword(string user, string password)
        {
            Hashed++;
            return inner.HashPassword(user, password);
        }

        public PasswordVerificationResult VerifyHashedPassword(string user, string hashedPassword, string providedPassword)
        {
            Verified++;
            return inner.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
