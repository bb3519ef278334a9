using System.Text.RegularExpressions;
using Alforis.Crm.Data.Contexts;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Crm.Data.Tests.Documentation;

/// <summary>Runs the examples of the page over the sample that it names.</summary>
public sealed partial class TemplatesPageTests
{
    private static readonly DocumentationPage Page = DocumentationPage.Read("docs", "templates.md");

    private static readonly WorkflowCompiler<CrmContext> Compiler = new(CrmSchema.Instance);

    private static readonly ContextFile Sample = ContextFile.Read(
        File.ReadAllBytes(Path.Combine(DocumentationPage.Root, "samples", "contexts", "onboarding-interne.json")), TimeProvider.System).File!;

    [Fact]
    public void Examples_EveryTemplate_GivesTheTextBelowIt()
    {
        var blocks = Page.Blocks;
        var templates = blocks.Where(b => b.Info == "template").ToList();

        Assert.True(templates.Count >= 5);
        for (var i = 0; i < blocks.Length; i++)
        {
            if (blocks[i].Info != "template") continue;
            Assert.Equal("text", blocks[i + 1].Info);
            Assert.Equal(Plain(blocks[i + 1].Content), Plain(Render(blocks[i].Content)));
        }
    }

    [Fact]
    public void Functions_EveryExample_GivesItsText()
    {
        var rows = Row().Matches(Page.Section(2, "Functions").Text);

        Assert.True(rows.Count > 40);
        Assert.All(rows, row => Assert.Equal(
            row.Groups["text"].Value, Plain(Render("{{ " + row.Groups["example"].Value.Replace("\\|", "|", StringComparison.Ordinal) + " }}"))));
    }

    [Fact]
    public void Destinations_OfTheSettings_AreThoseOfTheTable()
    {
        var section = Page.Section(2, "Escaping");
        var settings = CrmSchema.Instance.Actions.SelectMany(a => a.Settings).Where(s => s.Destination != Alforis.Workflows.Engine.Schema.SettingDestination.Text);

        Assert.All(settings, s => Assert.True(section.Names(s.Name), s.Name));
    }

    private static string Render(string template)
    {
        var result = Compiler.CompileTemplate(template, new TemplateOptions { Trigger = "deal_stage_changed" });
        Assert.True(result.Succeeded, $"{template}\n{string.Join('\n', result.Diagnostics)}");
        var rendered = result.Template.Render(Sample.Context, Sample.Now);
        Assert.Null(rendered.Problem);
        return rendered.Text!;
    }

    /// <summary>The page is written with plain spaces, where France's numbers have narrow ones.</summary>
    private static string Plain(string text) => text.Replace('\u202f', ' ').Replace('\u00a0', ' ');

    [GeneratedRegex(@"^\| `[^|]+\|[^|]*\| `(?<example>(?:[^`\n])+)` \| `(?<text>[^`\n]*)` \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Row();
}
