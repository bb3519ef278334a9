using Alforis.Crm.Data.Hooks;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Payloads;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Crm.Data.Tests.Documentation;

public sealed class WebhooksPageTests
{
    private static readonly DocumentationPage Page = DocumentationPage.Read("docs", "webhooks.md");

    [Fact]
    public void Examples_Definitions_Compile()
    {
        var compiler = new WorkflowCompiler<CrmContext>(CrmSchema.Instance);
        var definitions = Page.Blocks.Where(b => b.Info == "json").Select(b => b.Content).ToList();

        Assert.Equal(2, definitions.Count);
        Assert.All(definitions, d => Assert.Empty(compiler.Compile(d).Diagnostics));
    }

    [Fact]
    public void Schema_EveryKeyword_IsNamed() =>
        Assert.DoesNotContain(PayloadKeywords.Names.Where(k => k != "definitions"), keyword => !Page.Section(3, "What the payload is like").Names(keyword));

    [Fact]
    public void Limits_AsTheCodeHasThem_AreSaid()
    {
        Assert.Contains($"larger than {HookPayload.MostBytes / 1024} KiB", Page.Text, StringComparison.Ordinal);
        Assert.Contains($"at most {HookPayload.MostDepth} levels deep", Page.Text, StringComparison.Ordinal);
        Assert.Contains($"at most {HookSecret.Most} secrets", Page.Text, StringComparison.Ordinal);
        Assert.Contains($"ids of {HookCallRetention.Kept.TotalDays:0} days", Page.Text, StringComparison.Ordinal);
    }
}
