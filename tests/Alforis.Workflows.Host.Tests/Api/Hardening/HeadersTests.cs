using System.Net;
using System.Net.Http.Json;
using Alforis.Workflows.Host.Hardening;

namespace Alforis.Workflows.Host.Tests.Api.Hardening;

public sealed class HeadersTests(SharedApiHost shared) : IClassFixture<SharedApiHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/v1/auth/me", HttpStatusCode.Unauthorized)]
    [InlineData("/api/v1/nothing", HttpStatusCode.NotFound)]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/openapi/v1.json", HttpStatusCode.OK)]
    [InlineData("/docs/index.html", HttpStatusCode.OK)]
    public async Task Answers_All_TellBrowsersToDoNothingElseWithThem(string address, HttpStatusCode expected)
    {
        using var answer = await shared.Host.Anonymous.GetAsync(new Uri(address, UriKind.Relative), Cancellation);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("DENY", Header(answer, "X-Frame-Options"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Resource-Policy"));
        Assert.Contains("geolocation=()", Header(answer, "Permissions-Policy"), StringComparison.Ordinal);
        var policy = Header(answer, "Content-Security-Policy");
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal(address.StartsWith("/docs", StringComparison.Ordinal), policy.Contains("script-src 'self'", StringComparison.Ordinal));
        Assert.False(answer.Headers.Contains("Server"));
        // Over http a browser would not heed it, and it is a promise that only who has a certificate can make.
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Answers_OfTheApi_AreNotStored()
    {
        var viewer = await shared.Host.AsAsync("viewer");
        using var answer = await viewer.GetAsync(new Uri("/api/v1/auth/me", UriKind.Relative), Cancellation);

        Assert.Equal("no-store", Header(answer, "Cache-Control"));
    }

    [Theory]
    [InlineData("req-12.a_B", true)]
    [InlineData("with space", false)]
    [InlineData("a\"b", false)]
    [InlineData("<script>", false)]
    [InlineData("", false)]
    public async Task RequestId_OfTheCaller_IsTakenOverWhenItCanBeLogged(string id, bool isTaken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v1/auth/me", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("X-Request-Id", id);

        using var answer = await shared.Host.Anonymous.SendAsync(request, Cancellation);

        var given = Header(answer, "X-Request-Id");
        Assert.Equal(isTaken, given == id);
        Assert.Matches("^[A-Za-z0-9._-]{1,64}$", given);
        var problem = await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(Cancellation);
        Assert.Equal(given, problem.GetProperty("request_id").GetString());
    }

    [Fact]
    public async Task RequestId_TooLong_IsReplaced()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/health/live", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("X-Request-Id", new string('a', 65));

        using var answer = await shared.Host.Anonymous.SendAsync(request, Cancellation);

        Assert.Matches("^[0-9a-f]{16}$", Header(answer, "X-Request-Id"));
    }

    [Fact]
    public async Task Origins_ThatAreNamed_AreAllowedAndNoOthers()
    {
        await using var host = await ApiHost.StartAsync(s => s with { Hardening = ApiHost.Unlimited with { Origins = ["https://crm.example"] } });

        Assert.Equal("https://crm.example", await AllowedAsync(host, "https://crm.example"));
        Assert.Null(await AllowedAsync(host, "https://evil.example"));
        Assert.Null(await AllowedAsync(host, "null"));
        Assert.Null(await AllowedAsync(shared.Host, "https://crm.example"));
    }

    [Fact]
    public async Task Hosts_ThatAreNamed_AreServedAndNoOthers()
    {
        await using var host = await ApiHost.StartAsync(s => s with { Hardening = ApiHost.Unlimited with { Hosts = ["crm.example", "*.below.example"] } });
        foreach (var (name, expected) in new[]
        {
            ("crm.example", HttpStatusCode.OK), ("CRM.example:81", HttpStatusCode.OK), ("a.below.example", HttpStatusCode.OK),
            ("evil.example", HttpStatusCode.BadRequest), ("127.0.0.1", HttpStatusCode.BadRequest), ("below.example.evil.example", HttpStatusCode.BadRequest),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/health/live", UriKind.Relative)) { Headers = { Host = name } };
            using var answer = await host.Anonymous.SendAsync(request, Cancellation);
            Assert.Equal($"{name} {expected}", $"{name} {answer.StatusCode}");
        }
    }

    [Theory]
    [InlineData("10.0.0.0/8", false)]
    [InlineData("127.0.0.0/8", true)]
    public async Task Proxies_ThatAreNamed_AreBelievedForWhomTheySpeak(string proxies, bool areBelieved)
    {
        await using var host = await ApiHost.StartAsync(s => s with { Hardening = new HardeningSettings { CallsPerMinute = 3, Proxies = [IPNetwork.Parse(proxies)] } });
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 6; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v1/auth/me", UriKind.Relative));
            request.Headers.Add("X-Forwarded-For", $"192.0.2.{i}");
            request.Headers.Add("X-Forwarded-Proto", "https");
            using var answer = await host.Anonymous.SendAsync(request, Cancellation);
            statuses.Add(answer.StatusCode);
            Assert.Equal(areBelieved, answer.Headers.Contains("Strict-Transport-Security"));
        }

        Assert.Equal(areBelieved, statuses.TrueForAll(s => s == HttpStatusCode.Unauthorized));
    }

    private static async Task<string?> AllowedAsync(ApiHost host, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, new Uri("/api/v1/auth/me", UriKind.Relative));
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "GET");
        request.Headers.Add("Access-Control-Request-Headers", "authorization");
        using var answer = await host.Anonymous.SendAsync(request, Cancellation);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
        return answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values.Single() : null;
    }

    private static string Header(HttpResponseMessage answer, string name) =>
        (answer.Headers.TryGetValues(name, out var values) ? values : answer.Content.Headers.TryGetValues(name, out values) ? values : [""]).Single();
}
