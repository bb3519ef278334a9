using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Alforis.Workflows.Host.Tests.Hooks;

/// <summary>A call signed as the specification of Standard Webhooks writes it down, for what the tests with its own library do not ask.</summary>
internal sealed record SignedCall(string Slug, string Secret)
{
    public string Id { get; init; } = "msg_1";

    public long Timestamp { get; init; } = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    public byte[] Body { get; init; } = """{"type":"demande.recue","email":"a@exemple.fr"}"""u8.ToArray();

    public string ContentType { get; init; } = "application/json";

    public string Signature()
    {
        var time = Timestamp.ToString(CultureInfo.InvariantCulture);
        byte[] content = [.. Encoding.UTF8.GetBytes($"{Id}.{time}."), .. Body];
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Secret["whsec_".Length..]), content));
    }

    public HttpRequestMessage Request(string? signatures = null)
    {
        var call = HookHost.Call(Slug, Body, ContentType);
        call.Headers.Add("webhook-id", Id);
        call.Headers.Add("webhook-timestamp", Timestamp.ToString(CultureInfo.InvariantCulture));
        call.Headers.TryAddWithoutValidation("webhook-signature", signatures ?? Signature());
        return call;
    }
}
