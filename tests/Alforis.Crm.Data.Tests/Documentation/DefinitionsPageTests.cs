using System.Text;
using System.Text.Json;
using Alforis.Crm.Data.Actions;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Steps;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Tests.Documentation;

public sealed class DefinitionsPageTests
{
    private static readonly DocumentationPage Page = DocumentationPage.Read("docs", "definitions.md");

    [Fact]
    public void Triggers_EveryNameSettingAndChoice_IsExplained()
    {
        var section = Page.Section(2, "Triggers");
        var words = CrmSchema.Instance.Triggers.SelectMany(t => t.Settings.SelectMany(WordsOf)
            .Concat(t.Filters.Select(f => f.Setting))
            .Concat(t.Views.SelectMany(v => v.Roots).Select(r => r.Name))
            .Append(t.EntitySetting)
            .Append(t.Name));

        Assert.DoesNotContain(words.OfType<string>(), word => !section.Names(word));
    }

    [Fact]
    public void Actions_EveryNameSettingAndChoice_IsExplained()
    {
        foreach (var action in CrmSchema.Instance.Actions)
        {
            var section = Page.Section(3, $"`{action.Name}`");

            Assert.DoesNotContain(action.Settings.SelectMany(WordsOf), word => !section.Names(word));
            Assert.Equal(action.HasTarget, section.Text.Contains("With a target", StringComparison.Ordinal));
            Assert.Equal(!DatabaseActions.Names.Contains(action.Name) && !OutsideActions.Names.Contains(action.Name), section.Text.Contains("Stored only", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Actions_EverySection_IsAnAction() =>
        Assert.Equal(
            CrmSchema.Instance.Actions.Select(a => $"`{a.Name}`").Order(StringComparer.Ordinal),
            Page.Section(2, "Actions").Headings(3).Order(StringComparer.Ordinal));

    [Fact]
    public void Settings_RequiredOnes_AreMarked()
    {
        foreach (var action in CrmSchema.Instance.Actions)
        {
            var lines = Page.Section(3, $"`{action.Name}`").Text.Split('\n');
            foreach (var setting in action.Settings)
            {
                var line = Assert.Single(lines, l => l.StartsWith('|') && l.Split('|')[1].Contains($"`{setting.Name}`", StringComparison.Ordinal));
                Assert.Equal(setting.IsRequired, line.Split('|')[2].Contains("required", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void Fields_EveryFieldAndEnumerationValue_IsExplained()
    {
        var section = Page.Section(2, "Fields");
        var roots = CrmSchema.Instance.Triggers.SelectMany(t => t.Views).SelectMany(v => v.Roots);
        var entities = roots.Select(r => r.Entity).OfType<EntitySchema>().Distinct().ToList();
        entities.AddRange(entities.SelectMany(e => e.Fields).Select(f => f.Entity).OfType<EntitySchema>().ToList());

        Assert.Contains(entities, e => e.Type == typeof(User));
        Assert.DoesNotContain(entities.SelectMany(e => e.Fields).SelectMany(f => f.EnumValues.Prepend(f.Name)), word => !section.Names(word));
    }

    [Fact]
    public void OlderDefinitions_EveryNameAndRefusal_IsInTheTable()
    {
        var schema = CrmSchema.Instance;
        var settings = schema.Actions.SelectMany(a => a.Settings).Concat(schema.Triggers.SelectMany(t => t.Settings)).ToList();
        var fields = schema.Triggers.SelectMany(t => t.Views).SelectMany(v => v.Roots).Select(r => r.Entity).OfType<EntitySchema>().SelectMany(e => e.Fields).ToList();
        var words = schema.PathAliases.Keys
            .Concat(settings.SelectMany(s => s.Aliases))
            .Concat(schema.Triggers.SelectMany(t => t.Filters).SelectMany(f => f.Aliases))
            .Concat(fields.SelectMany(f => f.Aliases.Concat(f.ValueAliases.Keys)))
            .Concat(schema.Actions.SelectMany(a => a.Refused).Concat(schema.RefusedTriggerSettings).Select(r => r.Name));
        var section = Page.Section(2, "Older definitions");

        Assert.DoesNotContain(words, word => !section.Names(word));
    }

    [Fact]
    public void Examples_WholeDefinitions_CompileAndCouldBeActive()
    {
        var compiler = new WorkflowCompiler<CrmContext>(CrmSchema.Instance);
        var definitions = Page.Blocks.Where(b => b.Info == "json" && IsDefinition(b.Content)).Select(b => b.Content).ToList();

        Assert.NotEmpty(definitions);
        foreach (var definition in definitions)
        {
            var result = compiler.Compile(definition);

            Assert.Empty(result.Diagnostics);
            Assert.Empty(ActivationCheck.Check(result.Workflow!, Encoding.UTF8.GetBytes(definition)));
        }
    }

    private static IEnumerable<string> WordsOf(SettingSchema setting) => setting.Choices.Prepend(setting.Name);

    private static bool IsDefinition(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty("trigger_type", out _);
    }
}
