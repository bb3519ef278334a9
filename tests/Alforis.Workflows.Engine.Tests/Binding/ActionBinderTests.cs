using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Binding;

public sealed class ActionBinderTests
{
    [Theory]
    [InlineData("create_task", """{"title":""}""", "WF1302", "/title")]
    [InlineData("create_task", "{}", "WF1004", "")]
    [InlineData("create_task", """{"title":5}""", "WF1005", "/title")]
    [InlineData("create_task", """{"title":"a","titel":"b"}""", "WF1003", "/titel")]
    [InlineData("create_task", """{"title":"a","priority":"medium"}""", "WF1006", "/priority")]
    [InlineData("create_task", """{"title":"a","priority":"{{ name }}"}""", "WF1304", "/priority")]
    [InlineData("create_task", """{"title":"a","days":0}""", "WF1302", "/days")]
    [InlineData("create_task", """{"title":"a","days":31}""", "WF1302", "/days")]
    [InlineData("create_task", """{"title":"a","days":1.5}""", "WF1302", "/days")]
    [InlineData("create_task", """{"title":"a","days":"trois"}""", "WF1005", "/days")]
    [InlineData("create_task", """{"title":"a","hours":0.25}""", "WF1302", "/hours")]
    [InlineData("create_task", """{"title":"a","days":"{{ name }}"}""", "WF1403", "/days")]
    [InlineData("create_task", """{"title":"a","days":"{{ id }}{{ id }}"}""", "WF1403", "/days")]
    [InlineData("create_task", """{"title":"a","urgent":"oui"}""", "WF1005", "/urgent")]
    [InlineData("create_task", """{"title":"a","urgent":"{{ id }}"}""", "WF1403", "/urgent")]
    [InlineData("create_task", """{"title":"a","assigned_to":true}""", "WF1005", "/assigned_to")]
    [InlineData("create_task", """{"title":"a","assigned_to":"{{ due }}"}""", "WF1403", "/assigned_to")]
    [InlineData("create_task", """{"title":"{{ owner }}"}""", "WF1403", "/title")]
    [InlineData("create_task", """{"title":"{{ owner.emial }}"}""", "WF1402", "/title")]
    [InlineData("create_task", """{"title":"{{ name"}""", "WF1401", "/title")]
    [InlineData("create_task", """{"title":"{{ }}"}""", "WF1401", "/title")]
    [InlineData("create_task", """{"title":"{{ name | upcase }}"}""", "WF1404", "/title")]
    [InlineData("create_task", """{"title":"a","extra":{"x":[1,"{{ inconnu }}"]}}""", "WF1402", "/extra/x/1")]
    [InlineData("create_task", """{"title":"a","entity_type":"client"}""", "WF1303", "/entity_type")]
    [InlineData("create_task", """{"title":"a","entity_type":"previous"}""", "WF1303", "/entity_type")]
    [InlineData("create_task", """{"title":"a","entity_id":5}""", "WF1303", "/entity_id")]
    [InlineData("create_task", """{"title":"a","entity_id":"{{ owner.id }}"}""", "WF1303", "/entity_id")]
    [InlineData("create_task", """{"title":"a","entity_id":"{{ item.id }}{{"}""", "WF1303", "/entity_id")]
    [InlineData("create_task", """{"title":"a","entity_type":"item","entity_id":"{{ team.id }}"}""", "WF1303", "/entity_id")]
    [InlineData("send_mail", """{"subject":"a"}""", "WF1305", "")]
    [InlineData("send_mail", """{"subject":"a","to":["x"],"team":"y"}""", "WF1305", "")]
    [InlineData("send_mail", """{"subject":"a","to":[]}""", "WF1207", "/to")]
    [InlineData("send_mail", """{"subject":"a","to":["x",true]}""", "WF1005", "/to/1")]
    [InlineData("send_mail", """{"subject":"123456789012345678901","to":"x"}""", "WF1302", "/subject")]
    [InlineData("send_mail", """{"subject":"a","to":"x","template":"{{ name }}"}""", "WF1304", "/template")]
    [InlineData("send_mail", """{"subject":"a","to":"x","headers":{"a":5}}""", "WF1005", "/headers/a")]
    [InlineData("send_mail", """{"subject":"a","to":"x","entity_type":"item"}""", "WF1003", "/entity_type")]
    [InlineData("update_field", """{"field":"nam","value":"a"}""", "WF1201", "/field")]
    [InlineData("update_field", """{"field":"id","value":5}""", "WF1302", "/field")]
    [InlineData("update_field", """{"field":"price","value":"cher"}""", "WF1204", "/value")]
    [InlineData("update_field", """{"field":"stage","value":"gagné"}""", "WF1205", "/value")]
    [InlineData("update_field", """{"field":"name","value":null}""", "WF1302", "/value")]
    [InlineData("update_field", """{"field":"tags","value":"a"}""", "WF1302", "/value")]
    [InlineData("update_field", """{"field":"tags","value":["a",5]}""", "WF1204", "/value/1")]
    [InlineData("update_field", """{"field":"tags","value":["a",null]}""", "WF1204", "/value/1")]
    [InlineData("update_field", """{"field":"tags","value":["{{ inconnu }}"]}""", "WF1402", "/value/0")]
    [InlineData("update_field", """{"field":"stage","value":"{{ colour }}"}""", "WF1403", "/value")]
    [InlineData("update_field", """{"field":"price","value":1e400}""", "WF1204", "/value")]
    [InlineData("create_task", """{"title":"a","days":1e400}""", "WF1302", "/days")]
    [InlineData("update_field", """{"field":"tags","value":["{{ numbers }}"]}""", "WF1403", "/value/0")]
    [InlineData("send_mail", """{"subject":"a","to":"{{ visits }}"}""", "WF1403", "/to")]
    [InlineData("update_field", """{"field":"price","value":"{{ name }}"}""", "WF1403", "/value")]
    [InlineData("update_field", """{"field":"due","value":"{{ name }}"}""", "WF1403", "/value")]
    public void Compile_WrongSetting_IsOneErrorAtItsPlace(string type, string config, string code, string pointer)
    {
        var error = Written.OnlyError(Written.Definition(actions: $$"""{"type":"{{type}}","config":{{config}}}"""));

        Assert.Equal((code, "/actions/0/config" + pointer), (error.Code, error.Pointer));
        Assert.False(string.IsNullOrWhiteSpace(error.Message));
    }

    [Theory]
    [InlineData("""{"field":"name","value":"a"}""")]
    [InlineData("""{"field":"inconnu","value":"a","entity_type":"{{ trigger_entity_type }}"}""")]
    public void Compile_ActionThatNeedsATargetWithoutAny_IsRefusedAtItsType(string config)
    {
        var error = Written.OnlyError(Written.Definition(trigger: "hook", actions: $$"""{"type":"update_field","config":{{config}}}"""));

        Assert.Equal(("WF1303", "/actions/0/type"), (error.Code, error.Pointer));
        Assert.Equal("'update_field' needs something to act on, and this trigger has no entity.", error.Message);
    }

    [Theory]
    [InlineData("""{"field":"name","value":"a","entity_type":"item"}""", "/actions/0/config/entity_type")]
    [InlineData("""{"field":"name","value":"a","entity_id":"{{ item.id }}"}""", "/actions/0/config/entity_id")]
    public void Compile_ActionNamesATargetThatIsNotThere_IsRefusedOnce(string config, string pointer)
    {
        var error = Written.OnlyError(Written.Definition(trigger: "hook", actions: $$"""{"type":"update_field","config":{{config}}}"""));

        Assert.Equal(("WF1303", pointer), (error.Code, error.Pointer));
    }

    [Fact]
    public void Compile_ActionThatMayHaveATargetWithoutAny_IsAccepted() =>
        Assert.Null(Assert.Single(Written.Compile(Written.Definition(trigger: "hook")).Plan(new Scope(), TestSchema.Now)).Target);

    [Theory]
    [InlineData("{}", "item")]
    [InlineData("""{"entity_type":"item"}""", "item")]
    [InlineData("""{"entity_type":"TEAM"}""", "team")]
    [InlineData("""{"entity_type":"{{ trigger_entity_type }}","entity_id":"{{ trigger_entity_id }}"}""", "item")]
    [InlineData("""{"entity_type":"team","entity_id":"{{ team.id }}"}""", "team")]
    [InlineData("""{"entity_id":"{{ team.id }}"}""", "team")]
    [InlineData("""{"entity_id":"{{ id }}"}""", "item")]
    public void Compile_Target_IsTheEntityThatIsNamed(string target, string expected)
    {
        var config = target.Replace("{\"e", "{\"title\":\"a\",\"e", StringComparison.Ordinal).Replace("{}", "{\"title\":\"a\"}", StringComparison.Ordinal);
        var workflow = Written.Compile(Written.Definition(actions: $$"""{"type":"create_task","config":{{config}}}"""));

        var action = Assert.Single(workflow.Plan(new Scope { Item = new Item(), Team = new Owner() }, TestSchema.Now));
        Assert.Equal(expected, action.Target);
        Assert.Equal(["title"], action.Settings.Select(s => s.Key));
    }

    [Fact]
    public void Compile_UnknownAction_SuggestsTheNearest()
    {
        var error = Written.OnlyError(Written.Definition(actions: """{"type":"create_taks"}"""));

        Assert.Equal(("WF1301", "/actions/0/type", "Did you mean 'create_task'?"), (error.Code, error.Pointer, error.Suggestion));
    }

    [Fact]
    public void Compile_PlaceholderMistake_PointsIntoTheString()
    {
        var definition = Written.Definition(actions: """{"type":"create_task","config":{"title":"é😀 {{ nme }} et {{ name }}"}}""");

        var error = Written.OnlyError(definition);

        Assert.Equal((1, definition.IndexOf("nme", StringComparison.Ordinal) + 1), (error.Line, error.Column));
        Assert.Equal("Did you mean 'name'?", error.Suggestion);
    }
}
