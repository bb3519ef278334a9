using System.Text.Json;
using System.Text.Json.Nodes;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.WebhookTargets;

/// <summary>The definition of a subscription's workflow: each event of one type goes to one target, with all fields of its entity.</summary>
public static class SubscriptionDefinition
{
    /// <summary>The types of events that can be subscribed to.</summary>
    public static IReadOnlyList<string> EventTypes { get; } =
        [TriggerNames.OrganisationCreated, TriggerNames.OrganisationUpdated, TriggerNames.DealCreated, TriggerNames.DealUpdated, TriggerNames.DealStageChanged];

    /// <summary>The name of the workflow, unless another workflow has that.</summary>
    /// <param name="target">The target's name.</param>
    /// <param name="eventType">One of <see cref="EventTypes"/>.</param>
    public static string Name(string target, string eventType) => $"Subscription of {target} to {eventType}";

    /// <summary>The definition as JSON.</summary>
    /// <param name="name">The workflow's name.</param>
    /// <param name="target">The target's name.</param>
    /// <param name="eventType">One of <see cref="EventTypes"/>.</param>
    public static string Text(string name, string target, string eventType)
    {
        var view = CrmSchema.Instance.Triggers.Single(t => t.Name == eventType).Views[0];
        var data = new JsonObject { [view.Entity!.Name] = Fields(view.Entity) };
        if (eventType is not (TriggerNames.OrganisationCreated or TriggerNames.DealCreated)) data["changed_fields"] = "{{ trigger.changed_fields }}";
        if (eventType == TriggerNames.DealStageChanged) data["previous_stage"] = "{{ previous.stage }}";
        return new JsonObject
        {
            ["name"] = name,
            ["description"] = $"Sends every {eventType} to the webhook target '{target}'.",
            ["status"] = "active",
            ["trigger_type"] = eventType,
            ["actions"] = new JsonArray(new JsonObject
            {
                ["id"] = "deliver",
                ["type"] = ActionNames.CallWebhook,
                ["config"] = new JsonObject
                {
                    ["target"] = target,
                    ["body"] = new JsonObject { ["type"] = eventType, ["timestamp"] = "{{ trigger.occurred_at }}", ["data"] = data },
                },
            }),
        }.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }

    private static JsonObject Fields(FieldSchema entity)
    {
        var fields = new JsonObject();
        foreach (var field in entity.Entity!.Fields.Where(f => f.Kind != ValueKind.Entity && f.ItemKind != ValueKind.Entity))
            fields[field.Name] = $"{{{{ {entity.Name}.{field.Name} }}}}";
        return fields;
    }
}
