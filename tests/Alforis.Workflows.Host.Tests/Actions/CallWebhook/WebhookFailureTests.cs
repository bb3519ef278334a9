using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Alforis.Workflows.Host.Tests.Actions.CallWebhook;

/// <summary>What comes of each answer, and of none.</summary>
public sealed class WebhookFailureTests
{
    private const string Secret = "tr3s-secret";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(200, null, "")]
    [InlineData(201, null, "")]
    [InlineData(202, null, "")]
    [InlineData(204, null, "")]
    [InlineData(299, null, "")]
    [InlineData(304, true, "304 (Not Modified)")]
    [InlineData(400, true, "400 (Bad Request)")]
    [InlineData(401, true, "401 (Unauthorized)")]
    [InlineData(403, true, "403 (Forbidden)")]
    [InlineData(404, true, "404 (Not Found)")]
    [InlineData(409, true, "409 (Conflict)")]
    [InlineData(410, true, "410 (Gone)")]
    [InlineData(422, true, "422 (Unprocessable Entity)")]
    [InlineData(499, true, "499 (Client Closed Request)")]
    [InlineData(408, false, "408 (Request Timeout)")]
    [InlineData(425, false, "425")]
    [InlineData(429, false, "429 (Too Many Requests)")]
    [InlineData(500, false, "500 (Internal Server Error)")]
    [InlineData(502, false, "502 (Bad Gateway)")]
    [InlineData(503, false, "503 (Service Unavailable)")]
    [InlineData(504, false, "504 (Gateway Timeout)")]
    [InlineData(599, false, "599")]
    public async Task Run_Status_SaysWhetherToTryAgain(int status, bool? isPermanent, string named)
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(status);

        var result = await Webhooks.CallAsync(new { url = Hide(receiver.Address) });

        Assert.Equal(isPermanent is null, result.Succeeded);
        Assert.Equal(isPermanent is true, result.IsPermanent);
        Assert.Equal(isPermanent switch { null => null, true => "webhook_refused", false => "webhook_failing" }, result.ErrorCode);
        Assert.Equal(isPermanent is null ? null : $"{receiver.Address} answered {named}.", result.Error);
        Assert.Equal(status, result.Details!["status"]!.GetValue<int>());
        Assert.Null(result.RetryAfter);
        Assert.Single(receiver.Requests);
    }

    [Theory]
    [InlineData(301, "301 (Moved Permanently)", "https://other.example/tr3s-secret?key=tr3s-secret", "to https://other.example")]
    [InlineData(302, "302 (Found)", "/elsewhere?key=tr3s-secret", "to another address there")]
    [InlineData(303, "303 (See Other)", "//user:tr3s-secret@other.example:81/", "to http://other.example:81")]
    [InlineData(307, "307 (Temporary Redirect)", null, "nowhere")]
    [InlineData(308, "308 (Permanent Redirect)", "https://other.example", "to https://other.example")]
    [InlineData(302, "302 (Found)", "//[tr3s-secret", "to something that is no address")]
    public async Task Run_Redirect_IsNotFollowed(int status, string named, string? location, string destination)
    {
        await using var receiver = await WebhookReceiver.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            if (location is not null) context.Response.Headers.Location = location;
            return Task.CompletedTask;
        });

        var result = await Webhooks.CallAsync(new { url = Hide(receiver.Address) });

        Assert.True(result.IsPermanent);
        Assert.Equal($"{receiver.Address} answered {named} and leads {destination}. Redirects are not followed: write the right address as 'url'.", result.Error);
        Assert.Equal("webhook_redirected", result.ErrorCode);
        Assert.Single(receiver.Requests);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("120", 120)]
    [InlineData("86400", 86_400)]
    [InlineData("86401", 86_400)]
    [InlineData("99999999999999999999", 86_400)]
    [InlineData("Tue, 10 Mar 2026 12:10:00 GMT", 600)]
    [InlineData("Tue, 10 Mar 2026 11:00:00 GMT", 0)]
    [InlineData("Fri, 31 Dec 2049 23:59:59 GMT", 86_400)]
    [InlineData("-5", null)]
    [InlineData("bientôt", null)]
    [InlineData("1.5", null)]
    [InlineData("", null)]
    public async Task Run_RetryAfter_IsHonouredUpToADay(string header, int? seconds)
    {
        var now = new DateTimeOffset(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
        await using var receiver = await WebhookReceiver.StartAsync(context =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = Uri.EscapeDataString(header) == header || header.Contains(' ', StringComparison.Ordinal) ? header : "bient%C3%B4t";
            return Task.CompletedTask;
        });

        var result = await Webhooks.CallAsync(new { url = receiver.Address }, clock: new StoppedClock(now));

        Assert.False(result.IsPermanent);
        Assert.Equal(seconds is { } s ? TimeSpan.FromSeconds(s) : null, result.RetryAfter);
    }

    [Fact]
    public async Task Run_NoAnswer_EndsInTimeAsTransient()
    {
        await using var receiver = await WebhookReceiver.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        var started = Stopwatch.GetTimestamp();

        var result = await Webhooks.CallAsync(new { url = Hide(receiver.Address) }, TimeSpan.FromMilliseconds(300));

        Assert.False(result.IsPermanent);
        Assert.Equal($"{receiver.Address} did not answer within 0.3 s, or not to the end. It may have done what was asked all the same.", result.Error);
        Assert.Equal("webhook_timeout", result.ErrorCode);
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(10));
    }

    // The limit is for the whole exchange, however steadily bytes come in.
    [Fact]
    public async Task Run_AnswerThatTrickles_EndsInTimeAsTransient()
    {
        await using var receiver = await WebhookReceiver.StartAsync(async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync("x", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(20, context.RequestAborted);
            }
        });

        var result = await Webhooks.CallAsync(new { url = receiver.Address }, TimeSpan.FromMilliseconds(500));

        Assert.False(result.Succeeded);
        Assert.False(result.IsPermanent);
        Assert.Contains("within 0.5 s", result.Error, StringComparison.Ordinal);
        Assert.Equal("""{"status":200}""", result.Details!.ToJsonString());
    }

    [Theory]
    [InlineData(200, false)]
    [InlineData(404, true)]
    [InlineData(503, false)]
    public async Task Run_ClosedWithinTheBody_IsTransientUnlessTheStatusHasDecided(int status, bool isPermanent)
    {
        var answer = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} X\r\nContent-Length: 1000\r\n\r\nbegun");
        await using var server = new OneAnswer(answer);

        var result = await Webhooks.CallAsync(new { url = server.Address });

        Assert.False(result.Succeeded);
        Assert.Equal(isPermanent, result.IsPermanent);
        Assert.Equal(status, result.Details!["status"]!.GetValue<int>());
        if (status == 200) Assert.Equal($"{server.Address} broke the connection before its answer was complete.", result.Error);
    }

    [Theory]
    [InlineData("", "broke the connection before its answer was complete.")]
    [InlineData("tr3s-secret\r\n\r\n", "answered something that is not HTTP, or too long a head.")]
    [InlineData("HTTP/1.1 200 OK\r\ntr3s-secret\r\n\r\n", "answered something that is not HTTP, or too long a head.")]
    public async Task Run_AnswerThatIsNoHttp_IsTransientAndNotRepeated(string answer, string said)
    {
        await using var server = new OneAnswer(answer);

        var result = await Webhooks.CallAsync(new { url = Hide(server.Address) });

        Assert.False(result.IsPermanent);
        Assert.Equal($"{server.Address} {said}", result.Error);
    }

    [Fact]
    public async Task Run_EndlessHead_IsTransient()
    {
        await using var receiver = await WebhookReceiver.StartAsync(context =>
        {
            for (var i = 0; i < 40; i++) context.Response.Headers[string.Create(CultureInfo.InvariantCulture, $"X-{i}")] = new string('x', 4000);
            return Task.CompletedTask;
        });

        var result = await Webhooks.CallAsync(new { url = receiver.Address });

        Assert.False(result.IsPermanent);
        Assert.Equal($"{receiver.Address} answered something that is not HTTP, or too long a head.", result.Error);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1", "http://127.0.0.1:1 cannot be reached: Connection refused.", "webhook_unreachable")]
    [InlineData("http://hooks.invalid", "There is no server of the name in http://hooks.invalid, or it cannot be looked up now.", "webhook_name_unknown")]
    public async Task Run_NobodyThere_IsTransient(string address, string error, string code)
    {
        var result = await Webhooks.CallAsync(new { url = Hide(address) });

        Assert.False(result.IsPermanent);
        Assert.Equal((error, code), (result.Error, result.ErrorCode));
        Assert.Null(result.Details);
    }

    [Fact]
    public async Task Run_NoTlsThere_IsTransientAndSaysSo()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(200);
        var address = receiver.Address.Replace("http://", "https://", StringComparison.Ordinal);

        var result = await Webhooks.CallAsync(new { url = Hide(address) });

        Assert.False(result.IsPermanent);
        Assert.StartsWith($"No secure connection with {address}: ", result.Error, StringComparison.Ordinal);
        Assert.Equal("webhook_insecure", result.ErrorCode);
        Assert.DoesNotContain(Secret, result.Error, StringComparison.Ordinal);
        Assert.Empty(receiver.Requests);
    }

    [Fact]
    public async Task Run_Cancelled_Throws()
    {
        await using var receiver = await WebhookReceiver.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var running = Webhooks.CallAsync(new { url = receiver.Address }, cancellationToken: stop.Token);
        await Eventually.TrueAsync(() => Task.FromResult(!receiver.Requests.IsEmpty), () => "no request");

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    /// <summary>The address with what must not be seen.</summary>
    private static string Hide(string address) => address.Replace("://", $"://{Secret}:{Secret}@", StringComparison.Ordinal) + $"/{Secret}?key={Secret}";

    /// <summary>Stands still, so that a date has one distance.</summary>
    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
