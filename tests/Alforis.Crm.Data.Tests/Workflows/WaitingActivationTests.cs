using System.Text;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Crm.Data.Tests.Workflows;

/// <summary>What would be done too soon is not activated.</summary>
public sealed class WaitingActivationTests
{
    [Theory]
    [InlineData("\"trigger_config\":{\"delay\":\"7 days\"},", "", "/trigger_config", "the workflow waits 7 days")]
    [InlineData("", "\"delay\":\"2 hours\",", "/actions/0", "'action_1' waits 2 hours")]
    public void Check_WorkflowThatWaits_IsNotActivated(string members, string ofAction, string pointer, string mention)
    {
        var json = $$$"""{"name":"Essai","trigger_type":"deal_created",{{{members}}}"actions":[{"type":"add_tag",{{{ofAction}}}"config":{"tag":"a"}}]}""";
        var workflow = new WorkflowCompiler<CrmContext>(CrmSchema.Instance).Compile(json).Workflow!;

        var error = Assert.Single(ActivationCheck.Check(workflow, Encoding.UTF8.GetBytes(json)));

        Assert.Equal((CrmDiagnosticCodes.ActionNotPerformed, pointer), (error.Code, error.Pointer));
        Assert.Contains(mention, error.Message, StringComparison.Ordinal);
    }
}
