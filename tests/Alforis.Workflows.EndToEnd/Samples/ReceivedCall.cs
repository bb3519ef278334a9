using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Alforis.Workflows.EndToEnd.Samples;

/// <summary>A call as its receiver saw it.</summary>
internal sealed record ReceivedCall(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>Checks method, address and JSON body; members may stand in any order.</summary>
    public void AssertIs(string method, string path, string json)
    {
        Assert.Equal((method, path, "application/json"), (Method, Path, Header("content-type")));
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(json), JsonElement.Parse(Body)), $"{Body} instead of {json}");
    }

    /// <summary>Checks the signature as a receiver does who has read the specification of Standard Webhooks and knows the secret.</summary>
    public void AssertIsSigned(string secret)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var signature = "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{Header("webhook-id")}.{Header("webhook-timestamp")}.{Body}")));
        Assert.Equal(signature, Header("webhook-signature"));
        Assert.Equal(Header("idempotency-key"), Header("webhook-id"));
        var age = TimeProvider.System.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(long.Parse(Header("webhook-timestamp")!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.InRange(age, TimeSpan.FromMinutes(-5), TimeSpan.FromMinutes(5));
    }
}
