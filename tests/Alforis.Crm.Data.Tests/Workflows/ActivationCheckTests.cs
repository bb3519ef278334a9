using System.Text;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Crm.Data.WebhookTargets;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Crm.Data.Tests.Workflows;

public sealed class ActivationCheckTests
{
    [Theory]
    [InlineData("""{ "target": "erp" }""", "erp,slack", null)]
    [InlineData("""{ "target": "ERP" }""", "erp,slack", null)]
    [InlineData("""{ "url": "https://hooks.example/crm" }""", "", null)]
    [InlineData("""{ "target": "epr" }""", "slack,erp", "There are: 'erp', 'slack'.")]
    [InlineData("""{ "target": "slak" }""", "erp,comptabilité,slack", "There are: 'slack', ")]
    [InlineData("""{ "target": "erp" }""", "", "There is none at all.")]
    public void Check_WebhookTarget_IsOneThatIsThereOrTheNearestAreNamed(string config, string targets, string? cure)
    {
        var json = $$"""
            { "name": "Essai", "trigger_type": "deal_created", "actions": [{ "type": "call_webhook", "config": {{config}} }] }
            """;
        var result = new WorkflowCompiler<CrmContext>(CrmSchema.Instance).Compile(json);

        var found = ActivationCheck.Check(result.Workflow!, Encoding.UTF8.GetBytes(json), TargetNames.Of(targets.Split(',', StringSplitOptions.RemoveEmptyEntries)));

        Assert.Equal(cure is null ? [] : [("WF2008", "/actions/0/config/target")], found.Select(d => (d.Code, d.Pointer)));
        if (cure is not null) Assert.StartsWith(cure, found[0].Suggestion, StringComparison.Ordinal);
    }
}
