using System.Text;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Schedules;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Crm.Data.Tests.Documentation;

public sealed class SchedulesPageTests
{
    private static readonly DocumentationPage Page = DocumentationPage.Read("docs", "schedules.md");

    [Fact]
    public void Definitions_Examples_HaveSchedulesAndMayBeActivated()
    {
        var examples = Page.Blocks.Where(b => b.Info == "json definition").Select(b => Encoding.UTF8.GetBytes(b.Content)).ToList();

        Assert.NotEmpty(examples);
        foreach (var example in examples)
        {
            var result = new WorkflowCompiler<CrmContext>(CrmSchema.Instance).Compile(example);
            Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
            Assert.Empty(ActivationCheck.Check(result.Workflow, example));
            Assert.NotEmpty(Schedule.Of(result.Workflow).Expressions);
        }
    }
}
