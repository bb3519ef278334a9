using System.Globalization;
using Alforis.Workflows.Host.Tests.Actions.CallWebhook;
using Alforis.Workflows.Host.Tests.Hooks;
using Microsoft.AspNetCore.Http;

namespace Alforis.Workflows.Host.Tests.Targets;

/// <summary>Calls of stored targets, as their receivers see them.</summary>
public sealed class TargetCallTests
{
    private const string Token = "tr3s-s3cret-token";

    [Fact]
    public async Task Run_Target_IsSignedAsTheSpecificationSays()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(200);
        await using var crm = await TargetCrm.CreateAsync();
        var secret = await crm.SecretAsync("create", "erp", receiver.Address + "/crm?key=" + Token);

        foreach (var settings in (object[])[new { target = "erp", body = new { nom = "Société d’Été 😀" } }, new { target = "ERP" }, new { target = "erp", method = "GET" }])
        {
            var result = await crm.CallAsync(settings);
            Assert.True(result.Succeeded, result.Error);
        }

        var requests = receiver.Requests.ToArray();
        Assert.All(requests, r => Assert.Equal("/crm?key=" + Token, r.Target));
        Assert.All(requests, r => Assert.Equal((Actions.Steps.Key.ToString(), Actions.Steps.Key.ToString()), (r.Headers["webhook-id"], r.Headers["Idempotency-Key"])));
        var verdicts = await StandardSender.VerifyAsync(
        [
            .. requests.Select(r => new VerifiedCall(secret, r.Headers, r.Body)),
            new VerifiedCall(secret, requests[0].Headers, requests[0].Body + " "),
            new VerifiedCall("whsec_" + Convert.ToBase64String(new byte[32]), requests[0].Headers, requests[0].Body),
        ]);
        Assert.Equal([true, true, true, false, false], verdicts);
    }

    [Fact]
    public async Task Run_WhileTheSecretIsRotated_IsSignedWithBoth()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(200);
        await using var crm = await TargetCrm.CreateAsync();
        var old = await crm.SecretAsync("create", "erp", receiver.Address);
        var young = await crm.SecretAsync("rotate", "erp");
        await crm.CallAsync(new { target = "erp" });
        await crm.SaysAsync("retire", "erp");
        await crm.CallAsync(new { target = "erp" });
        var last = await crm.SecretAsync("rotate", "erp", "--retire-old");
        await crm.CallAsync(new { target = "erp" });

        var calls = receiver.Requests.Select(r => (r.Headers, r.Body)).ToArray();
        Assert.Equal(
            [true, true, false, false, true, false, false, true],
            await StandardSender.VerifyAsync(
                new(old, calls[0].Headers, calls[0].Body), new(young, calls[0].Headers, calls[0].Body), new(last, calls[0].Headers, calls[0].Body),
                new(old, calls[1].Headers, calls[1].Body), new(young, calls[1].Headers, calls[1].Body), new(last, calls[1].Headers, calls[1].Body),
                new(young, calls[2].Headers, calls[2].Body), new(last, calls[2].Headers, calls[2].Body)));
    }

    [Fact]
    public async Task Run_HeadersOfTheTarget_GoBeforeThoseOfTheWorkflow()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(200);
        await using var crm = await TargetCrm.CreateAsync();
        await crm.SaysAsync("create", "erp", receiver.Address, "--unsigned", "--headers", crm.Headers($$"""{ "Authorization": "Bearer {{Token}}" }"""));

        var result = await crm.CallAsync(new
        {
            target = "erp", headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["authorization"] = "Bearer autre", ["X-Origine"] = "crm" },
        });

        Assert.True(result.Succeeded, result.Error);
        var headers = Assert.Single(receiver.Requests).Headers;
        Assert.Equal(("Bearer " + Token, "crm"), (headers["Authorization"], headers["X-Origine"]));
        Assert.DoesNotContain("webhook-signature", headers.Keys);
    }

    [Fact]
    public async Task Run_OtherOrigin_GetsNothingThatAnotherWasTrustedWith()
    {
        await using var first = await WebhookReceiver.AnsweringAsync(200);
        await using var second = await WebhookReceiver.AnsweringAsync(200);
        await using var crm = await TargetCrm.CreateAsync();
        await crm.SecretAsync("create", "erp", first.Address, "--headers", crm.Headers($$"""{ "Authorization": "Bearer {{Token}}" }"""));

        Assert.Contains("headers and secrets are as they were", await crm.SaysAsync("set-url", "erp", first.Address + "/v2"), StringComparison.Ordinal);
        Assert.True((await crm.CallAsync(new { target = "erp" })).Succeeded);
        Assert.Contains("Its headers and secrets are deleted", await crm.SaysAsync("set-url", "erp", second.Address), StringComparison.Ordinal);
        Assert.True((await crm.CallAsync(new { target = "erp" })).Succeeded);

        Assert.Equal(["authorization", "webhook-signature"], Trusted(Assert.Single(first.Requests)));
        Assert.Empty(Trusted(Assert.Single(second.Requests)));
        Assert.Equal(0, await crm.ScalarAsync<long>("SELECT count(*) FROM webhook_secrets"));
    }

    // Somebody who can write the table, but has not the keys, cannot send the secrets elsewhere.
    [Fact]
    public async Task Run_OriginWrittenPastTheVerbs_IsNotCalled()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(200);
        await using var crm = await TargetCrm.CreateAsync();
        await crm.SecretAsync("create", "erp", receiver.Address);
        await crm.ScalarAsync<object>("UPDATE webhooks SET origin = 'https://other.example'");

        var result = await crm.CallAsync(new { target = "erp" });

        Assert.False(result.Succeeded);
        Assert.StartsWith("The webhook target 'erp' was not called. A secret cannot be decrypted: ", result.Error, StringComparison.Ordinal);
        Assert.Equal("target_unreadable", result.ErrorCode);
        Assert.Empty(receiver.Requests);
    }

    [Fact]
    public async Task Run_Gone_SwitchesTheTargetOff()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(410);
        await using var crm = await TargetCrm.CreateAsync();
        await crm.SecretAsync("create", "erp", receiver.Address);

        var first = await crm.CallAsync(new { target = "erp" });
        var second = await crm.CallAsync(new { target = "erp" });

        Assert.True(first.IsPermanent);
        Assert.Equal($"{receiver.Address} answered 410 (Gone). The target 'erp' is switched off; switch it on again with: targets enable 'erp'", first.Error);
        Assert.True(second.IsPermanent);
        Assert.Equal($"The webhook target 'erp' is switched off: {receiver.Address} answered 410 (Gone). Switch it on with: targets enable 'erp'", second.Error);
        Assert.Equal(("target_off", "target_off"), (first.ErrorCode, second.ErrorCode));
        Assert.Single(receiver.Requests);
        Assert.Contains($"inactive: {receiver.Address} answered 410 (Gone).", await crm.SaysAsync("show", "erp"), StringComparison.Ordinal);

        await crm.SaysAsync("enable", "erp");
        await crm.CallAsync(new { target = "erp" });
        Assert.Equal(2, receiver.Requests.Count);
    }

    [Theory]
    [InlineData("disable", "The webhook target 'erp' is switched off. Switch it on with: targets enable 'erp'", "target_off")]
    [InlineData("delete", "There is no webhook target 'erp'. It may have been deleted; make it with: targets create 'erp' URL", "target_missing")]
    public async Task Run_TargetThatIsNotCalled_FailsForGoodAndSaysWhy(string verb, string error, string code)
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(200);
        await using var crm = await TargetCrm.CreateAsync();
        await crm.SecretAsync("create", "erp", receiver.Address);
        await crm.SaysAsync(verb, "erp");

        var result = await crm.CallAsync(new { target = "erp" });

        Assert.True(result.IsPermanent);
        Assert.Equal((error, code), (result.Error, result.ErrorCode));
        Assert.Empty(receiver.Requests);
    }

    [Fact]
    public async Task Run_RedirectOfATarget_SaysHowToGiveItTheRightAddress()
    {
        await using var receiver = await WebhookReceiver.StartAsync(context =>
        {
            context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
            context.Response.Headers.Location = "https://other.example/" + Token;
            return Task.CompletedTask;
        });
        await using var crm = await TargetCrm.CreateAsync();
        await crm.SecretAsync("create", "erp", receiver.Address);

        var result = await crm.CallAsync(new { target = "erp" });

        Assert.True(result.IsPermanent);
        Assert.EndsWith("leads to https://other.example. Redirects are not followed: give the target the right address with: targets set-url 'erp' URL.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ReceiverThatRepeatsTheHeaders_IsNotKeptWithThem()
    {
        await using var receiver = await WebhookReceiver.StartAsync(context =>
            context.Response.WriteAsJsonAsync(new { seen = context.Request.Headers.Authorization.ToString(), list = new[] { Token }, map = new Dictionary<string, int>(StringComparer.Ordinal) { [Token] = 1 } }));
        await using var crm = await TargetCrm.CreateAsync();
        await crm.SaysAsync("create", "erp", receiver.Address, "--unsigned", "--headers", crm.Headers($$"""{ "Authorization": "Bearer {{Token}}" }"""));

        var result = await crm.CallAsync(new { target = "erp" });

        Assert.Equal("""{"status":200,"body":{"seen":"[secret]","list":["[secret]"],"map":{"[secret]":1}}}""", result.Details!.ToJsonString());
    }

    // Many receivers name the path in what they say of a wrong one.
    [Theory]
    [InlineData("/services/T1/tr3s-s3cret-token", "Cannot POST {0}", "Cannot POST [secret]")]
    [InlineData("/hook/tr3s1", "Cannot POST {0}", "Cannot POST [secret]")]
    [InlineData("/crm?key=tr3s-s3cret-token&v=2", "key: tr3s-s3cret-token, v: 2", "key: [secret], v: 2")]
    [InlineData("/crm?key=tr3s%2Bs3cret%2Btoken", "key: tr3s+s3cret+token, not tr3s%2Bs3cret%2Btoken", "key: [secret], not [secret]")]
    [InlineData("/v1/webhooks/T1", "Two webhooks in v1", "Two webhooks in v1")]
    [InlineData("", "/ is not /crm", "/ is not /crm")]
    public async Task Run_ReceiverThatRepeatsTheAddress_IsNotKeptWithIt(string path, string answer, string kept)
    {
        await using var receiver = await WebhookReceiver.StartAsync(context => context.Response.WriteAsync(string.Format(CultureInfo.InvariantCulture, answer, path)));
        await using var crm = await TargetCrm.CreateAsync();
        await crm.SaysAsync("create", "erp", receiver.Address + path, "--unsigned");

        var result = await crm.CallAsync(new { target = "erp" });

        Assert.Equal(kept, result.Details!["body"]!.GetValue<string>());
    }

    private static IEnumerable<string> Trusted(ReceivedRequest request) =>
        request.Headers.Keys.Select(k => k.ToLowerInvariant()).Where(k => k is "authorization" or "webhook-signature").Order(StringComparer.Ordinal);
}
