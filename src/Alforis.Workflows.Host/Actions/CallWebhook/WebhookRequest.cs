using System.Collections.Frozen;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Reflection;
using System.Text;
using Alforis.Crm.Data.Actions.CallWebhook;
using Alforis.Crm.Data.Steps;
using Alforis.Workflows.Host.Actions.CallWebhook.Targets;
using Alforis.Workflows.Host.Hooks;

namespace Alforis.Workflows.Host.Actions.CallWebhook;

/// <summary>Makes the request of rendered settings.</summary>
internal static class WebhookRequest
{
    /// <summary>The header that is the same for every attempt of a step.</summary>
    public const string KeyHeader = "Idempotency-Key";

    private static readonly FrozenSet<string> Methods = new[] { "POST", "PUT", "PATCH", "GET", "DELETE" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly string Program =
        "Alforis-Workflows/" + (typeof(WebhookRequest).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0];

    /// <summary>Makes the request; whoever gets it disposes it.</summary>
    /// <param name="settings">What a definition says, every placeholder filled in.</param>
    /// <param name="target">The target that they name, if they do.</param>
    /// <param name="call">The step.</param>
    /// <param name="now">The time of the attempt.</param>
    /// <returns>The request, or why there can be none, as a sentence that has nothing of the settings but names.</returns>
    public static (HttpRequestMessage? Request, string? Problem) Make(CallWebhookSettings settings, CallableTarget? target, StepCall call, DateTimeOffset now)
    {
        var address = target?.Url;
        if ((address is null && !Uri.TryCreate(settings.Url, UriKind.Absolute, out address))
            || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
            || address.Host.Length == 0)
            return (null, "'url' is no address of the web: it must begin with https:// or http://.");
        if (settings.Method is { } named && !Methods.Contains(named)) return (null, "'method' is none of POST, PUT, PATCH, GET, DELETE.");
        var method = HttpMethod.Parse(settings.Method ?? HttpMethod.Post.Method);
        var body = WebhookBody.Of(settings.Body, method, call);
        var request = new HttpRequestMessage(method, WithoutUser(address))
        {
            Content = body is null ? null : new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json) } },
        };
        request.Headers.TryAddWithoutValidation("User-Agent", Program);
        if (Login(address) is { } login) request.Headers.Authorization = login;
        // Those of the target come last: a workflow does not take the place of its operator.
        if ((AddHeaders(request, settings.Headers) ?? AddHeaders(request, target?.Headers)) is { } problem)
        {
            request.Dispose();
            return (null, problem);
        }

        var id = call.IdempotencyKey.ToString();
        Set(request, KeyHeader, id);
        if (target is { Keys.Count: > 0 }) Sign(request, target, id, body ?? [], now);
        return (request, null);
    }

    private static void Sign(HttpRequestMessage request, CallableTarget target, string id, byte[] body, DateTimeOffset now)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        Set(request, StandardWebhook.IdHeader, id);
        Set(request, StandardWebhook.TimestampHeader, timestamp);
        Set(request, StandardWebhook.SignatureHeader, StandardWebhook.Sign(target.Keys, id, timestamp, body));
    }

    private static void Set(HttpRequestMessage request, string name, string value)
    {
        request.Headers.Remove(name);
        request.Headers.Add(name, value);
    }

    private static string? AddHeaders(HttpRequestMessage request, IReadOnlyDictionary<string, string>? headers)
    {
        foreach (var (name, value) in headers ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            // A placeholder can come to nothing.
            if (value is null) continue;
            if (value.Any(c => char.IsControl(c) && c != '\t') || !Replace(request, name, value))
                return $"The header '{name}' cannot be sent: its value must be one line without control characters, and it must be a header that a request has.";
        }

        return null;
    }

    /// <summary>Headers of the body are kept apart; one without a body is no header of this request.</summary>
    private static bool Replace(HttpRequestMessage request, string name, string value)
    {
        foreach (var headers in new HttpHeaders?[] { request.Headers, request.Content?.Headers })
        {
            if (headers is null) continue;
            if (headers.NonValidated.Contains(name)) headers.Remove(name);
            if (headers.TryAddWithoutValidation(name, value)) return true;
        }

        return false;
    }

    private static Uri WithoutUser(Uri address) =>
        address.UserInfo.Length == 0 ? address : new UriBuilder(address) { UserName = "", Password = "" }.Uri;

    private static AuthenticationHeaderValue? Login(Uri address) => address.UserInfo.Length == 0
        ? null
        : new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo))));
}
