using System.Text.Json;
using Alforis.Crm.Data.Payloads;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Triggers;

/// <summary>A workflow of an entity must find it in the payload; a schema must be one that payloads can be checked against.</summary>
internal sealed class WebhookSettingsCheck : ITriggerSettingsCheck
{
    public IEnumerable<(string Setting, string Problem)> Check(IReadOnlyDictionary<string, string> settings)
    {
        var hasType = settings.ContainsKey("entity_type");
        if (hasType != settings.ContainsKey("entity_id"))
        {
            yield return hasType
                ? ("entity_type", "It must be said where in the payload the number stands: add \"entity_id\": \"webhook.client.id\", for example.")
                : ("entity_id", "It must be said whose number that is: add \"entity_type\": \"organisation\" or \"deal\".");
        }

        if (settings.TryGetValue(WebhookExpectation.SchemaSetting, out var schema) && ProblemOf(schema) is { } problem) yield return (WebhookExpectation.SchemaSetting, problem);
    }

    private static string? ProblemOf(string schema)
    {
        try
        {
            return PayloadSchema.Read(JsonElement.Parse(schema)).Problem;
        }
        catch (JsonException)
        {
            return "A JSON Schema is an object: { \"type\": \"object\", \"properties\": { … } }.";
        }
    }
}
