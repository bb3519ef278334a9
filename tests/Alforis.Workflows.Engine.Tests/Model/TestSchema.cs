using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Tests.Model;

/// <summary>The vocabulary of the tests' definitions.</summary>
internal static class TestSchema
{
    /// <summary>Half past midnight on 1 April in Paris, still 31 March in UTC.</summary>
    public static readonly DateTimeOffset Now = new(2026, 3, 31, 22, 30, 0, TimeSpan.Zero);

    public static WorkflowSchema Schema { get; } = WorkflowSchema.For<Scope>(s => s
        .DefaultTimeZone("Europe/Paris")
        .AllowDelays()
        .Alias("owner_mail", "item.owner.email")
        .Alias("trigger_entity_id", "item.id")
        .Trigger("item_created", t => t.View(c => c.Item, ("previous", c => c.Previous), ("webhook", c => c.Payload)).FieldFilters())
        .Trigger("item_updated", t => t
            .View(c => c.Item, ("previous", c => c.Previous), ("trigger", c => c.Change), ("team", c => c.Team), ("webhook", c => c.Payload))
            .Filter("fields", ["trigger.fields"], namesFields: true)
            .Filter("to_stage", ["item.stage"], namesFields: false, "stage_to")
            .Filter("tagged", ["item.tags"]))
        .Trigger("tick", t => t.View(c => c.Item).View(c => c.Team).ChooseEntityBy("entity_type").Settings<TickSettings>(new TickCheck()))
        .Trigger("hook", t => t.View(null, ("webhook", c => c.Payload)))
        .Action<MailSettings>("send_mail", isOutside: true)
        .Action<TaskSettings>("create_task", hasTarget: true)
        .Action<UpdateSettings>("update_field", hasTarget: true));

    public static WorkflowCompiler<Scope> Compiler { get; } = new(Schema);
}
