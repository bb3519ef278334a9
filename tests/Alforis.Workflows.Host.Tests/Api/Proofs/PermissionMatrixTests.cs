using System.Net;
using System.Text;
using System.Text.Json;
using Alforis.Workflows.Host.Auth;
using Alforis.Workflows.Host.Tests.Api.Document;
using Microsoft.AspNetCore.Authorization;

namespace Alforis.Workflows.Host.Tests.Api.Proofs;

/// <summary>Every endpoint that a host serves, called by nobody and by somebody of each role.</summary>
public sealed class PermissionMatrixTests(SharedApiHost shared) : IClassFixture<SharedApiHost>
{
    /// <summary>A number that no row has.</summary>
    private const string NoRow = "999999999";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Endpoints_All_HaveARowAndAskForWhatItSays()
    {
        var asked = ServedEndpoint.Of(shared.Host).Select(e => $"{e.Name}: {Asked(e)}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

        Assert.Equal(PermissionTable.Endpoints.Select(r => $"{r.Key}: {r.Value}").Order(StringComparer.Ordinal), asked);
        Assert.Empty(PermissionTable.Endpoints.Values.Except(PermissionTable.Roles.Keys, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Endpoints_All_AnswerWhomTheyAreForAndNobodyElse()
    {
        var document = await ApiDocumentText.ReadAsync(shared.Host);
        var bodies = document.Operations.Where(o => o.Body is not null).Select(o => o.Name).ToHashSet(StringComparer.Ordinal);
        var problems = new List<string>();
        foreach (var endpoint in ServedEndpoint.Of(shared.Host))
        {
            var permission = PermissionTable.Endpoints.GetValueOrDefault(endpoint.Name, "nobody");
            var roles = PermissionTable.Roles.GetValueOrDefault(permission, "").Split(' ');
            foreach (var caller in ApiHost.Roles.Prepend("anonymous"))
            {
                var expected = permission == PermissionTable.Anyone || roles.Contains(caller, StringComparer.Ordinal) ? "answered" : caller == "anonymous" ? "401" : "403";
                var actual = await CallAsync(endpoint, caller, bodies.Contains(endpoint.Name));
                if (actual != expected) problems.Add($"{endpoint.Name} as {caller}: {actual} instead of {expected}");
            }
        }

        Findings.AssertNone(problems);
    }

    private static string Asked(ServedEndpoint endpoint)
    {
        var metadata = endpoint.Endpoint.Metadata;
        if (metadata.GetMetadata<IAllowAnonymous>() is not null) return PermissionTable.Anyone;
        var permissions = metadata.GetOrderedMetadata<PermissionAttribute>().Select(p => p.Permission).ToList();
        return permissions.Count > 0 ? string.Join(' ', permissions) : metadata.GetMetadata<IAuthorizeData>() is null ? "nobody" : PermissionTable.SignedIn;
    }

    /// <summary>What comes of a call that changes nothing: it is about a row that is not there, with a body that is not as it should be.</summary>
    private async Task<string> CallAsync(ServedEndpoint endpoint, string caller, bool hasBody)
    {
        using var request = new HttpRequestMessage(new HttpMethod(endpoint.Method == "ANY" ? "GET" : endpoint.Method), new Uri(endpoint.With(NoRow), UriKind.Relative));
        if (caller != "anonymous") request.Headers.Authorization = new("Bearer", await shared.Host.NewTokenAsync(caller));
        if (hasBody) request.Content = new StringContent("[]", Encoding.UTF8, "application/json");
        using var answer = await shared.Host.Anonymous.SendAsync(request, Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        if ((int)answer.StatusCode >= 500 && !endpoint.Path.StartsWith("/health", StringComparison.Ordinal)) return $"{(int)answer.StatusCode} {text}";
        if (answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)) return "answered";
        // Whoever signs in or calls a hook is told that what they prove is wrong, which is no question of who they are.
        return JsonDocument.Parse(text).RootElement.GetProperty("title").GetString() is "Nobody is signed in." or "This is not allowed." ? ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture) : "answered";
    }
}
