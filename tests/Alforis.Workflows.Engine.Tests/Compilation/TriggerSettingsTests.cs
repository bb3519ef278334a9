using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Compilation;

public sealed class TriggerSettingsTests
{
    [Theory]
    [InlineData("tick", """{"schedule":"WEEKLY","day":"3","time":null,"entity_type":"item"}""", """{"schedule":"weekly","day":3}""")]
    [InlineData("item_updated", """{"to_stage":"signe"}""", "{}")]
    [InlineData("item_created", "{}", "{}")]
    public void ReadTriggerSettings_AsWritten_AreAsTheSchemaHasThemAndWithoutFilters(string trigger, string config, string settings) =>
        Assert.Equal(settings, Compile(trigger, config).ReadTriggerSettings().ToJsonString());

    [Fact]
    public void ReadTriggerSettings_CopyChanged_WorkflowKeepsItsOwn()
    {
        var workflow = Compile("tick", """{"schedule":"daily"}""");

        workflow.ReadTriggerSettings()["schedule"] = "weekly";

        Assert.Equal("""{"schedule":"daily"}""", workflow.ReadTriggerSettings().ToJsonString());
    }

    private static Engine.Compilation.CompiledWorkflow<Scope> Compile(string trigger, string config) => Written.Compile(
        $$$"""{"name": "N", "trigger_type": "{{{trigger}}}", "trigger_config": {{{config}}}, "actions": [{"type": "create_task", "config": {"title": "T"} }]}""");
}
