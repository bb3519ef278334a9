using System.Net;
using Alforis.Crm.Data.Accounts;

namespace Alforis.Workflows.Host.Tests.Api.Accounts;

public sealed class PasswordTests(SharedApiHost shared) : IClassFixture<SharedApiHost>
{
    private const string Viewer = "viewer@test.example";
    private const string Another = "another long password";

    [Theory]
    [InlineData("short", "at least 12 characters")]
    [InlineData("elevenchars", "at least 12 characters")]
    [InlineData("Viewer@Test.example", "e-mail address")]
    [InlineData("aaaaaaaaaaaaaaaaaaaa", "repeats")]
    [InlineData("\ud83d\ude00\ud83d\ude01\ud83d\ude02\ud83d\ude03\ud83d\ude04\ud83d\ude05", "at least 12 characters")]
    [InlineData("correct horse", null)]
    public void Problem_OfAPassword_SaysWhatIsWrong(string password, string? said)
    {
        var problem = PasswordRules.Problem(password, Viewer);

        if (said is null) Assert.Null(problem);
        else Assert.Contains(said, problem, StringComparison.Ordinal);
    }

    /// <summary>No case of the table above: a test's arguments are written down as UTF-8.</summary>
    [Fact]
    public void Problem_OfHalfACharacter_IsThatItIsHalf() => Assert.Contains("half of one", PasswordRules.Problem("half of one: \ud83d", Viewer), StringComparison.Ordinal);

    [Fact]
    public async Task Change_OfOnesPassword_NeedsTheOldOneAndEndsAllOtherSessions()
    {
        await using var host = await ApiHost.StartAsync();
        var (here, there) = (await host.SignInAsync(Viewer, ApiHost.Password), await host.SignInAsync(Viewer, ApiHost.Password));

        var weak = await here.SendAsync("POST", "/auth/password", new { current_password = ApiHost.Password, new_password = "short" }).JsonAsync(HttpStatusCode.BadRequest);
        var wrong = await here.SendAsync("POST", "/auth/password", new { current_password = "wrong", new_password = Another }).JsonAsync(HttpStatusCode.Forbidden);
        Assert.StartsWith("weak_password /new_password: ", weak.Error(), StringComparison.Ordinal);
        Assert.StartsWith("wrong_password /current_password: ", wrong.Error(), StringComparison.Ordinal);
        Assert.Equal(200, await there.StatusAsync("GET", "/auth/me"));
        Assert.Equal(204, await here.StatusAsync("POST", "/auth/password", new { current_password = ApiHost.Password, new_password = Another }));

        Assert.Equal((200, 401), (await here.StatusAsync("GET", "/auth/me"), await there.StatusAsync("GET", "/auth/me")));
        Assert.Equal(401, await host.Anonymous.StatusAsync("POST", "/auth/login", Requests.Login(Viewer)));
        Assert.Equal(200, await host.Anonymous.StatusAsync("POST", "/auth/login", Requests.Login(Viewer, Another)));
        Assert.Equal("user.password 1", await host.ScalarAsync<string>("SELECT action || ' ' || (detail ->> 'sessions') FROM audit_log WHERE action = 'user.password'"));
    }

    [Fact]
    public async Task Change_WithTheOldPasswordGuessed_IsLockedLikeASignIn()
    {
        await using var host = await ApiHost.StartAsync();
        var viewer = await host.AsAsync("viewer");
        for (var i = 0; i < 10; i++) Assert.Equal(403, await viewer.StatusAsync("POST", "/auth/password", new { current_password = "wrong", new_password = Another }));

        Assert.Equal(403, await viewer.StatusAsync("POST", "/auth/password", new { current_password = ApiHost.Password, new_password = Another }));
        Assert.Equal(401, await host.Anonymous.StatusAsync("POST", "/auth/login", Requests.Login(Viewer)));
    }

    /// <summary>An é may be typed as one character or as two.</summary>
    [Fact]
    public async Task Login_WithThePasswordTypedOnAnotherKeyboard_IsTheSame()
    {
        await using var host = await ApiHost.StartAsync();
        var viewer = await host.AsAsync("viewer");

        Assert.Equal(204, await viewer.StatusAsync("POST", "/auth/password", new { current_password = ApiHost.Password, new_password = "une clé trouvée" }));

        Assert.Equal(200, await host.Anonymous.StatusAsync("POST", "/auth/login", Requests.Login(Viewer, "une cle\u0301 trouve\u0301e")));
    }

    [Theory]
    [InlineData("Etc/GMT+1")]
    [InlineData("UTC")]
    [InlineData("America/Argentina/Buenos_Aires")]
    [InlineData("America/Port-au-Prince")]
    public async Task Me_WithATimeZoneOfTheIana_IsChanged(string zone)
    {
        var host = shared.Host;

        var me = await (await host.AsAsync("viewer")).SendAsync("PATCH", "/auth/me", new { time_zone = zone }).JsonAsync();

        Assert.Equal(zone, me.Text("time_zone"));
    }

    /// <summary>Else anybody fills the trail with what did not happen.</summary>
    [Fact]
    public async Task Me_ThatStaysAsItWas_IsNotInTheTrail()
    {
        await using var host = await ApiHost.StartAsync();
        var viewer = await host.AsAsync("viewer");

        Assert.Equal(200, await viewer.StatusAsync("PATCH", "/auth/me", new { }));
        Assert.Equal(200, await viewer.StatusAsync("PATCH", "/auth/me", new { last_name = "Test" }));
        Assert.Equal(204, await viewer.StatusAsync("POST", "/auth/totp/disable", new { password = ApiHost.Password }));

        Assert.Equal(0, await host.ScalarAsync<int>("SELECT count(*)::int FROM audit_log WHERE action LIKE 'user.%'"));
    }

    [Fact]
    public async Task Me_Changed_KeepsWhatIsNotNamed()
    {
        await using var host = await ApiHost.StartAsync();
        var viewer = await host.AsAsync("viewer");

        var me = await viewer.SendAsync("PATCH", "/auth/me", new { first_name = " Zoé ", time_zone = "America/Montreal" }).JsonAsync();

        Assert.Equal(("Zoé Test", "fr", "America/Montreal"), (me.Text("name"), me.Text("language"), me.Text("time_zone")));
        foreach (var (body, error) in new (object, string)[]
                 {
                     (new { language = "de" }, "invalid_value /language"), (new { time_zone = "Mars/Olympus" }, "invalid_value /time_zone"),
                     (new { email = "x@y.example" }, "invalid_json /email"), (new { roles = new[] { "admin" } }, "invalid_json /roles"),
                     (new { first_name = new string('x', 101) }, "invalid_value /first_name"), (new { last_name = "two\nlines" }, "invalid_value /last_name"),
                     (new { time_zone = "right/Europe/Paris" }, "invalid_value /time_zone"), (new { time_zone = "localtime" }, "invalid_value /time_zone"),
                     (new { time_zone = "Europe//Paris" }, "invalid_value /time_zone"), (new { time_zone = "Factory" }, "invalid_value /time_zone"),
                 })
        {
            var problem = await viewer.SendAsync("PATCH", "/auth/me", body).JsonAsync(HttpStatusCode.BadRequest);
            Assert.StartsWith(error, problem.Error(), StringComparison.Ordinal);
        }
    }
}
