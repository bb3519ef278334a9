using Alforis.Workflows.Engine.Conditions;
using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Conditions;

public sealed class WorkflowConditionsTests
{
    [Theory]
    [InlineData("""{"field":"note","operator":"==","value":"a"}""", "item.note == \"a\"")]
    [InlineData("""{"field":"note","operator":"!=","value":null}""", "NOT item.note == null")]
    [InlineData("""{"field":"note","operator":"not_contains","value":"a","ignore_case":true}""", "NOT item.note contains \"a\" ignore_case")]
    [InlineData("""{"field":"count","operator":"not_in","value":[1,null]}""", "NOT item.count in [1, null]")]
    [InlineData("""{"field":"count","operator":"between","value":[1,{"field":"item.level"}]}""", "(item.count >= 1 AND item.count <= item.level)")]
    [InlineData("""{"field":"note","operator":"is_not_empty"}""", "NOT item.note is_empty")]
    [InlineData("""{"field":"note","operator":"matches","value":"^a"}""", "item.note matches \"^a\"")]
    [InlineData("""{"field":"item.stage","operator":"in","value":["SIGNÉ"]}""", "item.stage in [\"signe\"]")]
    [InlineData("""{"field":"due","operator":">=","value":{"today":"-1 month"}}""", "item.due >= today -1 month")]
    [InlineData("""{"field":"now","operator":">","value":"2026-01-01T00:00:00Z"}""", "now > 2026-01-01T00:00:00.0000000+00:00")]
    [InlineData("""{"field":"note","operator":"changed"}""", "item.note changed")]
    [InlineData("""{"field":"note","operator":"changed_from","value":"a"}""", "(previous.note in [\"a\"] AND item.note changed)")]
    [InlineData("""{"field":"note","operator":"changed_to","value":"a"}""", "(item.note in [\"a\"] AND item.note changed)")]
    [InlineData("""{"field":"item.contacts","operator":"any","value":{"field":"email","operator":"==","value":"a"}}""", "item.contacts any (email == \"a\")")]
    [InlineData("""{"field":"item.tags","operator":"all","value":{"field":"it","operator":"==","value":"a"}}""", "NOT item.tags any (NOT it == \"a\")")]
    [InlineData("""{"field":"data.a.b","operator":"==","value":5}""", "item.data.a.b == 5")]
    [InlineData("""{"operator":"OR","rules":[{"field":"count","operator":"<","value":1},{"operator":"NOT","rules":[{"field":"count","operator":">","value":2}]}]}""", "(item.count < 1 OR NOT item.count > 2)")]
    public void Of_Rule_HasFewerOperators(string rule, string expected)
    {
        var condition = Read(rule);

        Assert.Equal(expected, condition.ToString());
    }

    [Fact]
    public void Of_Paths_AreTheSchemasFields()
    {
        var comparison = Assert.IsType<Comparison>(Read("""{"field":"item.owner.email","operator":"==","value":{"field":"note"}}"""));
        var left = Assert.IsType<FieldOperand>(comparison.Left).Path;
        var item = TestSchema.Schema.FindTrigger("item_updated")!.Views[0].Entity!;
        Assert.Same(item, left.Steps[0]);
        Assert.Same(item.Entity!.Find("owner"), left.Steps[1]);
        Assert.Equal((ValueKind.Text, false, 3), (left.Kind, left.StartsAtElement, left.Steps.Length));
    }

    [Theory]
    [InlineData("""{"field":"due","operator":"==","value":{"today":"-1 day"}}""", "2026-03-31")]
    [InlineData("""{"field":"due","operator":"==","value":{"field":"today"}}""", "2026-04-01")]
    [InlineData("""{"field":"item.moment","operator":"==","value":{"now":"-90 minutes"}}""", "2026-03-31T21:00:00Z")]
    [InlineData("""{"field":"item.moment","operator":"==","value":{"now":"-3 days"}}""", "2026-03-28T23:30:00Z")]
    [InlineData("""{"field":"item.moment","operator":"==","value":{"today":"+0 days"}}""", "2026-03-31T22:00:00Z")]
    public void ValueAt_Clock_IsByTheWorkflowsCalendar(string rule, string expected)
    {
        var comparison = Assert.IsType<Comparison>(Read(rule));

        var clock = Assert.IsType<ClockOperand>(comparison.Right);

        object wanted = clock.Kind == ValueKind.Date
            ? DateOnly.ParseExact(expected, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
            : DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(wanted, clock.ValueAt(TestSchema.Now));
    }

    [Fact]
    public void Of_Filter_IsReadToo()
    {
        var filter = WorkflowConditions.Of(Written.Compile(Written.Definition(config: """{"to_stage":["signe","prospect"],"tagged":"vip"}"""))).Filter;

        Assert.Equal("""(item.stage in ["signe", "prospect"] AND (item.tags contains "vip"))""", filter.ToString());
    }

    private static Condition Read(string rule)
    {
        var workflow = Written.Compile(Written.Definition($$"""{"operator":"AND","rules":[{{rule}}]}"""));
        return Assert.Single(Assert.IsType<Conjunction>(WorkflowConditions.Of(workflow).Conditions).Conditions);
    }
}
