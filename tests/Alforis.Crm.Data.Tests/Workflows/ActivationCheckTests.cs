using System.Text;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Crm.Data.Tests.Workflows;

public sealed class ActivationCheckTests
{
    private const string Cause = "This version cannot call stored webhook targets. Write the address as 'url' instead of 'target'.";

    [Theory]
    [InlineData("""{ "target": "slack" }""", true)]
    [InlineData("""{ "url": "https://hooks.example/crm" }""", false)]
    public void Check_WebhookWithAStoredTarget_IsRefusedWhereTheTargetStands(string config, bool isRefused)
    {
        var json = $$"""
            { "name": "Essai", "trigger_type": "deal_created", "actions": [{ "type": "call_webhook", "config": {{config}} }] }
            """;
        var result = new WorkflowCompiler<CrmContext>(CrmSchema.Instance).Compile(json);

        var found = ActivationCheck.Check(result.Workflow!, Encoding.UTF8.GetBytes(json)).Where(d => d.Pointer.EndsWith("/target", StringComparison.Ordinal));

        Assert.Equal(isRefused ? [("WF2001", "/actions/0/config/target", Cause)] : [], found.Select(d => (d.Code, d.Pointer, d.Message)));
    }
}
