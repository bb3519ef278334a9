using System.Text;
using System.Text.Json;
using Alforis.Workflows.Host.Tests.Api.Document;
using Microsoft.AspNetCore.Authorization;

namespace Alforis.Workflows.Host.Tests.Api.Proofs;

/// <summary>What another site can have a browser send: its cookie, but nothing that only our pages can read.</summary>
public sealed class CrossSiteTests(SharedApiHost shared) : IClassFixture<SharedApiHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("nothing")]
    [InlineData("a foreign origin")]
    [InlineData("a token made up")]
    [InlineData("the token of another session")]
    public async Task Changes_WithACookieAnd_AreRefusedEverywhere(string what)
    {
        var cookie = await shared.Host.NewTokenAsync("admin", session: "cookie");
        var (othersCookie, othersToken) = await CsrfAsync(await shared.Host.NewTokenAsync("admin", session: "cookie"));
        var document = await ApiDocumentText.ReadAsync(shared.Host);
        var bodies = document.Operations.Where(o => o.Body is not null).Select(o => o.Name).ToHashSet(StringComparer.Ordinal);
        var problems = new List<string>();
        var before = await TableState.ReadAsync(shared.Host.Database, Cancellation);
        foreach (var endpoint in Changing())
        {
            using var request = Request(endpoint, bodies.Contains(endpoint.Name));
            request.Headers.Add("Cookie", what == "the token of another session" ? $"alforis={cookie}; {othersCookie}" : $"alforis={cookie}");
            if (what == "a foreign origin") request.Headers.Add("Origin", "https://evil.example");
            if (what == "a token made up") request.Headers.Add("X-CSRF-Token", "CfDJ8made-up");
            if (what == "the token of another session") request.Headers.Add("X-CSRF-Token", othersToken);
            using var answer = await shared.Host.Anonymous.SendAsync(request, Cancellation);
            if ((int)answer.StatusCode != 403) problems.Add($"{endpoint.Name}: {(int)answer.StatusCode}");
        }

        Findings.AssertNone([.. problems, .. TableState.Changes(before, await TableState.ReadAsync(shared.Host.Database, Cancellation))]);
    }

    [Fact]
    public async Task Changes_WithACookieAndItsToken_AreAnswered()
    {
        var document = await ApiDocumentText.ReadAsync(shared.Host);
        var bodies = document.Operations.Where(o => o.Body is not null).Select(o => o.Name).ToHashSet(StringComparer.Ordinal);
        var problems = new List<string>();
        foreach (var endpoint in Changing().Where(e => bodies.Contains(e.Name)))
        {
            var cookie = await shared.Host.NewTokenAsync("admin", session: "cookie");
            var (csrfCookie, csrf) = await CsrfAsync(cookie);
            using var request = Request(endpoint, hasBody: true);
            request.Headers.Add("Cookie", $"alforis={cookie}; {csrfCookie}");
            request.Headers.Add("X-CSRF-Token", csrf);
            using var answer = await shared.Host.Anonymous.SendAsync(request, Cancellation);
            if ((int)answer.StatusCode is 401 or 403 or >= 500) problems.Add($"{endpoint.Name}: {(int)answer.StatusCode}");
        }

        Findings.AssertNone(problems);
    }

    private IEnumerable<ServedEndpoint> Changing() =>
        ServedEndpoint.Of(shared.Host).Where(e => e.Method is not ("GET" or "ANY") && e.Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null);

    private static HttpRequestMessage Request(ServedEndpoint endpoint, bool hasBody) => new(new HttpMethod(endpoint.Method), new Uri(endpoint.With("1"), UriKind.Relative))
    {
        Content = hasBody ? new StringContent("[]", Encoding.UTF8, "application/json") : null,
    };

    private async Task<(string Cookie, string Token)> CsrfAsync(string session)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v1/auth/csrf", UriKind.Relative));
        request.Headers.Add("Cookie", $"alforis={session}");
        using var answer = await shared.Host.Anonymous.SendAsync(request, Cancellation);
        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation)).RootElement;
        return (answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("alforis-csrf=", StringComparison.Ordinal)).Split(';')[0], body.EnumerateObject().First().Value.GetString()!);
    }
}
