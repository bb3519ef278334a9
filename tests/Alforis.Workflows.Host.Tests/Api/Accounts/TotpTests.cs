using System.Net;
using System.Text;
using System.Text.Json;
using Alforis.Workflows.Host.Auth;
using Alforis.Workflows.Host.Hooks;

namespace Alforis.Workflows.Host.Tests.Api.Accounts;

public sealed class TotpTests
{
    private const string Viewer = "viewer@test.example";

    private static readonly object Password = new { password = ApiHost.Password };

    /// <summary>The examples of RFC 6238, appendix B, for SHA-1; their last six digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Code_OfTheRfcsExamples_IsTheirs(long seconds, string code) =>
        Assert.Equal(code, Totp.Code(Encoding.ASCII.GetBytes("12345678901234567890"), seconds / 30));

    [Fact]
    public async Task Totp_SetUpAndConfirmed_IsAskedForAndGoodOnce()
    {
        await using var host = await ApiHost.StartAsync();
        var viewer = await host.AsAsync("viewer");
        var secret = await SetUpAsync(viewer);

        // Not asked for before a code was shown.
        Assert.Equal(200, await host.Anonymous.StatusAsync("POST", "/auth/login", Requests.Login(Viewer)));
        Assert.Equal(400, await viewer.StatusAsync("POST", "/auth/totp/confirm", new { code = "000000x" }));
        var recovery = await ConfirmAsync(viewer, secret);
        Assert.Equal(10, recovery.Distinct(StringComparer.Ordinal).Count());
        Assert.True((await viewer.SendAsync("GET", "/auth/me").JsonAsync()).GetProperty("has_totp").GetBoolean());

        var wanted = await host.Anonymous.SendAsync("POST", "/auth/login", Requests.Login(Viewer)).JsonAsync(HttpStatusCode.Unauthorized);
        Assert.StartsWith("totp_required /totp", wanted.Error(), StringComparison.Ordinal);
        // Whoever does not know the password is not told that a code is asked for.
        Assert.False((await host.Anonymous.SendAsync("POST", "/auth/login", Requests.Login(Viewer, "wrong")).JsonAsync(HttpStatusCode.Unauthorized)).TryGetProperty("errors", out _));
        // The code that confirmed is used up.
        await host.ExecuteAsync("UPDATE user_totp SET last_step = last_step - 1");
        var statuses = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => host.Anonymous.StatusAsync("POST", "/auth/login", Requests.Login(Viewer, totp: Now(secret)))));
        Assert.Equal([200, 401, 401], statuses.Order());
        var again = await host.Anonymous.SendAsync("POST", "/auth/login", Requests.Login(Viewer, totp: Now(secret))).JsonAsync(HttpStatusCode.Unauthorized);
        Assert.StartsWith("totp_invalid /totp", again.Error(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RecoveryCode_InPlaceOfTheDevice_SignsInOnce()
    {
        await using var host = await ApiHost.StartAsync();
        var viewer = await host.AsAsync("viewer");
        var recovery = await ConfirmAsync(viewer, await SetUpAsync(viewer));

        Assert.Equal(200, await host.Anonymous.StatusAsync("POST", "/auth/login", Requests.Login(Viewer, totp: recovery[3].ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal))));
        Assert.Equal(401, await host.Anonymous.StatusAsync("POST", "/auth/login", Requests.Login(Viewer, totp: recovery[3])));
        Assert.Equal(200, await host.Anonymous.StatusAsync("POST", "/auth/login", Requests.Login(Viewer, totp: recovery[4])));

        var stored = await host.ScalarAsync<string>("SELECT concat((SELECT json_agg(t) FROM user_totp t), (SELECT json_agg(c) FROM user_recovery_codes c))");
        Assert.DoesNotContain(recovery[0], stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_GuessedTenTimes_LocksTheAccount()
    {
        await using var host = await ApiHost.StartAsync();
        var viewer = await host.AsAsync("viewer");
        var recovery = await ConfirmAsync(viewer, await SetUpAsync(viewer));
        for (var i = 0; i < 10; i++) Assert.Equal(401, await host.Anonymous.StatusAsync("POST", "/auth/login", Requests.Login(Viewer, totp: "abcdefghjk")));

        var right = await host.Anonymous.SendAsync("POST", "/auth/login", Requests.Login(Viewer, totp: recovery[0])).JsonAsync(HttpStatusCode.Unauthorized);
        var without = await host.Anonymous.SendAsync("POST", "/auth/login", Requests.Login(Viewer)).JsonAsync(HttpStatusCode.Unauthorized);

        Assert.False(right.TryGetProperty("errors", out _));
        Assert.False(without.TryGetProperty("errors", out _));
    }

    [Fact]
    public async Task Totp_Disabled_NeedsThePasswordOrAnAdministrator()
    {
        await using var host = await ApiHost.StartAsync();
        var viewer = await host.AsAsync("viewer");
        await ConfirmAsync(viewer, await SetUpAsync(viewer));
        Assert.Equal(409, await viewer.StatusAsync("POST", "/auth/totp", Password));
        Assert.Equal(403, await viewer.StatusAsync("POST", "/auth/totp/disable", new { password = "wrong" }));

        Assert.Equal(204, await viewer.StatusAsync("POST", "/auth/totp/disable", Password));
        Assert.Equal(200, await host.Anonymous.StatusAsync("POST", "/auth/login", Requests.Login(Viewer)));

        await ConfirmAsync(viewer, await SetUpAsync(viewer));
        var id = await host.ScalarAsync<long>("SELECT id FROM users WHERE email = @Viewer", new { Viewer });
        Assert.Equal(403, await viewer.StatusAsync("DELETE", $"/users/{id}/totp"));
        Assert.Equal(204, await (await host.AsAsync("admin")).StatusAsync("DELETE", $"/users/{id}/totp"));
        Assert.Equal(200, await host.Anonymous.StatusAsync("POST", "/auth/login", Requests.Login(Viewer)));
        Assert.Equal("user.totp_enable,user.totp_disable,user.totp_enable,user.totp_disable", await host.ScalarAsync<string>(
            "SELECT string_agg(action, ',' ORDER BY id) FROM audit_log WHERE action LIKE 'user.totp%'"));
    }

    [Fact]
    public async Task Totp_WithoutKeys_CannotBeSetUpAndIsNoWayAroundWhereItWas()
    {
        await using var host = await ApiHost.StartAsync();
        var viewer = await host.AsAsync("viewer");
        var secret = await SetUpAsync(viewer);
        await ConfirmAsync(viewer, secret);
        await using var keyless = await ApiHost.StartBesideAsync(host, s => s with { Hooks = s.Hooks with { Keys = KeyRing.None } });

        var manager = await keyless.AsAsync("manager");
        Assert.Equal(409, await manager.StatusAsync("POST", "/auth/totp", Password));
        await keyless.Anonymous.SendAsync("POST", "/auth/login", Requests.Login(Viewer, totp: Now(secret))).JsonAsync(HttpStatusCode.ServiceUnavailable);

        Assert.Contains(keyless.Logs, l => l.Contains("ALFORIS_KEYS", StringComparison.Ordinal));
    }

    private static async Task<byte[]> SetUpAsync(HttpClient client)
    {
        var answer = await client.SendAsync("POST", "/auth/totp", Password).JsonAsync();
        var secret = answer.Text("secret");
        Assert.Equal(
            $"otpauth://totp/Alforis%20Workflows:viewer%40test.example?secret={secret}&issuer=Alforis%20Workflows&algorithm=SHA1&digits=6&period=30", answer.Text("otpauth_uri"));
        return Decode(secret);
    }

    private static async Task<string[]> ConfirmAsync(HttpClient client, byte[] secret)
    {
        JsonElement answer = await client.SendAsync("POST", "/auth/totp/confirm", new { code = Now(secret) }).JsonAsync();
        return [.. answer.GetProperty("recovery_codes").EnumerateArray().Select(c => c.GetString()!)];
    }

    private static string Now(byte[] secret) => Totp.Code(secret, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30);

    private static byte[] Decode(string text)
    {
        var bits = string.Concat(text.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2))];
    }
}
