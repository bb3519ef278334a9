using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Alforis.Workflows.Host.Tests.Api.Hardening;

public sealed class BodyTests(SharedApiHost shared) : IClassFixture<SharedApiHost>
{
    private static readonly Uri Login = new("/api/v1/auth/login", UriKind.Relative);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/jsonp")]
    [InlineData("nonsense")]
    [InlineData(null)]
    public async Task Body_OfAnotherType_IsNotRead(string? type)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"email": "a@b.c", "password": "x"}"""));
        if (type is not null) content.Headers.TryAddWithoutValidation("Content-Type", type);

        await shared.Host.Anonymous.PostAsync(Login, content, Cancellation).JsonAsync(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Body_Compressed_IsNotRead()
    {
        using var content = Json("{}"u8);
        content.Headers.ContentEncoding.Add("gzip");

        await shared.Host.Anonymous.PostAsync(Login, content, Cancellation).JsonAsync(HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Body_LargerThanTheLimit_IsRefused(bool isChunked)
    {
        var text = $$"""{"email": "{{new string('a', 1024 * 1024)}}", "password": "x"}""";
        using var content = Json(Encoding.UTF8.GetBytes(text));
        using var request = new HttpRequestMessage(HttpMethod.Post, Login) { Content = content };
        request.Headers.TransferEncodingChunked = isChunked;
        request.Headers.ExpectContinue = true;

        await shared.Host.Anonymous.SendAsync(request, Cancellation).JsonAsync(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Body_OfJustTheLimitInChunks_IsRead()
    {
        var text = """{"email": "a@b.c", "password": "x"}""".PadRight(1024 * 1024);
        using var content = Json(Encoding.UTF8.GetBytes(text));
        using var request = new HttpRequestMessage(HttpMethod.Post, Login) { Content = content };
        request.Headers.TransferEncodingChunked = true;

        await shared.Host.Anonymous.SendAsync(request, Cancellation).JsonAsync(HttpStatusCode.Unauthorized);
    }

    public static TheoryData<string, byte[], string> Mistakes => new()
    {
        { "a byte order mark", [0xEF, 0xBB, 0xBF, .. """{"email": "a@b.c", "password": "x"}"""u8], "" },
        { "invalid UTF-8", [.. """{"email": "a@b.c", "password": "x"""u8, 0xC3, 0x28, .. "\"}"u8], "/password" },
        { "a lone surrogate", [.. """{"email": "a@b.c", "password": "\ud800"}"""u8], "/password" },
        { "NUL", [.. """{"email": "a\u0000", "password": "x"}"""u8], "/email" },
        { "a member that stands twice", [.. """{"email": "a@b.c", "password": "x", "password": "y"}"""u8], "/password" },
        { "a number that is too large", [.. """{"email": 1e400, "password": "x"}"""u8], "/email" },
        { "what follows the end", [.. """{"email": "a@b.c", "password": "x"} {}"""u8], "" },
        { "a comment", [.. """{"email": "a@b.c", /* */ "password": "x"}"""u8], "" },
        { "a comma before the end", [.. """{"email": "a@b.c", "password": "x",}"""u8], "" },
        { "depth", Encoding.UTF8.GetBytes($$"""{"email": {{new string('[', 100)}}{{new string(']', 100)}}, "password": "x"}"""), "/email" },
        { "null", [.. "null"u8], "" },
        { "a list", [.. "[]"u8], "" },
        { "nothing at all", [], "" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Body_WithAMistake_IsToldWhere(string what, byte[] body, string pointer)
    {
        using var content = Json(body);

        var problem = await shared.Host.Anonymous.PostAsync(Login, content, Cancellation).JsonAsync(HttpStatusCode.BadRequest);

        var error = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.True(error.GetProperty("pointer").GetString()!.StartsWith(pointer, StringComparison.Ordinal), $"{what}: {problem}");
        Assert.DoesNotContain("System.", problem.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("LoginRequest", problem.ToString(), StringComparison.Ordinal);
    }

    private static ByteArrayContent Json(ReadOnlySpan<byte> body) => new(body.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
}
