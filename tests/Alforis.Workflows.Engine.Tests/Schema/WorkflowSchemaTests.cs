using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Schema;

public sealed class WorkflowSchemaTests
{
    [Theory]
    [InlineData("item_updated", true)]
    [InlineData("ITEM_UPDATED", true)]
    [InlineData("item", false)]
    public void FindTrigger_AnyCase_FindsIt(string name, bool found) =>
        Assert.Equal(found ? "item_updated" : null, TestSchema.Schema.FindTrigger(name)?.Name);

    [Theory]
    [InlineData("create_task", true)]
    [InlineData("Create_Task", true)]
    [InlineData("create", false)]
    public void FindAction_AnyCase_FindsIt(string name, bool found) =>
        Assert.Equal(found ? "create_task" : null, TestSchema.Schema.FindAction(name)?.Name);

    [Fact]
    public void Action_RequiresATargetAndHasNone_IsRefused() =>
        Assert.Throws<ArgumentException>(() => WorkflowSchema.For<Scope>(s => s.Action<TaskSettings>("task", requiresTarget: true)));

    [Fact]
    public void Action_WithASettingThatNamesAField_RequiresItsTarget() =>
        Assert.Equal((true, false), (TestSchema.Schema.FindAction("update_field")!.RequiresTarget, TestSchema.Schema.FindAction("create_task")!.RequiresTarget));

    [Fact]
    public void For_Schema_KeepsWhatWasAdded()
    {
        var schema = TestSchema.Schema;

        Assert.Equal(typeof(Scope), schema.ContextType);
        Assert.Equal(["item_created", "item_updated", "tick", "hook"], schema.Triggers.Select(t => t.Name));
        Assert.Equal(["send_mail", "create_task", "update_field"], schema.Actions.Select(a => a.Name));
        Assert.Equal("item.owner.email", schema.PathAliases["owner_mail"]);
        Assert.Equal("Europe/Paris", schema.DefaultTimeZone);
        Assert.Equal("UTC", WorkflowSchema.For<Scope>(_ => { }).DefaultTimeZone);
    }

    [Fact]
    public void View_Roots_AreTheEntityAndTheNamedOnes()
    {
        var view = Assert.Single(TestSchema.Schema.FindTrigger("item_updated")!.Views);

        Assert.Equal("item", view.Entity!.Name);
        Assert.Equal(["item", "previous", "trigger", "team", "webhook"], view.Roots.Select(r => r.Name));
        Assert.Null(Assert.Single(TestSchema.Schema.FindTrigger("hook")!.Views).Entity);
    }

    [Fact]
    public void For_TriggerWithoutView_SeesNothing() =>
        Assert.Empty(Assert.Single(WorkflowSchema.For<Scope>(s => s.Trigger("t", _ => { })).Triggers[0].Views).Roots);

    [Fact]
    public void For_TwoTriggersOfOneName_Throws()
    {
        var thrown = Assert.Throws<ArgumentException>(() =>
            WorkflowSchema.For<Scope>(s => s.Trigger("deal_created", _ => { }).Trigger("DEAL_CREATED", _ => { })));

        Assert.Contains("DEAL_CREATED", thrown.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void For_TwoActionsOfOneName_Throws() =>
        Assert.Throws<ArgumentException>(() => WorkflowSchema.For<Scope>(s => s.Action<TaskSettings>("task").Action<MailSettings>("Task")));

    [Fact]
    public void View_PathBeyondTheContext_Throws()
    {
        var thrown = Assert.Throws<ArgumentException>(() =>
            WorkflowSchema.For<Scope>(s => s.Trigger("t", t => t.View(c => c.Item!.Owner))));

        Assert.Contains("is not a property of the context", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DefaultTimeZone_Unknown_Throws()
    {
        var thrown = Assert.Throws<ArgumentException>(() => WorkflowSchema.For<Scope>(s => s.DefaultTimeZone("Europe/Lutece")));

        Assert.Contains("Europe/Lutece", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void For_TypeWithTwoPropertiesOfOneName_Throws() =>
        Assert.Throws<ArgumentException>(() => WorkflowSchema.For<Twice>(s => s.Trigger("t", t => t.View(c => c.Inner))));

    [Fact]
    public void Compiler_SchemaOfAnotherType_Throws()
    {
        var thrown = Assert.Throws<ArgumentException>(() => new WorkflowCompiler<Item>(TestSchema.Schema));

        Assert.Contains("Scope", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("Item", thrown.Message, StringComparison.Ordinal);
    }

    internal sealed record Twice(TwiceInner Inner);

    internal sealed record TwiceInner(int Total)
    {
        [System.Text.Json.Serialization.JsonPropertyName("total")]
        public int Other => 0;
    }
}
