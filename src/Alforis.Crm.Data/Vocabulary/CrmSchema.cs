using Alforis.Crm.Data.Actions.AddTag;
using Alforis.Crm.Data.Actions.AssignUser;
using Alforis.Crm.Data.Actions.CallWebhook;
using Alforis.Crm.Data.Actions.CreateActivity;
using Alforis.Crm.Data.Actions.CreateTask;
using Alforis.Crm.Data.Actions.SendEmail;
using Alforis.Crm.Data.Actions.SendNotification;
using Alforis.Crm.Data.Actions.UpdateField;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Triggers;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Vocabulary;

/// <summary>The CRM's triggers, actions and fields: the one list that everything else is derived from.</summary>
public static class CrmSchema
{
    /// <summary>The schema. Immutable, thread-safe.</summary>
    public static WorkflowSchema Instance { get; } = WorkflowSchema.For<CrmContext>(Describe);

    private static void Describe(WorkflowSchemaBuilder<CrmContext> schema)
    {
        schema.DefaultTimeZone("Europe/Paris").AllowDelays();
        AddTriggers(schema);
        schema
            .Action<SendEmailSettings>(ActionNames.SendEmail, isOutside: true)
            .Action<CreateTaskSettings>(ActionNames.CreateTask, hasTarget: true)
            .Action<SendNotificationSettings>(ActionNames.SendNotification, hasTarget: true)
            .Action<UpdateFieldSettings>(ActionNames.UpdateField, hasTarget: true, requiresTarget: true)
            .Action<AssignUserSettings>(ActionNames.AssignUser, hasTarget: true, requiresTarget: true)
            .Action<AddTagSettings>(ActionNames.AddTag, hasTarget: true, requiresTarget: true)
            .Action<CallWebhookSettings>(ActionNames.CallWebhook, isOutside: true)
            .Action<CreateActivitySettings>(ActionNames.CreateActivity, hasTarget: true, requiresTarget: true);

        schema.Results("steps", c => c.Steps, (ActionNames.CallWebhook, CallWebhookResult.JsonSchema));

        // What definitions of older systems write.
        schema
            .Alias("trigger_entity_type", "trigger.entity_type")
            .Alias("trigger_entity_id", "trigger.entity_id")
            .Alias("timestamp", "now");
    }

    private static void AddTriggers(WorkflowSchemaBuilder<CrmContext> schema) => schema
        .Trigger(TriggerNames.OrganisationCreated, t => t
            .View(c => c.Organisation, ("trigger", c => c.Trigger))
            .FieldFilters())
        .Trigger(TriggerNames.OrganisationUpdated, t => t
            .View(c => c.Organisation, ("previous", c => c.PreviousOrganisation), ("trigger", c => c.Trigger))
            .Filter("fields", ["trigger.changed_fields"], namesFields: true))
        .Trigger(TriggerNames.DealCreated, t => t
            .View(c => c.Deal, ("organisation", c => c.Organisation), ("trigger", c => c.Trigger))
            .FieldFilters())
        .Trigger(TriggerNames.DealUpdated, t => t
            .View(c => c.Deal, ("organisation", c => c.Organisation), ("previous", c => c.PreviousDeal), ("trigger", c => c.Trigger))
            .Filter("fields", ["trigger.changed_fields"], namesFields: true))
        .Trigger(TriggerNames.DealStageChanged, t => t
            .View(c => c.Deal, ("organisation", c => c.Organisation), ("previous", c => c.PreviousDeal), ("trigger", c => c.Trigger))
            .Filter("from_stage", ["previous.stage"], aliases: "old_stage")
            .Filter("to_stage", ["deal.stage"], aliases: ["stage_name", "new_stage"]))
        .Trigger(TriggerNames.Scheduled, t => t
            .View(null, ("trigger", c => c.Trigger))
            .View(c => c.Organisation, ("trigger", c => c.Trigger))
            .View(c => c.Deal, ("organisation", c => c.Organisation), ("trigger", c => c.Trigger))
            .ChooseEntityBy("entity_type")
            .Settings<ScheduledSettings>(new ScheduledSettingsCheck()))
        .Trigger(TriggerNames.InactivityDelay, t => t
            .View(c => c.Organisation, ("trigger", c => c.Trigger))
            .View(c => c.Deal, ("organisation", c => c.Organisation), ("trigger", c => c.Trigger))
            .ChooseEntityBy("entity_type")
            .Settings<InactivitySettings>()
            .Filter("stages", ["deal.stage", "organisation.pipeline_stage"], aliases: ["pipeline_stages", "stage_name"]))
        .Trigger(TriggerNames.WebhookReceived, t => t
            .View(null, ("webhook", c => c.Webhook), ("trigger", c => c.Trigger))
            .View(c => c.Organisation, ("webhook", c => c.Webhook), ("trigger", c => c.Trigger))
            .View(c => c.Deal, ("organisation", c => c.Organisation), ("webhook", c => c.Webhook), ("trigger", c => c.Trigger))
            .ChooseEntityBy("entity_type")
            .Settings<WebhookSettings>(new WebhookSettingsCheck())
            .DescribeRootBy(WebhookExpectation.SchemaSetting, "webhook")
            .Filter("event", ["webhook.event"]));
}
