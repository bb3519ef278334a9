using System.Text.Json;
using Alforis.Crm.Data.Actions.Formats;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Actions.CallWebhook;

/// <summary>Settings of <c>call_webhook</c>.</summary>
[SettingGroup(nameof(Url), nameof(Target), Least = 1)]
public sealed record CallWebhookSettings
{
    /// <summary>The address to call.</summary>
    [Setting(MaxLength = 2000, Aliases = ["webhook_url"], Examples = ["https://hooks.example/crm"], Format = typeof(UrlFormat), Destination = SettingDestination.Url)]
    public string? Url { get; init; }

    /// <summary>The name of a stored webhook target.</summary>
    [Setting(MaxLength = 200, AllowsTemplate = false)]
    public string? Target { get; init; }

    /// <summary>The HTTP method; POST by default.</summary>
    [Setting(Choices = ["POST", "PUT", "PATCH", "GET", "DELETE"])]
    public string? Method { get; init; }

    /// <summary>Further HTTP headers.</summary>
    [Setting(Format = typeof(HeaderValueFormat), Destination = SettingDestination.Header, NameFormat = typeof(HeaderNameFormat))]
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>The JSON to send.</summary>
    public JsonElement? Body { get; init; }
}
