using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alforis.Testing;
using Dapper;
using Microsoft.AspNetCore.Http;

namespace Alforis.Workflows.Host.Tests.Actions.CallWebhook;

/// <summary>What history keeps of an answer's body.</summary>
public sealed class WebhookAnswerTests
{
    private const int Most = 64 * 1024;

    public static TheoryData<byte[], string?, string?> Bodies => new()
    {
        { [], "text/plain", null },
        { "Reçu"u8.ToArray(), "text/plain", "\"Reçu\"" },
        { "Reçu"u8.ToArray(), null, "\"Reçu\"" },
        { "Reçu"u8.ToArray(), "text/plain; charset=\"utf-8\"", "\"Reçu\"" },
        { "Reçu"u8.ToArray(), "text/plain; charset=klingon", "\"Reçu\"" },
        { "Reçu"u8.ToArray(), "text/plain; charset=utf-7", "\"Reçu\"" },
        { "Reçu"u8.ToArray(), "nonsense", "\"Reçu\"" },
        { Encoding.Latin1.GetBytes("Reçu"), "text/plain; charset=iso-8859-1", "\"Reçu\"" },
        { [0x80, 0x20, 0xE9], "text/plain; charset=windows-1252", "\"€ é\"" },
        { Encoding.Latin1.GetBytes("Reçu"), "text/plain; charset=utf-8", "\"Re\ufffdu\"" },
        { Encoding.Unicode.GetBytes("Reçu 🎉"), "text/plain; charset=utf-16", "\"Reçu 🎉\"" },
        { [0xEF, 0xBB, 0xBF, .. "{\"a\":1}"u8], "application/json", "{\"a\":1}" },
        { "a\0b"u8.ToArray(), "text/plain", "\"ab\"" },
        { """{"id":"é","n":1.50,"l":[null,true]}"""u8.ToArray(), "application/json", """{"id":"é","n":1.50,"l":[null,true]}""" },
        { """{"id":1}"""u8.ToArray(), "application/problem+json; charset=utf-8", """{"id":1}""" },
        { "null"u8.ToArray(), "application/json", "null" },
        { "\"é\""u8.ToArray(), "application/json", "\"é\"" },
        { """{"id":1}"""u8.ToArray(), "text/plain", "\"{\\\"id\\\":1}\"" },
        { """{"id":"""u8.ToArray(), "application/json", "\"{\\\"id\\\":\"" },
        { """{"id":1,"id":2}"""u8.ToArray(), "application/json", "\"{\\\"id\\\":1,\\\"id\\\":2}\"" },
        { """{"a":"\u0000"}"""u8.ToArray(), "application/json", "\"{\\\"a\\\":\\\"\\\\u0000\\\"}\"" },
        { """{"\u0000":1}"""u8.ToArray(), "application/json", "\"{\\\"\\\\u0000\\\":1}\"" },
        { """["\ud800"]"""u8.ToArray(), "application/json", "\"[\\\"\\\\ud800\\\"]\"" },
        { "[1e400000]"u8.ToArray(), "application/json", "\"[1e400000]\"" },
        { "[1e-20000]"u8.ToArray(), "application/json", "\"[1e-20000]\"" },
        { Encoding.UTF8.GetBytes(new string('[', 32) + new string(']', 32)), "application/json", new string('[', 32) + new string(']', 32) },
        { Encoding.UTF8.GetBytes(new string('[', 33) + new string(']', 33)), "application/json", "\"" + new string('[', 33) + new string(']', 33) + "\"" },
        { Encoding.UTF8.GetBytes(new string('[', 100) + new string(']', 100)), "application/json", "\"" + new string('[', 100) + new string(']', 100) + "\"" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Run_Body_IsKept(byte[] body, string? contentType, string? kept)
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(body, contentType);

        var result = await Webhooks.CallAsync(new { url = receiver.Address });

        Assert.True(result.Succeeded, result.Error);
        var expected = new JsonObject { ["status"] = 200 };
        if (kept is not null) expected["body"] = JsonNode.Parse(kept);
        Assert.True(JsonNode.DeepEquals(expected, result.Details), result.Details!.ToJsonString());
    }

    // The three bytes of '€' lie around the limit in each way that they can.
    [Theory]
    [InlineData(Most, "€", 0, false)]
    [InlineData(Most - 3, "€", 1, false)]
    [InlineData(Most - 2, "€", 0, true)]
    [InlineData(Most - 1, "€", 0, true)]
    [InlineData(Most - 3, "€€", 1, true)]
    [InlineData(Most - 2, "🎉", 0, true)]
    [InlineData(Most - 4, "🎉x", 2, true)]
    public async Task Run_LongBody_IsCutBetweenLetters(int before, string then, int keptOfThen, bool isCut)
    {
        var text = new string('x', before) + (keptOfThen == 0 && !isCut ? "" : then);
        await using var receiver = await WebhookReceiver.AnsweringAsync(Encoding.UTF8.GetBytes(text), "text/plain");

        var result = await Webhooks.CallAsync(new { url = receiver.Address });

        Assert.True(result.Succeeded, result.Error);
        Assert.Equal(text[..(before + keptOfThen)], result.Details!["body"]!.GetValue<string>());
        Assert.Equal(isCut, result.Details.ContainsKey("body_truncated"));
    }

    [Fact]
    public async Task Run_EndlessBody_IsReadNoFurtherThanItIsKept()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var sending = SendWithoutEndAsync(listener);

        var result = await Webhooks.CallAsync(new { url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}") });

        Assert.True(result.Succeeded, result.Error);
        Assert.Equal("[" + new string('1', Most - 1), result.Details!["body"]!.GetValue<string>());
        Assert.True(result.Details["body_truncated"]!.GetValue<bool>());
        // What the two ends of a connection buffer is sent, too.
        Assert.InRange(await sending.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken), Most, 20_000_000);
    }

    [Fact]
    public async Task Run_FailureWithABody_KeepsIt()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync("""{"error":"montant manquant"}"""u8.ToArray(), "application/json", 422);

        var result = await Webhooks.CallAsync(new { url = receiver.Address });

        Assert.True(result.IsPermanent);
        Assert.Equal("""{"status":422,"body":{"error":"montant manquant"}}""", result.Details!.ToJsonString());
    }

    [Fact]
    public async Task Run_AnyBody_CanBeStoredAsJsonb()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseTemplate.Empty, TestContext.Current.CancellationToken);
        await using var connection = await database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        byte[] turn = [];
        await using var receiver = await WebhookReceiver.StartAsync(async context =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync(turn, context.RequestAborted);
        });
        List<byte[]> bodies =
        [
            .. Bodies.Select(row => row.Data.Item1),
            "[0.1e-16000,1e-324,1.7976931348623157e308,-0,-0.0,0e5,1e309]"u8.ToArray(), "[1.7976931348623157e308,4.9e-324]"u8.ToArray(),
            Encoding.UTF8.GetBytes("[0." + new string('0', 20_000) + "1]"), Encoding.UTF8.GetBytes("[" + new string('9', 60_000) + "]"),
            "\ud83d\ude00"u8.ToArray(), [.. Enumerable.Range(0, 256).Select(b => (byte)b)],
        ];
        foreach (var body in bodies)
        {
            turn = body;
            var result = await Webhooks.CallAsync(new { url = receiver.Address });

            Assert.True(result.Succeeded, result.Error);
            var details = result.Details!.ToJsonString();
            Assert.Null(await Record.ExceptionAsync(() => connection.ExecuteScalarAsync<string>("SELECT (@details::json)::jsonb::text", new { details })));
        }
    }

    /// <summary>Sends until the other side closes the connection, and says how much it was.</summary>
    private static async Task<long> SendWithoutEndAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        var sent = 0L;
        try
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n["u8.ToArray(), TestContext.Current.CancellationToken);
            var block = Encoding.ASCII.GetBytes(new string('1', 65_536));
            while (true)
            {
                await stream.WriteAsync(block, TestContext.Current.CancellationToken);
                sent += block.Length;
            }
        }
        catch (IOException)
        {
            return sent;
        }
    }

    [Fact]
    public async Task Run_ReceiverRepeatsWrittenSecrets_HistoryDoesNotKeepThem()
    {
        await using var receiver = await WebhookReceiver.StartAsync(context =>
        {
            context.Response.ContentType = "application/json";
            var said = new { said = context.Request.Headers.Authorization.ToString(), team = context.Request.Headers["X-Team"].ToString(), query = context.Request.QueryString.Value };
            return context.Response.WriteAsync(JsonSerializer.Serialize(said));
        });

        var result = await Webhooks.CallAsync(new
        {
            url = receiver.Address + "/hook?token=p4r4m3t3r-s3cret&city=Albi-en-Albigeois", headers = new Dictionary<string, string> { ["Authorization"] = "Bearer h34der-s3cret", ["X-Team"] = "ventes-sud" },
        });

        var kept = result.Details!.ToJsonString();
        Assert.True(result.Succeeded, result.Error);
        Assert.DoesNotContain("s3cret", kept, StringComparison.Ordinal);
        Assert.Contains("ventes-sud", kept, StringComparison.Ordinal);
        Assert.Contains("Albi-en-Albigeois", kept, StringComparison.Ordinal);
    }
}
