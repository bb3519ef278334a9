using System.Net;
using System.Text.Json;

namespace Alforis.Workflows.Host.Tests.Api.Accounts;

public sealed class UserTests
{
    private const string Fresh = "a fresh long password";

    [Fact]
    public async Task Create_User_CanSignInAsWhatTheyAre()
    {
        await using var host = await ApiHost.StartAsync();
        var admin = await host.AsAsync("admin");

        using var answer = await admin.SendAsync("POST", "/users", new { email = "sam@test.example", password = Fresh, first_name = "Sam", roles = new[] { "manager", "commercial" } });
        var made = await Task.FromResult(answer).JsonAsync(HttpStatusCode.Created);

        Assert.Equal($"/api/v1/users/{made.GetProperty("id").GetInt64()}", answer.Headers.Location!.OriginalString);
        Assert.Equal(["commercial", "manager"], made.GetProperty("roles").EnumerateArray().Select(r => r.GetString()!));
        Assert.True(made.GetProperty("sign_in").GetProperty("has_password").GetBoolean());
        var sam = await host.SignInAsync("SAM@test.example", Fresh);
        Assert.Equal("Sam", (await sam.SendAsync("GET", "/auth/me").JsonAsync()).Text("name"));
        Assert.Equal("sam@test.example admin@test.example", await host.ScalarAsync<string>("SELECT (detail ->> 'email') || ' ' || actor FROM audit_log WHERE action = 'user.create'"));
        await admin.SendAsync("POST", "/users", new { email = "Sam@Test.example" }).JsonAsync(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Create_WithMistakes_SaysWhere()
    {
        await using var host = await ApiHost.StartAsync();
        var admin = await host.AsAsync("admin");
        foreach (var (body, error) in new (object, string)[]
                 {
                     (new { email = "no address" }, "invalid_value /email"), (new { email = "a@b@c" }, "invalid_value /email"), (new { email = "a\u0000@b" }, "invalid_value /email"),
                     (new { email = "a\u200b@test.example" }, "invalid_value /email"), (new { email = "s@test.example", first_name = "a\tb" }, "invalid_value /first_name"),
                     (new { email = "s@test.example", password = "short" }, "weak_password /password"), (new { email = "s@test.example", roles = new[] { "root" } }, "invalid_value /roles"),
                     (new { email = "s@test.example", roles = new string?[] { null } }, "invalid_value /roles"), (new { email = "s@test.example", is_active = true }, "invalid_json /is_active"),
                     (new { email = "s@test.example", time_zone = "" }, "invalid_value /time_zone"), (new { email = "s@test.example", language = "xx" }, "invalid_value /language"),
                 })
        {
            var problem = await admin.SendAsync("POST", "/users", body).JsonAsync(HttpStatusCode.BadRequest);
            Assert.StartsWith(error, problem.Error(), StringComparison.Ordinal);
        }

        Assert.False(await host.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM users WHERE email LIKE 's@%')"));
    }

    [Fact]
    public async Task List_Users_FiltersSortsAndCounts()
    {
        await using var host = await ApiHost.StartAsync();
        var admin = await host.AsAsync("admin");

        var page = await admin.SendAsync("GET", "/users?search=TEST.example&sort=-email&limit=2&skip=1").JsonAsync();
        var managers = await admin.SendAsync("GET", "/users?role=manager&is_active=true").JsonAsync();
        var viewed = await (await host.AsAsync("viewer")).SendAsync("GET", "/users?search=admin@test").JsonAsync();

        Assert.Equal(4, page.GetProperty("total").GetInt32());
        Assert.Equal(["manager@test.example", "commercial@test.example"], Emails(page));
        Assert.Equal(["manager@test.example"], Emails(managers));
        // Who may not change users does not learn how they sign in.
        Assert.Equal(JsonValueKind.Null, viewed.GetProperty("items")[0].GetProperty("sign_in").ValueKind);
        foreach (var query in new[] { "limit=0", "limit=201", "skip=-1", "sort=password_hash", "role=root", "limit=x" })
            Assert.Equal(400, await admin.StatusAsync("GET", "/users?" + query));
    }

    [Fact]
    public async Task Change_User_HoldsToTheReadingThatItNames()
    {
        await using var host = await ApiHost.StartAsync();
        var admin = await host.AsAsync("admin");
        var id = await IdAsync(host, "viewer");
        using var read = await admin.SendAsync("GET", $"/users/{id}");
        var tag = read.Headers.ETag!.ToString();

        var changed = await admin.SendAsync("PATCH", $"/users/{id}", new { last_name = "Durand", email = "vera@test.example" }, ("If-Match", tag)).JsonAsync();
        await admin.SendAsync("PATCH", $"/users/{id}", new { last_name = "Dupont" }, ("If-Match", tag)).JsonAsync(HttpStatusCode.PreconditionFailed);
        await admin.SendAsync("PUT", $"/users/{id}/roles", new { roles = new[] { "admin" } }, ("If-Match", tag)).JsonAsync(HttpStatusCode.PreconditionFailed);

        Assert.Equal(("Durand", "vera@test.example", "Viewer"), (changed.Text("last_name"), changed.Text("email"), changed.Text("first_name")));
        await admin.SendAsync("PATCH", $"/users/{id}", new { email = "ADMIN@test.example" }).JsonAsync(HttpStatusCode.Conflict);
        await admin.SendAsync("PATCH", "/users/999999", new { last_name = "x" }).JsonAsync(HttpStatusCode.NotFound);
        Assert.Equal("""{"email": ["viewer@test.example", "vera@test.example"], "last_name": ["Test", "Durand"]}""",
            await host.ScalarAsync<string>("SELECT detail::text FROM audit_log WHERE action = 'user.change'"));
        // A sign-in is no change: the reading stays good.
        using var before = await admin.SendAsync("GET", $"/users/{id}");
        await host.SignInAsync("vera@test.example", ApiHost.Password);
        using var after = await admin.SendAsync("GET", $"/users/{id}");
        Assert.Equal(before.Headers.ETag, after.Headers.ETag);
    }

    [Theory]
    [InlineData("DELETE", "", null, "disabled")]
    [InlineData("PUT", "/roles", "roles", "roles")]
    [InlineData("POST", "/password", "password", "password")]
    [InlineData("DELETE", "/sessions", null, "revoked")]
    public async Task Change_OfWhatSomebodyMay_EndsAllTheirSessions(string method, string path, string? body, string reason)
    {
        await using var host = await ApiHost.StartAsync();
        var admin = await host.AsAsync("admin");
        var viewer = await host.SignInAsync("viewer@test.example", ApiHost.Password);
        await host.SignInAsync("viewer@test.example", ApiHost.Password);
        var id = await IdAsync(host, "viewer");

        var status = await admin.StatusAsync(method, $"/users/{id}{path}", body switch { "roles" => new { roles = new[] { "commercial" } }, "password" => new { password = Fresh }, _ => null });

        Assert.InRange(status, 200, 204);
        Assert.Equal(401, await viewer.StatusAsync("GET", "/auth/me"));
        Assert.Equal($"2 {reason}", await host.ScalarAsync<string>("SELECT count(*) || ' ' || min(ended_reason) FROM user_sessions WHERE ended_at IS NOT NULL"));
        Assert.Equal(200, await admin.StatusAsync("GET", "/auth/me"));
    }

    [Fact]
    public async Task Disable_User_ErasesNothingAndIsUndone()
    {
        await using var host = await ApiHost.StartAsync();
        var admin = await host.AsAsync("admin");
        var id = await IdAsync(host, "viewer");

        Assert.Equal(204, await admin.StatusAsync("DELETE", $"/users/{id}"));
        Assert.Equal(401, await host.Anonymous.StatusAsync("POST", "/auth/login", Requests.Login("viewer@test.example")));
        Assert.False((await admin.SendAsync("GET", $"/users/{id}").JsonAsync()).GetProperty("is_active").GetBoolean());
        Assert.Equal(204, await admin.StatusAsync("POST", $"/users/{id}/enable"));

        Assert.Equal(200, await host.Anonymous.StatusAsync("POST", "/auth/login", Requests.Login("viewer@test.example")));
        Assert.Equal("user.disable,user.enable", await host.ScalarAsync<string>("SELECT string_agg(action, ',' ORDER BY id) FROM audit_log WHERE action IN ('user.disable', 'user.enable')"));
    }

    [Fact]
    public async Task Administrators_OneIsAlwaysLeft()
    {
        await using var host = await ApiHost.StartAsync();
        await host.ExecuteAsync("UPDATE users SET is_active = false WHERE email = 'admin@alforis.com'");
        var admin = await host.AsAsync("admin");
        var (id, other) = (await IdAsync(host, "admin"), await IdAsync(host, "manager"));

        Assert.Equal(409, await admin.StatusAsync("DELETE", $"/users/{id}"));
        Assert.Equal(409, await admin.StatusAsync("PUT", $"/users/{id}/roles", new { roles = new[] { "viewer" } }));
        Assert.Equal(200, await admin.StatusAsync("PUT", $"/users/{other}/roles", new { roles = new[] { "admin" } }));
        // Nobody disables themselves, also not when another is left.
        Assert.Equal(409, await admin.StatusAsync("DELETE", $"/users/{id}"));
        var second = await host.SignInAsync("manager@test.example", ApiHost.Password);

        // Each other, at the same time: one of the two stays.
        var statuses = await Task.WhenAll(admin.StatusAsync("DELETE", $"/users/{other}"), second.StatusAsync("DELETE", $"/users/{id}"));

        Assert.Contains(204, statuses);
        Assert.True(await host.ScalarAsync<int>(
            "SELECT count(*)::int FROM users u JOIN user_roles ur ON ur.user_id = u.id JOIN roles r ON r.id = ur.role_id WHERE u.is_active AND r.name = 'admin'") == 1, string.Join(' ', statuses));
    }

    /// <summary>Also when somebody has given another role the permissions on users.</summary>
    [Fact]
    public async Task Roles_ThatSomebodyLacks_AreNotTheirsToGiveOrToTouch()
    {
        await using var host = await ApiHost.StartAsync();
        await host.ExecuteAsync(
            "INSERT INTO role_permissions SELECT r.id, p.id FROM roles r, permissions p WHERE r.name = 'manager' AND p.resource IN ('users', 'roles') ON CONFLICT DO NOTHING");
        var manager = await host.SignInAsync("manager@test.example", ApiHost.Password);
        var (admin, viewer) = (await IdAsync(host, "admin"), await IdAsync(host, "viewer"));
        await host.AsAsync("admin");
        var session = await host.ScalarAsync<long>("SELECT max(id) FROM user_sessions WHERE user_id = @admin", new { admin });

        await host.ExecuteAsync("DELETE FROM user_roles WHERE user_id = @viewer", new { viewer });
        Assert.Equal(403, await manager.StatusAsync("PUT", $"/users/{viewer}/roles", new { roles = new[] { "admin" } }));
        Assert.Equal(403, await manager.StatusAsync("PUT", $"/users/{viewer}/roles", new { roles = new[] { "commercial" } }));
        Assert.Equal(200, await manager.StatusAsync("PUT", $"/users/{viewer}/roles", new { roles = new[] { "manager" } }));
        Assert.Equal(403, await manager.StatusAsync("POST", "/users", new { email = "new@test.example", roles = new[] { "admin" } }));
        Assert.Equal(201, await manager.StatusAsync("POST", "/users", new { email = "new@test.example", roles = new[] { "manager" } }));
        foreach (var (method, path, body) in new (string, string, object?)[]
                 {
                     ("POST", "/password", new { password = Fresh }), ("PATCH", "", new { email = "mine@test.example" }), ("DELETE", "", null), ("DELETE", "/totp", null),
                     ("PUT", "/roles", new { roles = Array.Empty<string>() }), ("DELETE", "/sessions", null), ("DELETE", $"/sessions/{session}", null),
                 })
        {
            Assert.Equal(403, await manager.StatusAsync(method, $"/users/{admin}{path}", body));
        }

        Assert.Equal(0, await host.ScalarAsync<int>("SELECT count(*)::int FROM user_sessions WHERE user_id = @admin AND ended_at IS NOT NULL", new { admin }));
        // Three roles that were not to be given, and what was tried with the administrator: all of it is in the trail.
        Assert.Equal(10, await host.ScalarAsync<int>("SELECT count(*)::int FROM audit_log WHERE action = 'request.refuse' AND actor = 'manager@test.example' AND detail ->> 'reason' = 'endpoint'"));
    }

    /// <summary>Who finds an administrator's page open shall not have the account.</summary>
    [Fact]
    public async Task Reset_OfOnesOwnPasswordOrCodes_IsRefused()
    {
        await using var host = await ApiHost.StartAsync();
        var admin = await host.AsAsync("admin");
        var id = await IdAsync(host, "admin");

        var problem = await admin.SendAsync("POST", $"/users/{id}/password", new { password = Fresh }).JsonAsync(HttpStatusCode.Conflict);

        Assert.Contains("/api/v1/auth/password", problem.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(409, await admin.StatusAsync("DELETE", $"/users/{id}/totp"));
        Assert.Equal(200, await host.Anonymous.StatusAsync("POST", "/auth/login", Requests.Login("admin@test.example")));
    }

    [Fact]
    public async Task Sessions_OfSomebodyElse_AreForAdministrators()
    {
        await using var host = await ApiHost.StartAsync();
        var (admin, viewer) = (await host.AsAsync("admin"), await host.AsAsync("viewer"));
        var id = await IdAsync(host, "viewer");

        var session = Assert.Single((await admin.SendAsync("GET", $"/users/{id}/sessions").JsonAsync()).EnumerateArray());

        Assert.Equal("bearer", session.Text("kind"));
        Assert.Equal(403, await viewer.StatusAsync("GET", $"/users/{id}/sessions"));
        Assert.Equal(404, await admin.StatusAsync("DELETE", $"/users/{await IdAsync(host, "manager")}/sessions/{session.GetProperty("id").GetInt64()}"));
        Assert.Equal(204, await admin.StatusAsync("DELETE", $"/users/{id}/sessions/{session.GetProperty("id").GetInt64()}"));
        Assert.Equal(401, await viewer.StatusAsync("GET", "/auth/me"));
        Assert.Equal((404, 404, 404), (await admin.StatusAsync("GET", "/users/999999/sessions"), await admin.StatusAsync("DELETE", "/users/999999/sessions"), await admin.StatusAsync("GET", "/users/0")));
    }

    [Fact]
    public async Task Roles_Listed_SayWhatTheyAllow()
    {
        await using var host = await ApiHost.StartAsync();

        var roles = await (await host.AsAsync("manager")).SendAsync("GET", "/roles").JsonAsync();

        Assert.Equal(["admin", "manager", "commercial", "viewer"], roles.EnumerateArray().Select(r => r.Text("name")));
        Assert.Contains("audit:read", roles[0].GetProperty("permissions").EnumerateArray().Select(p => p.GetString()));
        Assert.DoesNotContain("audit:read", roles[1].GetProperty("permissions").EnumerateArray().Select(p => p.GetString()));
        Assert.Equal(403, await (await host.AsAsync("viewer")).StatusAsync("GET", "/roles"));
    }

    [Fact]
    public async Task Audit_Listed_ComesInPartsAndByFilter()
    {
        await using var host = await ApiHost.StartAsync();
        var (admin, viewer) = (await host.AsAsync("admin"), await host.AsAsync("viewer"));
        var id = await IdAsync(host, "viewer");
        for (var i = 0; i < 3; i++) Assert.Equal(403, await viewer.StatusAsync("DELETE", $"/users/{id}"));

        var first = await admin.SendAsync("GET", $"/audit?user_id={id}&action=request.refuse&limit=2").JsonAsync();
        var rest = await admin.SendAsync("GET", $"/audit?user_id={id}&action=request.refuse&limit=2&before={first.Text("next")}").JsonAsync();
        var signIns = await admin.SendAsync("GET", $"/audit?subject_type=user&subject_id={id}").JsonAsync();

        Assert.True(first.GetProperty("has_more").GetBoolean());
        Assert.Equal((2, 1), (first.GetProperty("items").GetArrayLength(), rest.GetProperty("items").GetArrayLength()));
        Assert.False(rest.GetProperty("has_more").GetBoolean());
        var entry = rest.GetProperty("items")[0];
        Assert.Equal(("viewer@test.example", "api", "users:delete"), (entry.Text("actor"), entry.Text("via"), entry.GetProperty("detail").Text("reason")));
        Assert.Equal("session.sign_in", Assert.Single(signIns.GetProperty("items").EnumerateArray()).Text("action"));
        Assert.Equal(403, await (await host.AsAsync("manager")).StatusAsync("GET", "/audit"));
        Assert.Equal(400, await admin.StatusAsync("GET", "/audit?before=x"));
    }

    private static IEnumerable<string> Emails(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(u => u.Text("email"));

    private static Task<long> IdAsync(ApiHost host, string role) => host.ScalarAsync<long>("SELECT id FROM users WHERE email = @email", new { email = $"{role}@test.example" });
}
