using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Alforis.Crm.Data.Contexts;
using Alforis.Crm.Data.Emails;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Tests.Documentation;

/// <summary>The pages in French name what there is, and their examples do what they say.</summary>
public sealed partial class FrenchPagesTests
{
    private static readonly DocumentationPage Actions = DocumentationPage.Read("docs", "fr", "actions.md");
    private static readonly DocumentationPage Conditions = DocumentationPage.Read("docs", "fr", "conditions.md");
    private static readonly DocumentationPage Emails = DocumentationPage.Read("docs", "fr", "modeles-email.md");
    private static readonly DocumentationPage Templates = DocumentationPage.Read("docs", "fr", "modeles.md");
    private static readonly DocumentationPage Triggers = DocumentationPage.Read("docs", "fr", "declencheurs.md");
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");
    private static readonly WorkflowCompiler<CrmContext> Compiler = new(CrmSchema.Instance);

    private static readonly ContextFile Sample = ContextFile.Read(
        File.ReadAllBytes(Path.Combine(DocumentationPage.Root, "samples", "contexts", "onboarding-interne.json")), TimeProvider.System).File!;

    public static TheoryData<string> Pages { get; } = [.. Directory.GetFiles(Path.Combine(DocumentationPage.Root, "docs", "fr"), "*.md").Select(p => Path.GetFileName(p)!)];

    [Fact]
    public void Triggers_EveryNameSettingAndChoice_IsExplained()
    {
        var words = CrmSchema.Instance.Triggers.SelectMany(t => t.Settings.SelectMany(s => s.Choices.Prepend(s.Name))
            .Concat(t.Filters.Select(f => f.Setting))
            .Concat(t.Views.SelectMany(v => v.Roots).Select(r => r.Name))
            .Append(t.EntitySetting)
            .Append(t.Name));

        Assert.DoesNotContain(words.OfType<string>(), word => !Triggers.Names(word));
    }

    [Fact]
    public void Triggers_WhatEachSees_IsInTheTable()
    {
        foreach (var trigger in CrmSchema.Instance.Triggers)
        {
            var row = Row(Triggers.Text, 0, trigger.Name);
            foreach (var root in trigger.Views.SelectMany(v => v.Roots).Select(r => r.Name).Distinct())
            {
                Assert.True(row[2].Contains($"`{root}`", StringComparison.Ordinal) || (trigger.EntitySetting is { } chosen && row[2].Contains($"`{chosen}`", StringComparison.Ordinal)), $"{trigger.Name}: {root}");
            }
        }
    }

    [Fact]
    public void Actions_EverySettingChoiceAndLimit_IsInTheActionsTable()
    {
        foreach (var action in CrmSchema.Instance.Actions)
        {
            var section = Actions.Section(2, $"`{action.Name}`");
            foreach (var setting in action.Settings)
            {
                var row = Row(section.Text, 0, setting.Name);
                Assert.Equal((setting.Name, setting.IsRequired), (setting.Name, row[1].Contains("obligatoire", StringComparison.Ordinal)));
                Assert.Equal((setting.Name, !setting.AllowsTemplate), (setting.Name, row[1].Contains("fixe", StringComparison.Ordinal)));
                Assert.All(setting.Choices, choice => Assert.Contains($"`{choice}`", row[2], StringComparison.Ordinal));
                if (setting.Kind == SettingKind.Text && setting.MaxLength < 100_000) Assert.Contains($" {Plain(setting.MaxLength.ToString("N0", French))} ", Plain(row[2]), StringComparison.Ordinal);
                if (setting.Maximum < int.MaxValue) Assert.Contains(setting.Maximum.Value.ToString(CultureInfo.InvariantCulture), row[2], StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Conditions_EveryOperatorOfTheEnglishPage_IsExplained()
    {
        var english = DocumentationPage.Read("docs", "definitions.md").Section(2, "Conditions").Text.Split('\n').SkipWhile(l => !l.StartsWith("| type | operators", StringComparison.Ordinal));
        var operators = english.Skip(2).TakeWhile(l => l.StartsWith('|')).SelectMany(l => Code().Matches(l.Split('|')[2])).Select(m => m.Groups["code"].Value)
            .Concat(["is_empty", "is_not_empty", "changed", "changed_from", "changed_to", "AND", "OR", "NOT"]).Where(w => w != "null").Distinct().ToList();

        Assert.True(operators.Count >= 24, string.Join(' ', operators));
        Assert.DoesNotContain(operators, word => !Conditions.Names(word));
    }

    [Theory]
    [InlineData("Organisation", typeof(Organisation))]
    [InlineData("Deal", typeof(Deal))]
    public void Fields_OfAnEntity_AreInItsTableAndSayWhetherTheyCanBeWritten(string heading, Type type)
    {
        var section = Conditions.Section(3, heading);
        var entity = CrmSchema.Instance.Triggers.SelectMany(t => t.Views).SelectMany(v => v.Roots).Select(r => r.Entity).First(e => e?.Type == type)!;

        foreach (var field in entity.Fields)
        {
            var row = Row(section.Text, 0, field.Name);
            Assert.Equal((field.Name, field.IsWritable), (field.Name, row[2].Contains("oui", StringComparison.Ordinal)));
            Assert.All(field.EnumValues, value => Assert.True(Conditions.Names(value), value));
        }
    }

    [Fact]
    public void Fields_OfPeopleAndEvents_AreExplained()
    {
        var fields = CrmSchema.Instance.Triggers.SelectMany(t => t.Views).SelectMany(v => v.Roots).Select(r => r.Entity).OfType<EntitySchema>()
            .SelectMany(e => e.Fields.Select(f => f.Entity).OfType<EntitySchema>().Append(e)).SelectMany(e => e.Fields);

        Assert.DoesNotContain(fields.SelectMany(f => f.EnumValues.Prepend(f.Name)), word => !Conditions.Names(word));
    }

    [Fact]
    public void Conditions_EveryExample_AnswersAsThePageSays()
    {
        var blocks = Conditions.Blocks;

        Assert.True(blocks.Count(b => b.Info == "json condition") >= 12);
        for (var i = 0; i < blocks.Length; i++)
        {
            if (blocks[i].Info != "json condition") continue;
            var workflow = Compile($$$"""{"name":"Essai","trigger_type":"deal_stage_changed","conditions":{{{blocks[i].Content}}},"actions":[{"type":"create_task","config":{"title":"a"}}]}""");
            Assert.Equal("text", blocks[i + 1].Info);
            Assert.Equal((blocks[i].Content, blocks[i + 1].Content.Trim()), (blocks[i].Content, workflow.MeetsConditions(Sample.Context, Sample.Now) ? "oui" : "non"));
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Examples_DefinitionsTriggersAndActions_CompileAndCouldBeActive(string file)
    {
        foreach (var (info, content) in DocumentationPage.Read("docs", "fr", file).Blocks)
        {
            var definition = info switch
            {
                "json definition" => content,
                "json trigger" => $$$"""{"name":"Essai",{{{content.Trim()[1..^1]}}},"actions":[{"type":"create_task","config":{"title":"a"}}]}""",
                "json action" => $$"""{"name":"Essai","trigger_type":"deal_stage_changed","actions":[{{content}}]}""",
                "json condition" or "json email" or "template" or "text" or "" => null,
                _ => throw new InvalidOperationException($"A block of {file} is marked '{info}', which no test knows."),
            };
            if (definition is not null) Assert.Empty(ActivationCheck.Check(Compile(definition), Encoding.UTF8.GetBytes(definition)));
        }
    }

    [Fact]
    public void Templates_EveryExample_GivesTheTextBelowIt()
    {
        var blocks = Templates.Blocks;

        Assert.True(blocks.Count(b => b.Info == "template") >= 4);
        for (var i = 0; i < blocks.Length; i++)
        {
            if (blocks[i].Info == "template") Assert.Equal(("text", Plain(blocks[i + 1].Content)), (blocks[i + 1].Info, Plain(Render(blocks[i].Content))));
        }
    }

    [Fact]
    public void Templates_EveryRowOfATable_GivesItsText()
    {
        var rows = TemplateRow().Matches(Templates.Text);

        Assert.Equal(Templates.Text.Split('\n').Count(l => l.StartsWith("| ", StringComparison.Ordinal)) - 3, rows.Count);
        Assert.All(rows, row => Assert.Equal(
            row.Groups["text"].Value, Plain(Render(row.Groups["template"].Value.Replace(@"\|", "|", StringComparison.Ordinal)))));
    }

    [Fact]
    public void Emails_EveryExample_IsGoodAndGivesTheTextBelowIt()
    {
        var blocks = Emails.Blocks;

        Assert.Contains(blocks, b => b.Info == "json email");
        for (var i = 0; i < blocks.Length; i++)
        {
            if (blocks[i].Info != "json email") continue;
            var file = JsonNode.Parse(blocks[i].Content)!;
            var template = new EmailTemplate
            {
                Name = Lines(file, "name"), Description = Lines(file, "description"), Language = Lines(file, "language"),
                Subject = Lines(file, "subject"), Html = Lines(file, "html"), Text = Lines(file, "text"),
            };
            Assert.Empty(new EmailTemplateCheck().Check(template));
            Assert.Equal(("text", Plain(blocks[i + 1].Content).TrimEnd()), (blocks[i + 1].Info, Plain(Render(template.Text)).TrimEnd()));
        }
    }

    [Fact]
    public void Emails_EveryVariableOfTheTable_GivesItsText()
    {
        var rows = TemplateRow().Matches(Emails.Section(2, "Les variables").Text);

        Assert.True(rows.Count >= 12);
        Assert.All(rows, row => Assert.Equal(
            row.Groups["text"].Value, Plain(Render(row.Groups["template"].Value.Replace(@"\|", "|", StringComparison.Ordinal)))));
    }

    [Fact]
    public void Emails_WhatEachTriggerOffers_IsInTheTable()
    {
        var section = Emails.Section(2, "Les variables").Text;
        string[] roots = ["organisation", "deal", "previous", "webhook"];
        foreach (var trigger in CrmSchema.Instance.Triggers)
        {
            var row = Row(section, 0, trigger.Name);
            foreach (var (root, position) in roots.Select((r, i) => (r, i + 1)))
            {
                var views = trigger.Views.Count(v => v.Roots.Any(r => r.Name == root));
                Assert.Equal((trigger.Name, root, views == 0, views == trigger.Views.Length), (trigger.Name, root, row[position].Trim().Length == 0, row[position].Trim() == "oui"));
            }
        }
    }

    private static string Lines(JsonNode file, string member) =>
        file[member] is JsonArray lines ? string.Join('\n', lines.Select(l => (string)l!)) : (string)file[member]!;

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_EveryOne_LeadsToAFileAndAHeading(string file)
    {
        var directory = Path.Combine(DocumentationPage.Root, "docs", "fr");
        foreach (Match link in Link().Matches(Fence().Replace(File.ReadAllText(Path.Combine(directory, file)), "")))
        {
            var parts = link.Groups["to"].Value.Split('#');
            var target = parts[0].Length == 0 ? Path.Combine(directory, file) : Path.GetFullPath(Path.Combine(directory, parts[0]));
            Assert.True(Path.Exists(target), $"{file}: {link.Value}");
            if (parts.Length > 1) Assert.Contains(parts[1], File.ReadAllLines(target).Where(l => l.StartsWith('#')).Select(Anchor));
        }
    }

    private static CompiledWorkflow<CrmContext> Compile(string definition)
    {
        var result = Compiler.Compile(definition);
        Assert.True(result.Diagnostics.IsEmpty, $"{definition}\n{string.Join('\n', result.Diagnostics)}");
        return result.Workflow!;
    }

    private static string Render(string template)
    {
        var result = Compiler.CompileTemplate(template, new TemplateOptions { Trigger = "deal_stage_changed" });
        Assert.True(result.Succeeded, $"{template}\n{string.Join('\n', result.Diagnostics)}");
        var rendered = result.Template.Render(Sample.Context, Sample.Now);
        Assert.Null(rendered.Problem);
        return rendered.Text!;
    }

    /// <summary>The cells of the first row of a table that names a word as code in a column.</summary>
    private static string[] Row(string text, int column, string word)
    {
        var rows = text.Split('\n').Where(l => l.StartsWith('|')).Select(l => l.Split('|')[1..^1]);
        return rows.FirstOrDefault(r => r[column].Contains($"`{word}`", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"No row of a table names `{word}`.");
    }

    /// <summary>The anchor that GitHub makes of a heading.</summary>
    private static string Anchor(string heading) => new(
        [.. heading.TrimStart('#').Trim().ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is '_' or '-' or ' ').Select(c => c == ' ' ? '-' : c)]);

    /// <summary>The pages are written with plain spaces, where France's numbers have narrow ones.</summary>
    private static string Plain(string text) => text.Replace('\u202f', ' ').Replace('\u00a0', ' ');

    [GeneratedRegex("`(?<code>[^`]+)`", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Code();

    [GeneratedRegex(@"^\| [^|`]+ \| `(?<template>(?:[^`\n])+)` \| `(?<text>[^`\n]*)` \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex TemplateRow();

    [GeneratedRegex(@"\]\((?<to>(?!https?:)[^)\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Link();

    [GeneratedRegex("^```.*?^```$", RegexOptions.Multiline | RegexOptions.Singleline, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Fence();
}
