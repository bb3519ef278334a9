using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Alforis.Workflows.Host.Tests.Api.Crm;

/// <summary>One host for the tests of a class; each makes what it needs.</summary>
public sealed class ApiFixture : IAsyncLifetime
{
    internal ApiHost Host { get; private set; } = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Host = await ApiHost.StartAsync();

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    /// <summary>Sends a request as somebody of a role, and reads the answer.</summary>
    internal async Task<JsonElement> SendAsync(string role, HttpMethod method, string path, object? body, HttpStatusCode expected, string? ifMatch = null)
    {
        using var answer = await AnswerAsync(role, method, path, body, ifMatch);
        Assert.True(answer.StatusCode != HttpStatusCode.InternalServerError, Host.Logs.LastOrDefault(l => l.StartsWith("Error", StringComparison.Ordinal)) ?? path);
        return await Task.FromResult(answer).JsonAsync(expected);
    }

    internal async Task<HttpResponseMessage> AnswerAsync(string role, HttpMethod method, string path, object? body, string? ifMatch = null)
    {
        var client = role.Length == 0 ? Host.Anonymous : await Host.AsAsync(role);
        using var request = new HttpRequestMessage(method, new Uri("/api/v1" + path, UriKind.Relative));
        if (body is not null) request.Content = JsonContent.Create(body);
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await client.SendAsync(request, Cancellation);
    }

    internal Task<JsonElement> GetAsync(string role, string path, HttpStatusCode expected = HttpStatusCode.OK) => SendAsync(role, HttpMethod.Get, path, null, expected);

    internal Task<JsonElement> PostAsync(string role, string path, object? body, HttpStatusCode expected = HttpStatusCode.Created) => SendAsync(role, HttpMethod.Post, path, body, expected);

    internal Task<JsonElement> PatchAsync(string role, string path, object? body, HttpStatusCode expected = HttpStatusCode.OK, string? ifMatch = null) =>
        SendAsync(role, HttpMethod.Patch, path, body, expected, ifMatch);

    internal Task<JsonElement> DeleteAsync(string role, string path, HttpStatusCode expected = HttpStatusCode.NoContent, string? ifMatch = null) =>
        SendAsync(role, HttpMethod.Delete, path, null, expected, ifMatch);

    /// <summary>Makes an organisation with a name that nothing else has.</summary>
    internal async Task<(long Id, string Nom)> OrganisationAsync(object? more = null)
    {
        var nom = $"Société {Guid.NewGuid():N}";
        var body = JsonSerializer.SerializeToNode(more ?? new { })!.AsObject();
        body["nom"] = nom;
        return ((await PostAsync("manager", "/organisations", body)).GetProperty("id").GetInt64(), nom);
    }

    /// <summary>Makes a deal.</summary>
    internal async Task<long> DealAsync(long organisation, object? more = null)
    {
        var body = JsonSerializer.SerializeToNode(more ?? new { })!.AsObject();
        body["nom"] ??= "Mandat";
        body["organisation_id"] = organisation;
        return (await PostAsync("manager", "/deals", body)).GetProperty("id").GetInt64();
    }

    /// <summary>The number of the test user of a role.</summary>
    internal Task<long> UserAsync(string role) => Host.ScalarAsync<long>("SELECT id FROM public.users WHERE email = @email", new { email = $"{role}@test.example" });

    /// <summary>The newest entry of the trail about something, as <c>actor action detail</c>.</summary>
    internal Task<string> AuditAsync(string type, long id) => Host.ScalarAsync<string>(
        "SELECT actor || ' ' || action || ' ' || detail::text FROM public.audit_log WHERE subject_type = @type AND subject_id = @id ORDER BY id DESC LIMIT 1", new { type, id });
}
