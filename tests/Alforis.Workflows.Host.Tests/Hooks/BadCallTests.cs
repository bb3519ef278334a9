using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Alforis.Workflows.Host.Tests.Hooks;

public sealed class BadCallTests(SharedHookHost shared) : IClassFixture<SharedHookHost>
{
    /// <summary>A hook of a test's own.</summary>
    private readonly string slug = "site-" + Guid.NewGuid().ToString("N");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> Payloads => new()
    {
        { "{\n  \"a\": 1,\n}", "Line 3, column 1", "" },
        { "essai", "Line 1, column 1", "" },
        { "", "not JSON", "" },
        { """{"a":1} {"b":2}""", "Line 1, column 9", "" },
        { "[1,2]", "The payload is a list; it must be an object.", "" },
        { "\"texte\"", "The payload is a text", "" },
        { "null", "The payload is null", "" },
        { """{"client":{"nom":"A\u0000B"}}""", "NUL characters cannot be stored.", "/client/nom" },
        { """{"lignes":[{"a\u0000":1}]}""", "NUL characters cannot be stored.", "/lignes/0/a\0" },
        { """{"client":{"nom":"A","nom":"B"}}""", "The member 'nom' stands twice", "/client/nom" },
        { """{"a/b":1,"a\u002fb":2}""", "stands twice", "/a~1b" },
        { """{"textes":["bon","\ud800"]}""", "not valid Unicode text", "/textes/1" },
        { """{"montant":1e40}""", "The number 1e40 is too large", "/montant" },
        { """{"montant":-79228162514264337593543950336}""", "is too large", "/montant" },
        { """{"montant":1e99999999999999999999}""", "is too large", "/montant" },
        { """{"taux":[1,1e-20000]}""", "too close to zero", "/taux/1" },
        { """{"a":""" + new string('1', 101) + "}", "more than 100 characters", "/a" },
        { """{"a":""" + string.Concat(Enumerable.Repeat("[", 32)) + string.Concat(Enumerable.Repeat("]", 32)) + "}", "depth", "" },
    };

    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task Post_PayloadThatCannotBeStored_SaysWhatAndWhere(string body, string said, string pointer)
    {
        var host = shared.Host;
        var call = new SignedCall(slug, await host.SecretAsync("create", slug)) { Body = Encoding.UTF8.GetBytes(body) };
        var events = await host.EventsAsync();

        using var answer = await host.SendUntilKnownAsync(() => call.Request());

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Contains(said, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(pointer, problem.GetProperty("pointer").GetString());
        Assert.Equal(events, await host.EventsAsync());
        // Corrected, it may come with the same id.
        using var corrected = await host.Http.SendAsync((call with { Body = "{}"u8.ToArray() }).Request(), Cancellation);
        Assert.Equal(HttpStatusCode.Accepted, corrected.StatusCode);
    }

    [Theory]
    [InlineData("""{"a":79228162514264337593543950335,"b":-0.0,"c":1e-300,"d":4.9E-324,"e":0.1234567890123456789012345678901234567890,"f":1E+28}""")]
    [InlineData("""{"émoji":"😀\ud83d\ude00","vide":"","":{"":[]},"nul":null,"long":"\n\u001f\\"}""")]
    [InlineData("\uFEFF{\"a\":1}")]
    public async Task Post_PayloadAtTheEdge_IsStored(string body)
    {
        var host = shared.Host;
        var call = new SignedCall(slug, await host.SecretAsync("create", slug)) { Body = Encoding.UTF8.GetBytes(body) };
        var events = await host.EventsAsync();

        using var answer = await host.SendUntilKnownAsync(() => call.Request());

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(events + 1, await host.EventsAsync());
        Assert.True(await host.ScalarAsync<bool>(
            "SELECT (payload -> 'webhook') - 'event' = @body::jsonb FROM workflow.events ORDER BY event_id DESC LIMIT 1", new { body = body.TrimStart('\uFEFF') }));
    }

    [Fact]
    public async Task Post_NotUtf8_SaysWhere()
    {
        var host = shared.Host;
        var call = new SignedCall(slug, await host.SecretAsync("create", slug)) { Body = Encoding.Latin1.GetBytes("""{"nom":"Hélène"}""") };

        using var answer = await host.SendUntilKnownAsync(() => call.Request());

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("/nom", (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("pointer").GetString());
    }

    [Theory]
    [InlineData("text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json; charset=iso-8859-1", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("json", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json; charset=\"UTF-8\"", HttpStatusCode.Accepted)]
    [InlineData("application/cloudevents+json", HttpStatusCode.Accepted)]
    public async Task Post_ContentType_OnlyJsonIsTaken(string contentType, HttpStatusCode expected)
    {
        var host = shared.Host;
        var call = new SignedCall(slug, await host.SecretAsync("create", slug));
        using var known = await host.SendUntilKnownAsync(() => (call with { Id = "known" }).Request());

        using var answer = await host.Http.SendAsync((call with { ContentType = contentType }).Request(), Cancellation);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Post_Compressed_IsRefused()
    {
        var host = shared.Host;
        var request = HookHost.Call(slug, [1, 2, 3]);
        request.Content!.Headers.ContentEncoding.Add("gzip");

        using var answer = await host.Http.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Contains("Content-Encoding", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(256 * 1024, false, HttpStatusCode.Accepted)]
    [InlineData((256 * 1024) + 1, false, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(256 * 1024, true, HttpStatusCode.Accepted)]
    [InlineData((256 * 1024) + 1, true, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Post_Size_IsLimitedWhetherAnnouncedOrNot(int size, bool isChunked, HttpStatusCode expected)
    {
        var host = shared.Host;
        var body = Encoding.ASCII.GetBytes("{\"a\":\"" + new string('x', size - 8) + "\"}");
        Assert.Equal(size, body.Length);
        var call = new SignedCall(slug, await host.SecretAsync("create", slug));
        using var known = await host.SendUntilKnownAsync(() => (call with { Id = "known" }).Request());
        var request = (call with { Body = body }).Request();
        request.Headers.TransferEncodingChunked = isChunked;

        using var answer = await host.Http.SendAsync(request, Cancellation);

        Assert.Equal(expected, answer.StatusCode);
    }

    /// <summary>As a sender that reads while it writes: most clients write to the end first, and then find the connection closed.</summary>
    [Fact]
    public async Task Post_ManyTimesTheLimit_IsRefusedBeforeItHasAllBeenSent()
    {
        var host = shared.Host;
        var call = new SignedCall(slug, await host.SecretAsync("create", slug));
        using var known = await host.SendUntilKnownAsync(() => (call with { Id = "known" }).Request());
        using var request = (call with { Body = new byte[1] }).Request();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, host.Http.BaseAddress!.Port, Cancellation);
        await using var stream = client.GetStream();
        var headers = string.Concat(request.Headers.Select(h => $"{h.Key}: {string.Join(", ", h.Value)}\r\n"));
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"POST /api/v1/hooks/{slug} HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"), Cancellation);
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var status = reader.ReadLineAsync(Cancellation).AsTask();
        var chunk = Encoding.ASCII.GetBytes("10000\r\n" + new string('x', 0x10000) + "\r\n");
        var sent = 0;
        try
        {
            for (; sent < 1024 && !status.IsCompleted; sent++) await stream.WriteAsync(chunk, Cancellation);
        }
        catch (IOException)
        {
            // The connection is closed already; the answer was sent before.
        }

        Assert.StartsWith("HTTP/1.1 413", await status, StringComparison.Ordinal);
        Assert.InRange(sent, 4, 1023);
    }

    [Fact]
    public async Task Get_Hook_IsNotAllowed()
    {
        var host = shared.Host;

        using var answer = await host.Http.GetAsync("/api/v1/hooks/" + slug, Cancellation);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    /// <summary>Senders that never come to the end of their bodies are let go, and the others are served meanwhile.</summary>
    [Fact]
    public async Task Post_BodyThatDoesNotCome_IsGivenUpAndOthersAreServed()
    {
        await using var host = await HookHost.StartAsync(s => s with { BodyTimeout = TimeSpan.FromSeconds(3) });
        var call = new SignedCall("site-web", await host.SecretAsync("create", "site-web"));
        var slow = new List<TcpClient>();
        try
        {
            for (var i = 0; i < 50; i++)
            {
                var client = new TcpClient();
                slow.Add(client);
                await client.ConnectAsync(host.Http.BaseAddress!.Host, host.Http.BaseAddress.Port, Cancellation);
                await client.GetStream().WriteAsync(
                    "POST /api/v1/hooks/site-web HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"u8.ToArray(), Cancellation);
            }

            using var served = await host.SendUntilKnownAsync(() => call.Request());
            Assert.Equal(HttpStatusCode.Accepted, served.StatusCode);

            foreach (var client in slow)
            {
                var buffer = new byte[2000];
                var length = await client.GetStream().ReadAtLeastAsync(buffer, 300, cancellationToken: Cancellation);
                Assert.StartsWith("HTTP/1.1 408 ", Encoding.ASCII.GetString(buffer, 0, length), StringComparison.Ordinal);
            }
        }
        finally
        {
            foreach (var client in slow) client.Dispose();
        }
    }

    /// <summary>Whoever knows no slug cannot keep all places taken: after some bodies that do not come, no more are waited for.</summary>
    [Fact]
    public async Task Post_UnknownSlugAndBodiesThatDoNotCome_AreNotWaitedForLong()
    {
        await using var host = await HookHost.StartAsync(s => s with { BodyTimeout = TimeSpan.FromMilliseconds(300), RefusalsPerMinute = 2 });

        Assert.Equal(["408", "408", "429"], [await StatusAsync(), await StatusAsync(), await StatusAsync()]);

        async Task<string> StatusAsync()
        {
            using var client = new TcpClient();
            await client.ConnectAsync(host.Http.BaseAddress!.Host, host.Http.BaseAddress.Port, Cancellation);
            await client.GetStream().WriteAsync(
                "POST /api/v1/hooks/nothing HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"u8.ToArray(), Cancellation);
            var buffer = new byte[2000];
            var length = await client.GetStream().ReadAtLeastAsync(buffer, 12, cancellationToken: Cancellation);
            return Encoding.ASCII.GetString(buffer, 0, length)["HTTP/1.1 ".Length..12];
        }
    }

    [Fact]
    public async Task Post_MoreCallsOfAHookThanItMayMake_AreSentAwayAndOtherHooksAreNot()
    {
        await using var host = await HookHost.StartAsync(s => s with { CallsPerMinute = 3 });
        var first = await host.SecretAsync("create", "one", "--bearer");
        var second = await host.SecretAsync("create", "two", "--bearer");
        using var known = await host.SendUntilKnownAsync(() => HookHost.BearerCall("one", first, "{}"));
        HttpStatusCode[] statuses =
        [
            await StatusAsync(HookHost.BearerCall("one", first, "{}")),
            await StatusAsync(HookHost.BearerCall("one", "wrong", "{}")),
            await StatusAsync(HookHost.BearerCall("one", first, "{}")),
        ];

        using var tooMany = await host.Http.SendAsync(HookHost.BearerCall("one", first, "{}"), Cancellation);

        Assert.Equal([HttpStatusCode.Accepted, HttpStatusCode.Unauthorized, HttpStatusCode.Accepted], statuses);
        Assert.Equal(HttpStatusCode.TooManyRequests, tooMany.StatusCode);
        Assert.InRange(tooMany.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(HookHost.BearerCall("two", second, "{}")));
        async Task<HttpStatusCode> StatusAsync(HttpRequestMessage call) => (await host.Http.SendAsync(call, Cancellation)).StatusCode;
    }

    [Fact]
    public async Task Post_ManyCallsThatProveNothing_AreSentAwayAndProvedOnesAreTaken()
    {
        await using var host = await HookHost.StartAsync(s => s with { RefusalsPerMinute = 5 });
        var call = new SignedCall("site-web", await host.SecretAsync("create", "site-web"));
        var unknown = new List<HttpStatusCode>();
        var wrong = new List<HttpStatusCode>();
        for (var i = 0; i < 6; i++)
        {
            using var answer = await host.Http.SendAsync(HookHost.BearerCall($"slug{i}", "x", "{}"), Cancellation);
            unknown.Add(answer.StatusCode);
            using var other = await host.Http.SendAsync(HookHost.BearerCall("site-web", "x", "{}"), Cancellation);
            wrong.Add(other.StatusCode);
        }

        Assert.Equal(5, unknown.Concat(wrong).Count(s => s == HttpStatusCode.Unauthorized));
        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests), (unknown[^1], wrong[^1]));
        // While the host has not heard of the hook, its calls count as such ones, too.
        await Eventually.TrueAsync(
            async () =>
            {
                using var good = await host.Http.SendAsync(call.Request(), Cancellation);
                return good.StatusCode == HttpStatusCode.Accepted;
            },
            () => "A call that proves where it comes from is sent away.");
    }
}
