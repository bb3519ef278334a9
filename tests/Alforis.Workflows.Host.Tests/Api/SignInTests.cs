using System.Net;
using System.Net.Http.Json;
using System.Text;

namespace Alforis.Workflows.Host.Tests.Api;

public sealed class SignInTests(SharedApiHost shared) : IClassFixture<SharedApiHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Me_OfAManager_NamesRolesAndPermissions()
    {
        await using var host = await ApiHost.StartAsync();
        var manager = await host.AsAsync("manager");

        var me = await manager.GetAsync(new Uri("/api/v1/auth/me", UriKind.Relative), Cancellation).JsonAsync();

        Assert.Equal("manager@test.example", me.GetProperty("email").GetString());
        Assert.Equal(["manager"], me.GetProperty("roles").EnumerateArray().Select(r => r.GetString()!));
        var permissions = me.GetProperty("permissions").EnumerateArray().Select(p => p.GetString()!).ToList();
        Assert.Contains("workflows:activate", permissions);
        Assert.DoesNotContain("users:create", permissions);
    }

    [Fact]
    public async Task Me_WithoutOrWithAWrongToken_IsUnauthorised()
    {
        await using var host = await ApiHost.StartAsync();
        foreach (var client in new[] { host.Anonymous, host.WithToken("nonsense"), host.WithToken(new string('x', 10_000)) })
        {
            var problem = await client.GetAsync(new Uri("/api/v1/auth/me", UriKind.Relative), Cancellation).JsonAsync(HttpStatusCode.Unauthorized);
            Assert.Equal("Nobody is signed in.", problem.GetProperty("title").GetString());
        }
    }

    [Theory]
    [InlineData("""{"email": "viewer@test.example"}""", 400, "invalid_json : Members are missing")]
    [InlineData("""{"email": "viewer@test.example", "password": null}""", 400, "invalid_json /password: It may not be null")]
    [InlineData("""{"email": "viewer@test.example", "password": 12}""", 400, "invalid_json /password: The value is of another type")]
    [InlineData("""{"email": "viewer@test.example", "password": "x", "admin": true}""", 400, "invalid_json /admin: There is no such member")]
    [InlineData("""{"email": """, 400, "invalid_json ")]
    public async Task Login_WithABodyThatIsNotAsItShouldBe_SaysWhere(string body, int status, string error)
    {
        var host = shared.Host;
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        var problem = await host.Anonymous.PostAsync(new Uri("/api/v1/auth/login", UriKind.Relative), content, Cancellation).JsonAsync((HttpStatusCode)status);

        Assert.StartsWith(error, problem.Error(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_WithTooLongAnAddress_SaysTheLimit()
    {
        await using var host = await ApiHost.StartAsync();

        var problem = await host.Anonymous.PostAsJsonAsync("/api/v1/auth/login", new { email = new string('a', 321), password = "x" }, Cancellation).JsonAsync(HttpStatusCode.BadRequest);

        Assert.StartsWith("invalid_value /email: ", problem.Error(), StringComparison.Ordinal);
        Assert.Contains("320", problem.Error(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_WithAnotherContentType_IsRefusedBeforeItIsRead()
    {
        await using var host = await ApiHost.StartAsync();
        using var content = new StringContent("a=b", Encoding.UTF8, "application/x-www-form-urlencoded");

        await host.Anonymous.PostAsync(new Uri("/api/v1/auth/login", UriKind.Relative), content, Cancellation).JsonAsync(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Login_WithAWrongPasswordOrAnUnknownAddress_IsAnsweredAlike()
    {
        await using var host = await ApiHost.StartAsync();

        var wrong = await host.Anonymous.PostAsJsonAsync("/api/v1/auth/login", new { email = "viewer@test.example", password = "x" }, Cancellation).JsonAsync(HttpStatusCode.Unauthorized);
        var unknown = await host.Anonymous.PostAsJsonAsync("/api/v1/auth/login", new { email = "nobody@test.example", password = "x" }, Cancellation).JsonAsync(HttpStatusCode.Unauthorized);

        Assert.Equal(wrong.GetProperty("title").GetString(), unknown.GetProperty("title").GetString());
        Assert.Equal(wrong.GetProperty("detail").GetString(), unknown.GetProperty("detail").GetString());
    }
}
