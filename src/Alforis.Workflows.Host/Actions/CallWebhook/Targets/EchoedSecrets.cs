using System.Text.Json.Nodes;
using Alforis.Crm.Data.Actions.CallWebhook;

namespace Alforis.Workflows.Host.Actions.CallWebhook.Targets;

/// <summary>Takes out of an answer what its receiver repeats of the headers and the address that it was trusted with, before history keeps it.</summary>
internal static class EchoedSecrets
{
    /// <summary>What stands in the place of a secret.</summary>
    public const string Mark = "[secret]";

    /// <summary>Shorter values are no secrets, and stand everywhere.</summary>
    private const int LeastLength = 8;

    /// <summary>Shorter parts of an address are words, such as <c>webhooks</c>, which answers have for other reasons.</summary>
    private const int LeastPartLength = 16;

    /// <summary>What the receiver repeats of a target.</summary>
    /// <param name="details">What history would keep; changed in place.</param>
    /// <param name="target">The target.</param>
    public static void Remove(JsonObject details, CallableTarget target) => Remove(details, target.Headers.Values.SelectMany(Parts).Concat(Parts(target.Url)));

    /// <summary>What the receiver repeats of the secrets that somebody has written into a definition.</summary>
    /// <param name="details">What history would keep; changed in place.</param>
    /// <param name="settings">The settings of the call.</param>
    public static void Remove(JsonObject details, CallWebhookSettings settings)
    {
        var headers = (settings.Headers ?? new Dictionary<string, string>(StringComparer.Ordinal)).Where(h => CallSecrets.IsSecret(h.Key)).SelectMany(h => Parts(h.Value));
        var address = CallSecrets.FindIn(settings.Url ?? "").SelectMany(v => new[] { v, Uri.UnescapeDataString(v) });
        Remove(details, headers.Concat(address));
    }

    private static void Remove(JsonObject details, IEnumerable<string> values)
    {
        var secrets = values.Where(v => v.Length >= LeastLength).Distinct(StringComparer.Ordinal).OrderByDescending(v => v.Length).ToList();
        if (secrets.Count > 0) RemoveBelow(details, secrets);
    }

    /// <summary>Of <c>Bearer abc</c> the last part alone is secret, too.</summary>
    private static IEnumerable<string> Parts(string value) => [value, .. value.Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Path and query as a whole, the path alone, and what in them is long enough for a token; each as it is sent and as it is meant.</summary>
    private static IEnumerable<string> Parts(Uri url)
    {
        string[] wholes = [url.PathAndQuery, url.AbsolutePath];
        var tokens = url.PathAndQuery.Split(['/', '?', '&', '=', ';']).Where(t => t.Length >= LeastPartLength);
        return wholes.Concat(tokens).SelectMany(t => new[] { t, Uri.UnescapeDataString(t) });
    }

    private static void RemoveBelow(JsonNode? node, List<string> secrets)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    if (Cleaned(value, secrets) is { } text) members[name] = text;
                    else RemoveBelow(value, secrets);
                    if (Cleaned(name, secrets) is not { } cleaned) continue;
                    var moved = members[name]?.DeepClone();
                    members.Remove(name);
                    members[cleaned] = moved;
                }

                break;
            case JsonArray items:
                for (var i = 0; i < items.Count; i++)
                {
                    if (Cleaned(items[i], secrets) is { } text) items[i] = text;
                    else RemoveBelow(items[i], secrets);
                }

                break;
        }
    }

    private static string? Cleaned(JsonNode? node, List<string> secrets) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? Cleaned(text, secrets) : null;

    private static string? Cleaned(string text, List<string> secrets)
    {
        var cleaned = secrets.Aggregate(text, (t, secret) => t.Replace(secret, Mark, StringComparison.Ordinal));
        return ReferenceEquals(cleaned, text) || cleaned == text ? null : cleaned;
    }
}
