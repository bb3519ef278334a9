using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Alforis.Workflows.Host.Actions.CallWebhook;
using Alforis.Workflows.Host.Actions.CallWebhook.Guarding;

namespace Alforis.Workflows.Host.Tests.Actions.CallWebhook.Guarding;

/// <summary>Calls to servers that the operator has not allowed do not reach them, however they are spelled.</summary>
public sealed class GuardedCallTests
{
    public static TheoryData<string> SpellingsOfLoopback =>
    [
        "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.0x0.0x0.0x1", "017700000001", "0177.0.0.1", "127.0.0.1.", "localhost", "LOCALHOST", "a.localhost",
        "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[::1]", "[0:0:0:0:0:0:0:1]", "[2002:7f00:1::1]", "[64:ff9b::7f00:1]", "0.0.0.0", "0", "[::]", "①②⑦.⓪.⓪.①",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(SpellingsOfLoopback))]
    public async Task Run_LoopbackHoweverItIsSpelled_IsNotCalled(string host)
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(200);

        var result = await CallAsync($"http://{host}:{new Uri(receiver.Address).Port.ToString(CultureInfo.InvariantCulture)}/", new CallSettings());

        Assert.False(result.Succeeded);
        Assert.Empty(receiver.Requests);
        // Where the machine knows no server of the name there is none to refuse.
        if (!result.Error!.StartsWith("There is no server of the name", StringComparison.Ordinal))
        {
            Assert.True(result.IsPermanent, result.Error);
            Assert.Contains("and not called. If it is meant, the operator allows it with ALFORIS_ALLOW_CALLS_TO or --allow-call-to, such as ", result.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/", "169.254.169.254 is a link-local address, and not called.")]
    [InlineData("http://[::ffff:169.254.169.254]/", "169.254.169.254 is a link-local address, and not called.")]
    [InlineData("https://10.1.2.3:8443/", "10.1.2.3 is a private address, and not called.")]
    [InlineData("http://[2002:a9fe:a9fe::1]/", "2002:a9fe:a9fe::1 is a detour to 169.254.169.254, a link-local address, and not called.")]
    public async Task Run_AddressOfTheInside_SaysWhichAndWhy(string url, string error)
    {
        var result = await CallAsync(url, new CallSettings());

        Assert.True(result.IsPermanent);
        Assert.StartsWith(error, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NameWithOneAddressOfTheInside_IsNotCalledAtAll()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(200);
        var port = new Uri(receiver.Address).Port.ToString(CultureInfo.InvariantCulture);

        var result = await CallAsync($"http://hooks.example:{port}/", Allowing("127.0.0.0/8"), _ => [IPAddress.Loopback, IPAddress.Parse("10.0.0.1")]);

        Assert.True(result.IsPermanent);
        Assert.Equal(
            "hooks.example leads to 10.0.0.1, which is a private address, and not called. If it is meant, the operator allows it with ALFORIS_ALLOW_CALLS_TO or --allow-call-to, such as 10.0.0.1/32.",
            result.Error);
        Assert.Empty(receiver.Requests);
    }

    // What is checked is what is connected to: a second answer of the name server is never asked for within one connection.
    [Fact]
    public async Task Run_NameThatLeadsElsewhereTheNextMoment_IsCalledWhereItWasChecked()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(200);
        var lookups = 0;

        var result = await CallAsync(
            $"http://rebind.example:{new Uri(receiver.Address).Port.ToString(CultureInfo.InvariantCulture)}/", Allowing("127.0.0.1"),
            _ => Interlocked.Increment(ref lookups) == 1 ? [IPAddress.Loopback] : [IPAddress.Parse("127.0.0.2")]);

        Assert.True(result.Succeeded, result.Error);
        Assert.Equal(1, lookups);
        Assert.Equal($"rebind.example:{new Uri(receiver.Address).Port}", Assert.Single(receiver.Requests).Headers["Host"]);
    }

    [Fact]
    public async Task Run_NameThatHasBeenGood_IsCheckedAgainForTheNextConnection()
    {
        await using var receiver = await WebhookReceiver.StartAsync(context =>
        {
            context.Response.Headers.Connection = "close";
            return Task.CompletedTask;
        });
        var lookups = new ConcurrentQueue<IPAddress>([IPAddress.Loopback, IPAddress.Parse("127.0.0.2")]);
        using var action = Action(Allowing("127.0.0.1"), _ => [lookups.TryDequeue(out var next) ? next : IPAddress.Broadcast]);
        var settings = $$"""{ "url": "http://rebind.example:{{new Uri(receiver.Address).Port}}/" }""";

        var first = await action.RunAsync(Steps.Call("call_webhook", settings), Cancellation);
        var second = await action.RunAsync(Steps.Call("call_webhook", settings), Cancellation);

        Assert.True(first.Succeeded, first.Error);
        Assert.True(second.IsPermanent);
        Assert.StartsWith("rebind.example leads to 127.0.0.2, which is a loopback address, and not called.", second.Error, StringComparison.Ordinal);
        Assert.Single(receiver.Requests);
    }

    [Fact]
    public async Task Run_FirstAddressAway_TriesTheNext()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(200);
        var port = new Uri(receiver.Address).Port.ToString(CultureInfo.InvariantCulture);

        var result = await CallAsync($"http://hooks.example:{port}/", Allowing("127.0.0.0/8"), _ => [IPAddress.Parse("127.0.0.9"), IPAddress.Loopback]);

        Assert.True(result.Succeeded, result.Error);
    }

    [Theory]
    [InlineData("127.0.0.1", "[::ffff:127.0.0.1]")]
    [InlineData("::ffff:127.0.0.0/104", "[::ffff:127.0.0.1]")]
    [InlineData("::ffff:127.0.0.1", "127.0.0.1")]
    public async Task Run_Ipv4WrittenAsIpv6_IsCalledWhereItIsAllowed(string range, string host)
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(200);
        var port = new Uri(receiver.Address).Port.ToString(CultureInfo.InvariantCulture);

        var result = await CallAsync($"http://{host}:{port}/", Allowing(range));

        Assert.True(result.Succeeded, result.Error);
        Assert.Single(receiver.Requests);
    }

    [Theory]
    [InlineData("other.example", true)]
    [InlineData("hooks.example", false)]
    [InlineData("127.0.0.1", true)]
    public async Task Run_OnlySomeHostsAllowed_OthersAreNotCalled(string host, bool isRefused)
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(200);
        var settings = Allowing("127.0.0.1") with { Hosts = HostPatterns.Parse("hooks.example").Hosts };
        var port = new Uri(receiver.Address).Port.ToString(CultureInfo.InvariantCulture);

        var result = await CallAsync($"http://{host}:{port}/", settings, _ => [IPAddress.Loopback]);

        Assert.Equal(isRefused, result.IsPermanent);
        Assert.Equal(isRefused ? $"{host} is none of the hosts that may be called: those are set in ALFORIS_CALL_HOSTS." : null, result.Error);
        Assert.Equal(isRefused ? "webhook_forbidden" : null, result.ErrorCode);
        Assert.Equal(isRefused ? 0 : 1, receiver.Requests.Count);
    }

    private static CallSettings Allowing(string range) => new() { AllowedRanges = [CallSettings.ParseRange(range)!.Value] };

    private static CallWebhookAction Action(CallSettings settings, Func<string, IPAddress[]> resolve) =>
        new(settings, Webhooks.NoTargets, CallWebhookAction.DefaultTimeout, TimeProvider.System, (name, _) => Task.FromResult(resolve(name)));

    private static async Task<Alforis.Crm.Data.Steps.StepResult> CallAsync(string url, CallSettings settings, Func<string, IPAddress[]>? resolve = null)
    {
        using var action = resolve is null ? new(settings, Webhooks.NoTargets, CallWebhookAction.DefaultTimeout, TimeProvider.System) : Action(settings, resolve);
        return await action.RunAsync(Steps.Call("call_webhook", System.Text.Json.JsonSerializer.Serialize(new { url })), Cancellation);
    }
}
