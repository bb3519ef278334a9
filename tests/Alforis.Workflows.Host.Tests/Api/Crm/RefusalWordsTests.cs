using System.Net;
using System.Text;
using System.Text.Json;

namespace Alforis.Workflows.Host.Tests.Api.Crm;

/// <summary>Refusals name the rule and its numbers, so that others can say them in their language.</summary>
public sealed class RefusalWordsTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/organisations", """{"nom": "x", "type": "ami"}""", "choice allowed=client, ")]
    [InlineData("/organisations", """{"nom": " "}""", "blank")]
    [InlineData("/organisations", """{"nom": "x", "email": "nonsense"}""", "email")]
    [InlineData("/organisations", """{"nom": "x", "country_code": "fr"}""", "country_code")]
    [InlineData("/organisations", """{"nom": "x", "probabilite_signature": 101}""", "range max=100 min=0")]
    [InlineData("/organisations", """{"nom": "x", "assigned_to": 999999999}""", "unknown_user")]
    [InlineData("/organisations", """{"nom": "x", "id": 3}""", "unknown_member")]
    [InlineData("/organisations", """{"nom": "x", "tags": "a"}""", "type")]
    [InlineData("/organisations", "{}", "required")]
    [InlineData("/organisations", """{"nom": null}""", "not_null")]
    [InlineData("/tasks", """{"title": "x", "deal_id": 999999999}""", "unknown_id")]
    [InlineData("/tasks", """{"title": "x", "priority": "very"}""", "choice allowed=low, normal, high, urgent")]
    [InlineData("/webhooks", """{"name": " x", "url": "https://a.example"}""", "target_name")]
    [InlineData("/webhooks", """{"name": "x", "url": "ftp://a.example"}""", "url")]
    [InlineData("/webhooks", """{"name": "x", "url": "https://a.example", "headers": {"Host": "y"}}""", "headers")]
    [InlineData("/incoming_hooks", """{"slug": "É", "kind": "signature"}""", "slug")]
    [InlineData("/users", """{"email": "no address", "password": "longer than twelve"}""", "email")]
    [InlineData("/users", """{"email": "a@test.example", "password": "longer than twelve", "time_zone": "Mars/Olympus"}""", "time_zone")]
    public async Task Create_WithAValueThatItCannotHave_NamesTheRule(string path, string body, string expected)
    {
        var problem = await api.PostAsync("admin", path, JsonDocument.Parse(body), HttpStatusCode.BadRequest);

        Assert.Equal("invalid_request", problem.GetProperty("code").GetString());
        Assert.StartsWith(expected, RuleOf(Assert.Single(problem.GetProperty("errors").EnumerateArray())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_WithTooLongAText_NamesTheLimit()
    {
        var problem = await api.PostAsync("admin", "/webhooks", new { name = "x", url = "https://a.example", description = new string('x', 2001) }, HttpStatusCode.BadRequest);

        Assert.Equal("max_length max=2000", RuleOf(Assert.Single(problem.GetProperty("errors").EnumerateArray())));
    }

    [Fact]
    public async Task Create_WithoutPermission_NamesIt()
    {
        var problem = await api.PostAsync("viewer", "/organisations", new { nom = "x" }, HttpStatusCode.Forbidden);

        Assert.Equal("forbidden", problem.GetProperty("code").GetString());
        Assert.Equal("organisations:create", problem.GetProperty("arguments").GetProperty("permission").GetString());
    }

    [Fact]
    public async Task Create_WithABrokenDefinition_NamesWhatIsMeant()
    {
        const string Definition = """{"name":"Essai","trigger_type":"deal_created","actions":[{"type":"add_tags","config":{"tag":"vip"}}]}""";
        var manager = await api.Host.AsAsync("manager");
        using var content = new StringContent(Definition, Encoding.UTF8, "application/json");

        var problem = await manager.PostAsync(new Uri("/api/v1/workflows", UriKind.Relative), content, Cancellation).JsonAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal("invalid_definition", problem.GetProperty("code").GetString());
        var error = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.Equal("add_tags", error.GetProperty("arguments").GetProperty("name").GetString());
        Assert.Equal("add_tag", error.GetProperty("arguments").GetProperty("meant").GetString());
    }

    private static string RuleOf(JsonElement error)
    {
        var reason = error.GetProperty("reason").GetString()!;
        if (!error.TryGetProperty("arguments", out var arguments)) return reason;
        return string.Join(' ', arguments.EnumerateObject().OrderBy(a => a.Name, StringComparer.Ordinal).Select(a => $"{a.Name}={a.Value.GetString()}").Prepend(reason));
    }
}
