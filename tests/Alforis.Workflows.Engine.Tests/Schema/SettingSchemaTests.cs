using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Schema;

public sealed class SettingSchemaTests
{
    private static readonly ActionSchema Mail = TestSchema.Schema.FindAction("send_mail")!;
    private static readonly ActionSchema Task = TestSchema.Schema.FindAction("create_task")!;

    [Theory]
    [InlineData("title", SettingKind.Text, true)]
    [InlineData("priority", SettingKind.Choice, false)]
    [InlineData("days", SettingKind.Integer, false)]
    [InlineData("hours", SettingKind.Number, false)]
    [InlineData("urgent", SettingKind.Boolean, false)]
    [InlineData("assigned_to", SettingKind.Text, false)]
    [InlineData("extra", SettingKind.Json, false)]
    public void Settings_OfARecord_HaveKindAndRequirement(string name, SettingKind kind, bool required)
    {
        var setting = Task.Settings.Single(s => s.Name == name);

        Assert.Equal((kind, required, false), (setting.Kind, setting.IsRequired, setting.IsList));
    }

    [Fact]
    public void Settings_WithAttributes_CarryThem()
    {
        Assert.Equal(["low", "high"], Setting(Task, "priority").Choices);
        Assert.False(Setting(Task, "priority").AllowsTemplate);
        Assert.Equal((1m, 30m), (Setting(Task, "days").Minimum!.Value, Setting(Task, "days").Maximum!.Value));
        Assert.Equal(0.5m, Setting(Task, "hours").Minimum);
        Assert.Null(Setting(Task, "hours").Maximum);
        Assert.True(Setting(Task, "assigned_to").AllowsNumber);
        Assert.Equal((20, 100_000), (Setting(Mail, "subject").MaxLength, Setting(Mail, "team").MaxLength));
        Assert.Equal((false, true), (Setting(Mail, "template").AllowsTemplate, Setting(Mail, "subject").AllowsTemplate));
        Assert.Equal((SettingKind.Text, true), (Setting(Mail, "to").Kind, Setting(Mail, "to").IsList));
        Assert.Equal(SettingKind.Map, Setting(Mail, "headers").Kind);
    }

    [Fact]
    public void Settings_OfATrigger_AllowNoTemplate()
    {
        var trigger = TestSchema.Schema.FindTrigger("tick")!;

        Assert.All(trigger.Settings, s => Assert.False(s.AllowsTemplate));
        Assert.IsType<ClockFormat>(trigger.Settings.Single(s => s.Name == "time").Format);
        Assert.NotNull(trigger.Check);
    }

    [Fact]
    public void Settings_OfAFieldUpdate_KnowWhichSettingNamesTheField()
    {
        var update = TestSchema.Schema.FindAction("update_field")!;

        Assert.Equal(SettingKind.FieldName, Setting(update, "field").Kind);
        Assert.Equal((SettingKind.FieldValue, "field"), (Setting(update, "value").Kind, Setting(update, "value").FieldSetting));
    }

    [Fact]
    public void Groups_OfARecord_NameTheSettings()
    {
        var group = Assert.Single(Mail.Groups);

        Assert.Equal(["to", "team"], group.Settings);
        Assert.Equal((1, 1), (group.Least, group.Most));
    }

    [Fact]
    public void Groups_BesideASetting_NameIt()
    {
        var group = Assert.Single(WorkflowSchema.For<Scope>(s => s.Action<WithBeside>("a")).FindAction("a")!.Groups);

        Assert.Equal("due_time", group.Beside);
        Assert.Null(Assert.Single(Mail.Groups).Beside);
    }

    [Fact]
    public void Action_SettingOfAnUnknownType_Throws()
    {
        var thrown = Assert.Throws<NotSupportedException>(() => WorkflowSchema.For<Scope>(s => s.Action<WithDate>("a")));

        Assert.Contains("WithDate.When", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("DateOnly", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Action_GroupOfAnUnknownProperty_Throws()
    {
        var thrown = Assert.Throws<ArgumentException>(() => WorkflowSchema.For<Scope>(s => s.Action<WithWrongGroup>("a")));

        Assert.Contains("no property Missing", thrown.Message, StringComparison.Ordinal);
    }

    private static SettingSchema Setting(ActionSchema action, string name) => action.Settings.Single(s => s.Name == name);

    internal sealed record WithDate
    {
        public DateOnly When { get; init; }
    }

    [SettingGroup(nameof(DueDay), Least = 1, Beside = nameof(DueTime))]
    internal sealed record WithBeside
    {
        public string? DueDay { get; init; }

        public string? DueTime { get; init; }
    }

    [SettingGroup("Given", "Missing")]
    internal sealed record WithWrongGroup
    {
        public string? Given { get; init; }
    }
}
