using System.Reflection;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Tests.Model;

/// <summary>The words of definitions and the words that the tables accept are the same.</summary>
public sealed class VocabularyAgreesWithTablesTests(SharedCrmDatabase shared) : IClassFixture<SharedCrmDatabase>
{
    /// <summary>Where the settings of database actions end up: action, setting, table, column.</summary>
    private static readonly (string Action, string Setting, string Table, string Column)[] Destinations =
    [
        (ActionNames.CreateTask, "title", "tasks", "title"),
        (ActionNames.CreateTask, "description", "tasks", "description"),
        (ActionNames.CreateTask, "priority", "tasks", "priority"),
        (ActionNames.CreateTask, "role", "roles", "name"),
        (ActionNames.SendNotification, "title", "notifications", "title"),
        (ActionNames.SendNotification, "message", "notifications", "message"),
        (ActionNames.SendNotification, "severity", "notifications", "severity"),
        (ActionNames.SendNotification, "kind", "notifications", "kind"),
        (ActionNames.SendNotification, "link", "notifications", "link"),
        (ActionNames.CreateActivity, "activity_type", "organisation_activities", "type"),
        (ActionNames.CreateActivity, "title", "organisation_activities", "title"),
        (ActionNames.CreateActivity, "description", "organisation_activities", "description"),
        (ActionNames.AssignUser, "role", "roles", "name"),
        (ActionNames.CallWebhook, "target", "webhooks", "name"),
    ];

    /// <summary>Choices that no column stores: a way to choose a user, and an HTTP method.</summary>
    private static readonly (string, string)[] ChoicesOfNoColumn =
        [(ActionNames.CreateTask, "strategy"), (ActionNames.AssignUser, "strategy"), (ActionNames.CallWebhook, "method")];

    [Fact]
    public async Task TriggerNames_AllOfThem_AreTheTriggerTypesOfWorkflows()
    {
        var stored = await TableCatalog.ValuesAsync(shared.Database, "workflows", "trigger_type");

        Assert.Equal(stored.Order(StringComparer.Ordinal), Constants(typeof(TriggerNames)).Order(StringComparer.Ordinal));
        Assert.Equal(stored.Order(StringComparer.Ordinal), CrmSchema.Instance.Triggers.Select(trigger => trigger.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ActionNames_AllOfThem_AreTheActionsOfTheSchema() =>
        Assert.Equal(
            Constants(typeof(ActionNames)).Order(StringComparer.Ordinal),
            CrmSchema.Instance.Actions.Select(action => action.Name).Order(StringComparer.Ordinal));

    [Fact]
    public async Task TriggerNames_OfRowChanges_AreTheEventTypesThatCaptureWrites()
    {
        await using var database = await Databases.CreateAsync();
        await database.ExecuteAsync("INSERT INTO organisations (nom) VALUES ('x')");
        await database.ExecuteAsync("UPDATE organisations SET nom = 'y', pipeline_stage = 'signe'");
        await database.ExecuteAsync("INSERT INTO deals (organisation_id, nom) SELECT id, 'x' FROM organisations");
        await database.ExecuteAsync("UPDATE deals SET nom = 'y'");
        await database.ExecuteAsync("UPDATE deals SET stage = 'signe'");

        var written = await database.QueryAsync<string>("SELECT DISTINCT unnest(types) COLLATE \"C\" AS type FROM workflow.events ORDER BY type");

        // The others are no row changes: a moment, a silence, a call.
        Assert.Equal(
            Constants(typeof(TriggerNames)).Except([TriggerNames.Scheduled, TriggerNames.InactivityDelay, TriggerNames.WebhookReceived]).Order(StringComparer.Ordinal),
            written);
    }

    [Theory]
    [InlineData("workflow.events")]
    [InlineData("workflow.inactivity_ledger")]
    [InlineData("workflow.entity_activity")]
    public async Task EntityNames_AllOfThem_AreTheEntityTypesOfTheTable(string table) =>
        Assert.Equal(
            Constants(typeof(EntityNames)).Order(StringComparer.Ordinal),
            (await TableCatalog.ValuesAsync(shared.Database, table, "entity_type")).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Choices_OfEverySetting_AreTheValuesOfItsColumn()
    {
        var choices = CrmSchema.Instance.Actions
            .SelectMany(action => action.Settings.Where(setting => setting.Kind == SettingKind.Choice).Select(setting => (Action: action.Name, Setting: setting)))
            .Where(choice => !ChoicesOfNoColumn.Contains((choice.Action, choice.Setting.Name)))
            .ToList();

        Assert.NotEmpty(choices);
        foreach (var (action, setting) in choices)
        {
            var (_, _, table, column) = Assert.Single(Destinations, d => d.Action == action && d.Setting == setting.Name);
            Assert.Equal(await TableCatalog.ValuesAsync(shared.Database, table, column), setting.Choices);
        }
    }

    [Fact]
    public async Task MaxLength_OfEveryTextSetting_FitsItsColumn()
    {
        foreach (var (action, name, table, column) in Destinations)
        {
            var setting = Assert.Single(CrmSchema.Instance.FindAction(action)!.Settings, s => s.Name == name);
            if (setting.Kind == SettingKind.Choice) continue;

            // UTF-16 units on the left, characters on the right: never more characters than units.
            Assert.InRange(setting.MaxLength, 1, await TableCatalog.LongestAsync(shared.Database, table, column));
        }
    }

    private static IEnumerable<string> Constants(Type names) =>
        names.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);
}
