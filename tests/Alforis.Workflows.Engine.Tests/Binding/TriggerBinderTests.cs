using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Binding;

public sealed class TriggerBinderTests
{
    [Theory]
    [InlineData("item_created", """{"stage":"SIGNÉ"}""", """{"stage":"signe"}""", true)]
    [InlineData("item_created", """{"stage":"SIGNÉ"}""", """{"stage":"prospect"}""", false)]
    [InlineData("item_created", """{"stage":["signe","prospect"]}""", """{"stage":"prospect"}""", true)]
    [InlineData("item_created", """{"note":null}""", "{}", true)]
    [InlineData("item_created", """{"note":null}""", """{"note":"a"}""", false)]
    [InlineData("item_created", """{"id":5,"active":true}""", """{"id":5}""", false)]
    [InlineData("item_created", """{"id":5,"active":true}""", """{"id":5,"active":true}""", true)]
    [InlineData("item_updated", """{"to_stage":"signe"}""", """{"stage":"signe"}""", true)]
    [InlineData("item_updated", """{"stage_to":["signe"]}""", """{"stage":"prospect"}""", false)]
    [InlineData("item_updated", """{"to_stage":null}""", """{"stage":"prospect"}""", true)]
    [InlineData("item_updated", """{"tagged":["a","b"]}""", """{"tags":["b"]}""", true)]
    [InlineData("item_updated", """{"tagged":"a"}""", """{"tags":["b"]}""", false)]
    public void PassesFilter_TriggerSettings_FilterTheEvent(string trigger, string config, string item, bool passes)
    {
        var workflow = Written.Compile(Written.Definition(trigger: trigger, config: config));

        Assert.Equal(passes, workflow.PassesFilter(Written.ScopeOf(item), TestSchema.Now));
        Assert.True(workflow.MeetsConditions(Written.ScopeOf(item), TestSchema.Now));
    }

    [Theory]
    [InlineData("\"name\"", true)]
    [InlineData("[\"stage\",\"name\"]", true)]
    [InlineData("[\"stage\"]", false)]
    public void PassesFilter_FieldNames_AskWhetherOneOfThemChanged(string fields, bool passes)
    {
        var workflow = Written.Compile(Written.Definition(config: $$"""{"fields":{{fields}}}"""));

        Assert.Equal(passes, workflow.PassesFilter(new Scope { Item = new Item(), Change = new Change(["name", "note"], null) }, TestSchema.Now));
        Assert.False(workflow.PassesFilter(new Scope { Item = new Item() }, TestSchema.Now));
    }

    [Theory]
    [InlineData("tick", """{"schedule":"WEEKLY","day":3}""", """{"schedule":"weekly","day":3}""")]
    [InlineData("tick", """{"schedule":"daily","time":"09:30","entity_type":"item"}""", """{"schedule":"daily","time":"09:30"}""")]
    [InlineData("tick", """{"schedule":"daily","time":null}""", """{"schedule":"daily"}""")]
    [InlineData("item_created", """{"stage":"signe"}""", "{}")]
    public void ReadTriggerSettings_AnyTrigger_HasItsSettingsAsTheSchemaWritesThem(string trigger, string config, string settings)
    {
        var workflow = Written.Compile(Written.Definition(trigger: trigger, config: config));

        workflow.ReadTriggerSettings().Add("mine", 1);

        Assert.Equal(settings, workflow.ReadTriggerSettings().ToJsonString());
    }

    [Theory]
    [InlineData("item_created", """{"stage":"gagné"}""", "WF1205", "/trigger_config/stage")]
    [InlineData("item_created", """{"stage":["signe","gagné"]}""", "WF1205", "/trigger_config/stage/1")]
    [InlineData("item_created", """{"stage":[]}""", "WF1207", "/trigger_config/stage")]
    [InlineData("item_created", """{"stagge":"signe"}""", "WF1003", "/trigger_config/stagge")]
    [InlineData("item_created", """{"tags":"a"}""", "WF1003", "/trigger_config/tags")]
    [InlineData("item_updated", """{"fields":["nam"]}""", "WF1201", "/trigger_config/fields/0")]
    [InlineData("item_updated", """{"fields":["name","id"]}""", "WF1201", "/trigger_config/fields/1")]
    [InlineData("item_updated", """{"fields":["owner"]}""", "WF1201", "/trigger_config/fields/0")]
    [InlineData("item_updated", """{"fields":[5]}""", "WF1005", "/trigger_config/fields/0")]
    [InlineData("item_updated", """{"fields":[]}""", "WF1207", "/trigger_config/fields")]
    [InlineData("item_updated", """{"tagged":[null]}""", "WF1204", "/trigger_config/tagged/0")]
    [InlineData("hook", """{"stage":"signe"}""", "WF1003", "/trigger_config/stage")]
    [InlineData("tick", "{}", "WF1004", "/trigger_config")]
    [InlineData("tick", """{"schedule":"hourly"}""", "WF1006", "/trigger_config/schedule")]
    [InlineData("tick", """{"schedule":"{{ name }}"}""", "WF1304", "/trigger_config/schedule")]
    [InlineData("tick", """{"schedule":"daily","time":"9h"}""", "WF1102", "/trigger_config/time")]
    [InlineData("tick", """{"schedule":"daily","day":1}""", "WF1102", "/trigger_config/day")]
    [InlineData("tick", """{"schedule":"daily","day":1.5}""", "WF1102", "/trigger_config/day")]
    [InlineData("tick", """{"schedule":"daily","entity_type":"itme"}""", "WF1102", "/trigger_config/entity_type")]
    public void Compile_WrongTriggerSetting_IsOneErrorAtItsPlace(string trigger, string config, string code, string pointer)
    {
        var error = Written.OnlyError(Written.Definition(trigger: trigger, config: config));

        Assert.Equal((code, pointer), (error.Code, error.Pointer));
    }

    [Theory]
    [InlineData("""{"schedule":"daily"}""", "item")]
    [InlineData("""{"schedule":"daily","entity_type":"team"}""", "team")]
    [InlineData("""{"schedule":"WEEKLY","entity_type":"TEAM","day":1,"time":"09:30"}""", "team")]
    public void Compile_EntitySetting_ChoosesWhatTheWorkflowSees(string config, string entity)
    {
        var workflow = Written.Compile(Written.Definition("""{"field":"id","operator":"==","value":1}""", trigger: "tick", config: config));

        Assert.Equal(entity, workflow.Entity);
        var scope = new Scope { Item = new Item { Id = entity == "item" ? 1 : 2 }, Team = new Owner { Id = entity == "team" ? 1 : 2 } };
        Assert.True(workflow.MeetsConditions(scope, TestSchema.Now));
    }

    [Fact]
    public void Compile_SettingThatTheSchemaRefuses_GetsItsOwnCure()
    {
        var compiler = new WorkflowCompiler<Scope>(WorkflowSchema.For<Scope>(s => s
            .RefuseTriggerSetting("poll", "Nothing is polled here.", "Remove it.")
            .Trigger("item_created", t => t.View(c => c.Item))
            .Action<TaskSettings>("create_task")));

        var error = Assert.Single(compiler.Compile(Written.Definition(trigger: "item_created", config: """{"poll":5}""")).Diagnostics);

        Assert.Equal(
            (DiagnosticCodes.UnknownMember, "/trigger_config/poll", "Nothing is polled here.", "Remove it."),
            (error.Code, error.Pointer, error.Message, error.Suggestion));
    }
}
