using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Triggers;

/// <summary>Which organisation or deal a webhook is about.</summary>
public sealed record WebhookSettings
{
    /// <summary>Where in the payload the number of the organisation or deal stands that the workflow runs for, for example <c>webhook.client.id</c>.</summary>
    [Setting(Format = typeof(WebhookPathFormat), AllowsTemplate = false, MaxLength = 500)]
    public string? EntityId { get; init; }
}
