using System.Text.Json.Nodes;
using Alforis.Workflows.Host.Actions.CallWebhook;

namespace Alforis.Workflows.Host.Tests.Actions.CallWebhook;

/// <summary>What the other side gets.</summary>
public sealed class WebhookRequestTests
{
    private const string Secret = "tr3s-secret";

    [Fact]
    public async Task Run_UrlAlone_PostsWhichStepItIs()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(204);

        var result = await Webhooks.CallAsync(new { url = receiver.Address + "/crm?x=1&y=é#part" });

        Assert.True(result.Succeeded, result.Error);
        Assert.Equal("""{"status":204}""", result.Details!.ToJsonString());
        var request = Assert.Single(receiver.Requests);
        Assert.Equal(("POST", "/crm?x=1&y=%C3%A9"), (request.Method, request.Target));
        Assert.Equal(Steps.Key.ToString(), request.Headers["Idempotency-Key"]);
        Assert.Matches("^Alforis-Workflows/[0-9]+[.][0-9]+[.][0-9]+$", request.Headers["User-Agent"]);
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.Equal($$"""{"idempotency_key":"{{Steps.Key}}","execution_id":12,"workflow_id":4,"action_id":"action_1"}""", request.Body);
    }

    [Theory]
    [InlineData("""{"nom":"Été 🎉","n":12345678901234567890.5,"sub":[1,null,true,{"a":"<b>"}]}""")]
    [InlineData("[]")]
    [InlineData("\"texte\"")]
    [InlineData("0")]
    [InlineData("false")]
    public async Task Run_Body_ArrivesAsItIs(string body)
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(200);

        var result = await Webhooks.CallAsync($$"""{ "url": "{{receiver.Address}}", "body": {{body}} }""");

        Assert.True(result.Succeeded, result.Error);
        var request = Assert.Single(receiver.Requests);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(body), JsonNode.Parse(request.Body)), request.Body);
        Assert.Equal("application/json", request.Headers["Content-Type"]);
    }

    [Theory]
    [InlineData("POST", true)]
    [InlineData("PUT", true)]
    [InlineData("PATCH", true)]
    [InlineData("GET", false)]
    [InlineData("DELETE", false)]
    public async Task Run_MethodWithoutBody_SendsTheUsualOneWhereABodyIsUsual(string method, bool hasBody)
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(200);

        var result = await Webhooks.CallAsync(new { url = receiver.Address, method, body = (object?)null });

        Assert.True(result.Succeeded, result.Error);
        var request = Assert.Single(receiver.Requests);
        Assert.Equal(method, request.Method);
        Assert.Equal(hasBody, request.Body.Length > 0);
        Assert.Equal(hasBody, request.Headers.ContainsKey("Content-Type"));
    }

    [Fact]
    public async Task Run_Headers_ArriveAndReplaceOurs()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(200);

        var result = await Webhooks.CallAsync(new
        {
            url = receiver.Address,
            headers = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["X-Client"] = "Crédit Agricole 🎉",
                ["Authorization"] = "Bearer " + Secret,
                ["content-type"] = "application/vnd.api+json",
                ["user-agent"] = "Notre CRM",
                ["Content-Language"] = "fr",
                ["X-Empty"] = "",
                ["X-Null"] = null,
                ["Idempotency-Key"] = "another",
            },
            body = new { a = 1 },
        });

        Assert.True(result.Succeeded, result.Error);
        var headers = Assert.Single(receiver.Requests).Headers;
        Assert.Equal("Crédit Agricole 🎉", headers["X-Client"]);
        Assert.Equal("Bearer " + Secret, headers["Authorization"]);
        Assert.Equal("application/vnd.api+json", headers["Content-Type"]);
        Assert.Equal("Notre CRM", headers["User-Agent"]);
        Assert.Equal("fr", headers["Content-Language"]);
        Assert.Equal("", headers["X-Empty"]);
        Assert.DoesNotContain("X-Null", headers.Keys);
        Assert.Equal(Steps.Key.ToString(), headers["Idempotency-Key"]);
    }

    [Theory]
    [InlineData("marie:a%40b%3Ac", "Basic bWFyaWU6YUBiOmM=")]
    [InlineData("marie", "Basic bWFyaWU=")]
    public async Task Run_UserInTheAddress_IsTheLogin(string user, string authorization)
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(200);

        var result = await Webhooks.CallAsync(new { url = receiver.Address.Replace("http://", $"http://{user}@", StringComparison.Ordinal) });

        Assert.True(result.Succeeded, result.Error);
        Assert.Equal(authorization, Assert.Single(receiver.Requests).Headers["Authorization"]);
    }

    [Fact]
    public async Task Run_TwoCalls_ShareNoCookies()
    {
        await using var receiver = await WebhookReceiver.StartAsync(context =>
        {
            context.Response.Headers.SetCookie = "session=1";
            return Task.CompletedTask;
        });
        using var action = new CallWebhookAction(Webhooks.Settings, Webhooks.NoTargets, CallWebhookAction.DefaultTimeout, TimeProvider.System);
        var settings = $$"""{ "url": "{{receiver.Address}}" }""";

        for (var i = 1; i <= 2; i++)
            Assert.True((await action.RunAsync(Steps.Call("call_webhook", settings, i), TestContext.Current.CancellationToken)).Succeeded);

        Assert.All(receiver.Requests, r => Assert.DoesNotContain("Cookie", r.Headers.Keys));
        Assert.Single(receiver.Requests.Select(r => r.Headers["Idempotency-Key"]).Distinct(StringComparer.Ordinal));
        Assert.Equal(("call_webhook", 16), (action.Name, action.Concurrency));
    }

    [Theory]
    [InlineData("""{ }""", "'url' is no address of the web: it must begin with https:// or http://.")]
    [InlineData("""{ "url": "" }""", "'url' is no address of the web: it must begin with https:// or http://.")]
    [InlineData("""{ "url": "hooks.example/tr3s-secret" }""", "'url' is no address of the web: it must begin with https:// or http://.")]
    [InlineData("""{ "url": "file:///etc/passwd" }""", "'url' is no address of the web: it must begin with https:// or http://.")]
    [InlineData("""{ "url": "ftp://tr3s-secret@hooks.example" }""", "'url' is no address of the web: it must begin with https:// or http://.")]
    [InlineData("""{ "url": "http://" }""", "'url' is no address of the web: it must begin with https:// or http://.")]
    [InlineData("""{ "url": "http://127.0.0.1:1", "method": "TRACE" }""", "'method' is none of POST, PUT, PATCH, GET, DELETE.")]
    [InlineData("""{ "url": "http://127.0.0.1:1", "headers": { "X-A": "tr3s-secret\r\nX-B: b" } }""", "The header 'X-A' cannot be sent: its value must be one line without control characters, and it must be a header that a request has.")]
    [InlineData("""{ "url": "http://127.0.0.1:1", "headers": { "X-A": "a\u0000" } }""", "The header 'X-A' cannot be sent: its value must be one line without control characters, and it must be a header that a request has.")]
    [InlineData("""{ "url": "http://127.0.0.1:1", "headers": { "X A": "tr3s-secret" } }""", "The header 'X A' cannot be sent: its value must be one line without control characters, and it must be a header that a request has.")]
    [InlineData("""{ "url": "http://127.0.0.1:1", "method": "GET", "headers": { "Content-Language": "fr" } }""", "The header 'Content-Language' cannot be sent: its value must be one line without control characters, and it must be a header that a request has.")]
    public async Task Run_SettingsThatMakeNoRequest_FailForGood(string settings, string error)
    {
        var result = await Webhooks.CallAsync(settings);

        Assert.True(result.IsPermanent);
        Assert.Equal(error, result.Error);
    }

    [Fact]
    public async Task Run_SettingOfAnotherType_FailsAndNamesIt()
    {
        var result = await Webhooks.CallAsync("""{ "url": ["http://127.0.0.1:1"] }""");

        Assert.True(result.IsPermanent);
        Assert.StartsWith("The setting 'url' cannot be used: ", result.Error, StringComparison.Ordinal);
    }
}
