using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Alforis.Crm.Data.Accounts;
using Alforis.Workflows.Host.Tests.Api.Document;
using Microsoft.AspNetCore.Authorization;

namespace Alforis.Workflows.Host.Tests.Api.Proofs;

/// <summary>Tokens that are not good any more, or never were for this, at every endpoint that asks for one.</summary>
public sealed class TokenTests(SharedApiHost shared) : IClassFixture<SharedApiHost>
{
    private const string OfToken = "WHERE token_hash = @hash";
    private const string OfSession = "WHERE id = (SELECT session_id FROM public.session_tokens WHERE token_hash = @hash)";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("an expired token", "access", "UPDATE public.session_tokens SET expires_at = now() - interval '1 second' " + OfToken)]
    [InlineData("a token of a session that has ended", "access", "UPDATE public.user_sessions SET ended_at = now(), ended_reason = 'revoked' " + OfSession)]
    [InlineData("a token of a session that is too old", "access", "UPDATE public.user_sessions SET created_at = now() - interval '31 days', expires_at = now() - interval '1 second' " + OfSession)]
    [InlineData("a token that is removed", "access", "DELETE FROM public.session_tokens " + OfToken)]
    [InlineData("a refresh token", "refresh", "SELECT @hash")]
    public async Task Token_ThatIsNotGood_OpensNothing(string what, string kind, string sql)
    {
        var token = await shared.Host.NewTokenAsync("admin", token: kind);
        await shared.Host.ScalarAsync<object>(sql, new { hash = SessionToken.Hash(token) });

        await AssertNothingOpensAsync(what, new AuthenticationHeaderValue("Bearer", token));
    }

    [Fact]
    public async Task Token_OfADisabledAccount_OpensNothing()
    {
        await using var host = await ApiHost.StartAsync();
        var token = await host.NewTokenAsync("manager");
        await host.ScalarAsync<object>("UPDATE public.users SET is_active = false WHERE email = 'manager@test.example'");

        await AssertNothingOpensAsync(host, "a disabled account", new AuthenticationHeaderValue("Bearer", token));
    }

    [Fact]
    public async Task Token_OfACookie_OpensNothingWhenItIsBorne() =>
        await AssertNothingOpensAsync("a cookie's token", new AuthenticationHeaderValue("Bearer", await shared.Host.NewTokenAsync("admin", session: "cookie")));

    [Fact]
    public async Task Token_InAnotherScheme_OpensNothing()
    {
        var token = await shared.Host.NewTokenAsync("admin");
        foreach (var scheme in new[] { "Basic", "Digest", "Token" }) await AssertNothingOpensAsync(scheme, new AuthenticationHeaderValue(scheme, token));
    }

    [Fact]
    public async Task Token_InTheQueryOrTheBody_OpensNothing()
    {
        var token = await shared.Host.NewTokenAsync("admin");
        await AssertNothingOpensAsync("a token in the query", null, $"?access_token={token}&token={token}");
    }

    private Task AssertNothingOpensAsync(string what, AuthenticationHeaderValue? authorization, string query = "") => AssertNothingOpensAsync(shared.Host, what, authorization, query);

    private static async Task AssertNothingOpensAsync(ApiHost host, string what, AuthenticationHeaderValue? authorization, string query = "")
    {
        var document = await ApiDocumentText.ReadAsync(host);
        var bodies = document.Operations.Where(o => o.Body is not null).Select(o => o.Name).ToHashSet(StringComparer.Ordinal);
        var problems = new List<string>();
        foreach (var endpoint in ServedEndpoint.Of(host).Where(e => e.Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null))
        {
            using var request = new HttpRequestMessage(new HttpMethod(endpoint.Method == "ANY" ? "GET" : endpoint.Method), new Uri(endpoint.With("1") + query, UriKind.Relative));
            request.Headers.Authorization = authorization;
            if (bodies.Contains(endpoint.Name)) request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
            using var answer = await host.Anonymous.SendAsync(request, Cancellation);
            if ((int)answer.StatusCode != 401) problems.Add(string.Create(CultureInfo.InvariantCulture, $"{endpoint.Name} with {what}: {(int)answer.StatusCode}"));
            if (answer.Headers.WwwAuthenticate.Count == 0) problems.Add($"{endpoint.Name} with {what}: no WWW-Authenticate");
        }

        Findings.AssertNone(problems);
    }
}
