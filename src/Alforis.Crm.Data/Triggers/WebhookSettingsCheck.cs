using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Triggers;

/// <summary>A workflow of an entity must find it in the payload.</summary>
internal sealed class WebhookSettingsCheck : ITriggerSettingsCheck
{
    public IEnumerable<(string Setting, string Problem)> Check(IReadOnlyDictionary<string, string> settings)
    {
        var hasType = settings.ContainsKey("entity_type");
        if (hasType == settings.ContainsKey("entity_id")) yield break;
        yield return hasType
            ? ("entity_type", "It must be said where in the payload the number stands: add \"entity_id\": \"webhook.client.id\", for example.")
            : ("entity_id", "It must be said whose number that is: add \"entity_type\": \"organisation\" or \"deal\".");
    }
}
