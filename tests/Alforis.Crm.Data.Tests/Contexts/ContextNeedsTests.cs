using Alforis.Crm.Data.Contexts;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Matching;

namespace Alforis.Crm.Data.Tests.Contexts;

public sealed class ContextNeedsTests
{
    [Theory]
    [InlineData("""{"field":"deal.montant","operator":">","value":5}""", "x", false, false, false, false)]
    [InlineData("""{"field":"deal.assigned_user","operator":"!=","value":null}""", "x", true, false, false, false)]
    [InlineData("""{"field":"deal.montant","operator":">","value":5}""", "{{ deal.manager.full_name }}", true, false, false, false)]
    [InlineData("""{"field":"organisation.primary_contact.email","operator":"==","value":null}""", "x", false, true, false, false)]
    [InlineData("""{"field":"organisation.people","operator":"any","value":{"field":"role","operator":"==","value":"decideur"}}""", "x", false, false, true, false)]
    [InlineData("""{"field":"deal.montant","operator":">","value":5}""", "{{ for p in organisation.people }}{{ p.full_name }}{{ end }}", false, false, true, false)]
    [InlineData("""{"field":"last_activity_days","operator":">","value":5}""", "x", false, false, false, true)]
    [InlineData("""{"field":"deal.montant","operator":">","value":5}""", "{{ deal.organisation.last_activity_at ?? now }}", false, false, false, true)]
    public void Of_Workflow_IsWhatItReads(string rule, string title, bool users, bool contacts, bool people, bool activities)
    {
        var needs = ContextNeeds.Of(Set($$"""
            {"name":"x","trigger_type":"deal_updated","conditions":{"operator":"AND","rules":[{{rule}}]},
             "actions":[{"type":"create_task","config":{"title":"{{title}}"} }]}
            """));

        Assert.Equal(new ContextNeeds(users, contacts, people, activities), needs);
    }

    [Fact]
    public void Of_ConditionOfAnAction_Counts()
    {
        var needs = ContextNeeds.Of(Set("""
            {"name":"x","trigger_type":"deal_updated",
             "actions":[{"type":"create_task","when":{"field":"organisation.people","operator":"is_empty"},"config":{"title":"x"}}]}
            """));

        Assert.Equal(new ContextNeeds(false, false, true, false), needs);
    }

    private static WorkflowSet<CrmContext> Set(string definition)
    {
        var result = new WorkflowCompiler<CrmContext>(CrmSchema.Instance).Compile(definition);
        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        return WorkflowSet<CrmContext>.Create([new WorkflowEntry<CrmContext>(1, 1, result.Workflow)]);
    }
}
