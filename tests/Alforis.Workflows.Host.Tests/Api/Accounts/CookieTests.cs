using System.Net;
using System.Xml.Linq;

namespace Alforis.Workflows.Host.Tests.Api.Accounts;

public sealed class CookieTests
{
    private static readonly object Change = new { language = "en" };

    [Fact]
    public async Task Login_ForABrowser_SetsACookieThatNoScriptReadsAndNoOtherSiteSends()
    {
        await using var host = await ApiHost.StartAsync();

        using var answer = await host.Anonymous.SendAsync("POST", "/auth/login", Requests.Login("viewer@test.example", cookie: true));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Matches("^alforis=[A-Za-z0-9_-]{43}; path=/; samesite=strict; httponly$", cookie);
        Assert.Equal(12, await host.ScalarAsync<int>("SELECT extract(hour FROM idle_timeout)::int FROM user_sessions"));
        Assert.Equal(0, await host.ScalarAsync<int>("SELECT count(*)::int FROM session_tokens WHERE kind = 'refresh'"));
    }

    [Fact]
    public async Task Change_WithACookie_NeedsTheTokenOfThisSession()
    {
        await using var host = await ApiHost.StartAsync();
        await using var other = await ApiHost.StartBesideAsync(host);
        var (cookie, csrf) = await SignInAsync(host, "viewer");
        var (foreignCookie, foreign) = await SignInAsync(host, "manager");
        var (earlierCookie, earlier) = await SignInAsync(host, "viewer");

        Assert.Equal(200, await host.Anonymous.StatusAsync("GET", "/auth/me", null, ("Cookie", cookie)));
        await host.Anonymous.SendAsync("PATCH", "/auth/me", Change, ("Cookie", cookie)).JsonAsync(HttpStatusCode.Forbidden);
        var refusal = await host.Anonymous.SendAsync("PATCH", "/auth/me", Change, ("Cookie", cookie), ("X-CSRF-Token", earlier)).JsonAsync(HttpStatusCode.Forbidden);
        Assert.Equal("csrf_invalid", refusal.GetProperty("errors")[0].Text("code"));
        foreach (var wrong in new[] { "", "nonsense", foreign, earlier })
            Assert.Equal(403, await host.Anonymous.StatusAsync("PATCH", "/auth/me", Change, ("Cookie", cookie), ("X-CSRF-Token", wrong)));
        Assert.Equal(403, await host.Anonymous.StatusAsync("PATCH", "/auth/me", Change, ("Cookie", cookie.Split("; ")[0] + "; " + foreignCookie.Split("; ")[1]), ("X-CSRF-Token", foreign)));
        Assert.Equal(403, await host.Anonymous.StatusAsync("PATCH", "/auth/me", Change, ("Cookie", cookie.Split("; ")[0] + "; " + earlierCookie.Split("; ")[1]), ("X-CSRF-Token", earlier)));
        Assert.Equal("fr", await host.ScalarAsync<string>("SELECT language FROM users WHERE email = 'viewer@test.example'"));
        Assert.Equal(200, await host.Anonymous.StatusAsync("PATCH", "/auth/me", Change, ("Cookie", cookie), ("X-CSRF-Token", csrf)));
        Assert.Equal("en", await host.ScalarAsync<string>("SELECT language FROM users WHERE email = 'viewer@test.example'"));
        Assert.Equal(200, await other.Anonymous.StatusAsync("PATCH", "/auth/me", Change, ("Cookie", cookie), ("X-CSRF-Token", csrf)));
        Assert.True(await host.ScalarAsync<bool>("SELECT count(*) > 0 FROM audit_log WHERE action = 'request.refuse' AND detail ->> 'reason' = 'cross_site'"));
    }

    [Fact]
    public async Task Request_WithCookieAndToken_IsTheTokens()
    {
        await using var host = await ApiHost.StartAsync();
        var (cookie, _) = await SignInAsync(host, "viewer");
        var manager = await host.AsAsync("manager");

        var me = await manager.SendAsync("PATCH", "/auth/me", Change, ("Cookie", cookie)).JsonAsync();

        Assert.Equal("manager@test.example", me.Text("email"));
        Assert.Equal(401, await host.WithToken("nonsense").StatusAsync("GET", "/auth/me", null, ("Cookie", cookie)));
        // What a cookie bears is no bearer's token, and the other way round.
        Assert.Equal(401, await host.WithToken(cookie.Split("; ")[0]["alforis=".Length..]).StatusAsync("GET", "/auth/me"));
    }

    [Fact]
    public async Task Session_OfABrowser_EndsAfterTwelveIdleHoursAndAtSignOut()
    {
        await using var host = await ApiHost.StartAsync();
        var (cookie, csrf) = await SignInAsync(host, "viewer");
        await host.ExecuteAsync("UPDATE user_sessions SET last_seen_at = clock_timestamp() - interval '11 hours 59 minutes'");
        Assert.Equal(200, await host.Anonymous.StatusAsync("GET", "/auth/me", null, ("Cookie", cookie)));

        using var answer = await host.Anonymous.SendAsync("POST", "/auth/logout", null, ("Cookie", cookie), ("X-CSRF-Token", csrf));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.StartsWith("alforis=; expires=", Assert.Single(answer.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        Assert.Equal(401, await host.Anonymous.StatusAsync("GET", "/auth/me", null, ("Cookie", cookie)));
        var (idle, _) = await SignInAsync(host, "viewer");
        await host.ExecuteAsync("UPDATE user_sessions SET last_seen_at = clock_timestamp() - interval '12 hours 1 second'");
        Assert.Equal(401, await host.Anonymous.StatusAsync("GET", "/auth/me", null, ("Cookie", idle)));
    }

    [Fact]
    public async Task Keys_ThatProtectBrowsers_AreOneForAllHostsAndEncrypted()
    {
        await using var host = await ApiHost.StartAsync();
        await using var other = await ApiHost.StartBesideAsync(host);

        var documents = await host.ScalarAsync<string>("SELECT string_agg(document, '') FROM workflow.data_protection_keys");

        Assert.Equal("key", XElement.Parse(documents).Name.LocalName);
        Assert.Contains("<sealed", documents, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey", documents, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_HostsThatStartAtOnceWithoutADirectory_AreStillOne()
    {
        await using var host = await ApiHost.StartAsync(s => s with { Hooks = s.Hooks with { Keys = Host.Hooks.KeyRing.None } });
        await host.ExecuteAsync("DELETE FROM workflow.data_protection_keys");

        var others = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ApiHost.StartBesideAsync(host, s => s with { Hooks = s.Hooks with { Keys = Host.Hooks.KeyRing.None } })));
        var (cookie, csrf) = await SignInAsync(others[0], "viewer");

        Assert.Equal(1, await host.ScalarAsync<int>("SELECT count(*)::int FROM workflow.data_protection_keys"));
        foreach (var other in others) Assert.Equal(200, await other.Anonymous.StatusAsync("PATCH", "/auth/me", Change, ("Cookie", cookie), ("X-CSRF-Token", csrf)));
        foreach (var other in others) await other.DisposeAsync();
    }

    /// <summary>The cookies of a browser, and the value of the header.</summary>
    private static async Task<(string Cookie, string Csrf)> SignInAsync(ApiHost host, string role)
    {
        using var login = await host.Anonymous.SendAsync("POST", "/auth/login", Requests.Login($"{role}@test.example", cookie: true));
        var session = login.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        using var answer = await host.Anonymous.SendAsync("GET", "/auth/csrf", null, ("Cookie", session));
        var own = answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        return ($"{session}; {own}", (await Task.FromResult(answer).JsonAsync()).Text("csrf_token"));
    }
}
