using System.Net;
using System.Net.Http.Json;
using Alforis.Workflows.Host.Hardening;

namespace Alforis.Workflows.Host.Tests.Api.Hardening;

public sealed class LimitsTests
{
    private static readonly Uri Me = new("/api/v1/auth/me", UriKind.Relative);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_OfAUser_AreLimitedWhateverTheirToken_AndNotThoseOfOthers()
    {
        await using var host = await ApiHost.StartAsync(s => s with { Hardening = new HardeningSettings { CallsPerMinute = 5 } });
        var tokens = new List<HttpClient> { host.WithToken(await host.NewTokenAsync("viewer")), host.WithToken(await host.NewTokenAsync("viewer")) };
        for (var i = 0; i < 5; i++) await tokens[i % 2].GetAsync(Me, Cancellation).JsonAsync();

        foreach (var client in tokens)
        {
            using var answer = await client.GetAsync(Me, Cancellation);
            Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
            Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        }

        await host.WithToken(await host.NewTokenAsync("manager")).GetAsync(Me, Cancellation).JsonAsync();
    }

    [Fact]
    public async Task Logins_FromOneAddress_AreLimitedWhateverTheAccount()
    {
        await using var host = await ApiHost.StartAsync(s => s with { Hardening = new HardeningSettings { LoginsPerMinute = 6 } });

        var statuses = await LoginsAsync(host, 8, i => $"somebody{i}@test.example");

        Assert.Equal([401, 401, 401, 401, 401, 401, 429, 429], statuses);
    }

    [Fact]
    public async Task Logins_OfOneAccount_AreLimitedHoweverItIsWritten()
    {
        await using var host = await ApiHost.StartAsync(s => s with { Hardening = new HardeningSettings { LoginsPerMinute = 6 } });

        var statuses = await LoginsAsync(host, 5, i => i % 2 == 0 ? "viewer@test.example" : " VIEWER@test.example ");

        Assert.Equal([401, 401, 401, 429, 429], statuses);
    }

    /// <summary>To compare a password takes a processor's time, also of who is signed in.</summary>
    [Theory]
    [InlineData("/api/v1/auth/totp", """{"password": "x"}""")]
    [InlineData("/api/v1/auth/totp/disable", """{"password": "x"}""")]
    [InlineData("/api/v1/auth/password", """{"current_password": "x", "new_password": "as long as is asked for"}""")]
    public async Task Passwords_OfWhoIsSignedIn_AreLimitedApartFromSignIns(string path, string body)
    {
        await using var host = await ApiHost.StartAsync(s => s with { Hardening = new HardeningSettings { LoginsPerMinute = 6 } });
        var viewer = host.WithToken(await host.NewTokenAsync("viewer"));
        await LoginsAsync(host, 5, _ => "viewer@test.example");
        var statuses = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
            using var answer = await viewer.PostAsync(new Uri(path, UriKind.Relative), content, Cancellation);
            statuses.Add((int)answer.StatusCode);
        }

        Assert.Equal([403, 403, 403, 429], statuses);
    }

    private static async Task<List<int>> LoginsAsync(ApiHost host, int count, Func<int, string> email)
    {
        var statuses = new List<int>();
        for (var i = 0; i < count; i++)
        {
            using var answer = await host.Anonymous.PostAsJsonAsync("/api/v1/auth/login", new { email = email(i), password = "x" }, Cancellation);
            statuses.Add((int)answer.StatusCode);
        }

        return statuses;
    }
}
