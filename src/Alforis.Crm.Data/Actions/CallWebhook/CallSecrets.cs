using System.Collections.Frozen;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Alforis.Crm.Data.Actions.CallWebhook;

/// <summary>
/// What in the settings of a <c>call_webhook</c> opens doors: values of headers and of parameters that are named like secrets, and a user with a password in the address. A definition should
/// name a target instead; what stands in one all the same is sent, and shown nowhere. Thread-safe.
/// </summary>
public static partial class CallSecrets
{
    /// <summary>What is shown in the place of a secret.</summary>
    public const string Mask = "•••";

    private static readonly FrozenSet<string> Words = new[]
    {
        "auth", "authentication", "authorization", "cookie", "credential", "credentials", "key", "apikey", "pass", "password", "passwd", "pwd", "secret", "sig", "signature", "token",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names in which the word is not set off: <c>X-Authtoken</c>, <c>apiKey</c>.</summary>
    private static readonly string[] Endings = ["accesskey", "apikey", "authorization", "cookie", "password", "secret", "signature", "token"];

    /// <summary>Whether a header or a parameter of an address is named like a secret: <c>Authorization</c>, <c>X-Api-Key</c>, <c>access_token</c>.</summary>
    /// <param name="name">Its name, in any case.</param>
    public static bool IsSecret(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Split(['-', '_', '.'], StringSplitOptions.RemoveEmptyEntries).Any(Words.Contains) || Endings.Any(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>An address without what is secret in it; the same where nothing is.</summary>
    /// <param name="address">The address, also one with placeholders.</param>
    public static string MaskAddress(string address)
    {
        var nobody = User().Replace(address, m => $"{m.Groups["before"].Value}{Mask}@", 1);
        return Parameter().Replace(nobody, m => IsSecret(m.Groups["name"].Value) ? $"{m.Groups["before"].Value}{m.Groups["name"].Value}={Mask}" : m.Value);
    }

    /// <summary>What is secret in an address: the user with the password, the password alone, and values of parameters, as they are written.</summary>
    /// <param name="address">The address.</param>
    public static IEnumerable<string> FindIn(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (User().Match(address) is { Success: true } user)
        {
            var whole = user.Groups["user"].Value;
            yield return whole;
            yield return whole[(whole.IndexOf(':') + 1)..];
        }

        foreach (Match parameter in Parameter().Matches(address))
        {
            if (IsSecret(parameter.Groups["name"].Value)) yield return parameter.Groups["value"].Value;
        }
    }

    /// <summary>Whether an address has something secret that is written into it, and is no placeholder.</summary>
    /// <param name="address">The address.</param>
    internal static bool IsWrittenInto(string address) =>
        (User().Match(address) is { Success: true } user && !IsPlaceholder(user.Groups["user"].Value))
        || Parameter().Matches(address).Any(p => IsSecret(p.Groups["name"].Value) && p.Groups["value"].Length > 0 && !IsPlaceholder(p.Groups["value"].Value));

    /// <summary>Whether what stands there comes from elsewhere.</summary>
    /// <param name="text">A text that may be a template.</param>
    internal static bool IsPlaceholder(string text) => text.Contains("{{", StringComparison.Ordinal);

    /// <summary>Settings without what is secret in them.</summary>
    /// <param name="settings">Those of a <c>call_webhook</c>, rendered; changed in place.</param>
    public static void Remove(JsonObject settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        foreach (var name in CallSettingNames.Address)
        {
            if (settings[name] is JsonValue value && value.TryGetValue<string>(out var address)) settings[name] = MaskAddress(address);
        }

        if (settings[CallSettingNames.Headers] is not JsonObject headers) return;
        foreach (var name in headers.Select(h => h.Key).Where(IsSecret).ToList())
        {
            if (headers[name] is not null) headers[name] = Mask;
        }
    }

    /// <summary>The scheme, and the user with the password up to the last <c>@</c> before the path.</summary>
    [GeneratedRegex(@"^(?<before>\s*[a-z][a-z0-9+.-]*://)(?<user>[^/?#]*)@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex User();

    /// <summary>A parameter of the query, or what looks like one in the fragment.</summary>
    [GeneratedRegex("(?<before>[?&#;])(?<name>[^=&#;?/]+)=(?<value>[^&#;]*)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}

/// <summary>The names of the settings that secrets may stand in; an address has an older name as well.</summary>
internal static class CallSettingNames
{
    public const string Headers = "headers";

    public static readonly string[] Address = ["url", "webhook_url"];
}
