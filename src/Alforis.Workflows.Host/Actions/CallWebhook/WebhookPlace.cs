namespace Alforis.Workflows.Host.Actions.CallWebhook;

/// <summary>Names a server in messages. Path, query and user of an address often are secrets, and are left out.</summary>
internal static class WebhookPlace
{
    /// <summary>Such as <c>https://hooks.example:8443</c>.</summary>
    public static string Of(Uri address) => $"{address.Scheme}://{address.Authority}";
}
