using System.Text.RegularExpressions;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Emails;

/// <summary>What must hold of a template by itself, whichever workflow sends it. Thread-safe.</summary>
public sealed partial class EmailTemplateCheck
{
    /// <summary>Longest name in UTF-16 code units.</summary>
    public const int MaxNameLength = 200;

    /// <summary>Longest description in UTF-16 code units.</summary>
    public const int MaxDescriptionLength = 2000;

    /// <summary>Longest subject in UTF-16 code units.</summary>
    public const int MaxSubjectLength = 500;

    /// <summary>Longest HTML, and longest text, in UTF-16 code units.</summary>
    public const int MaxTextLength = 100_000;

    private readonly WorkflowCompiler<CrmContext> compiler = new(CrmSchema.Instance);

    /// <summary>Everything that is wrong with a template, as sentences; empty when it is good.</summary>
    /// <param name="template">The template.</param>
    public IReadOnlyList<string> Check(EmailTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        List<string> problems = [.. Lengths(template)];
        return problems.Count > 0 ? problems : Language(template);
    }

    private static IEnumerable<string> Lengths(EmailTemplate template)
    {
        foreach (var (member, text, most, isNeeded) in new[]
        {
            ("name", template.Name, MaxNameLength, true), ("description", template.Description, MaxDescriptionLength, false),
            ("subject", template.Subject, MaxSubjectLength, true), ("html", template.Html, MaxTextLength, true), ("text", template.Text, MaxTextLength, true),
        })
        {
            if (isNeeded && string.IsNullOrWhiteSpace(text)) yield return $"'{member}' must not be empty.";
            if (text.Length > most) yield return FormattableString.Invariant($"'{member}' has at most {most} characters.");
            if (text.Contains('\0', StringComparison.Ordinal)) yield return $"'{member}' has a NUL character, which the database cannot hold.";
        }

        if ((template.Name + template.Subject).Any(char.IsControl)) yield return "'name' and 'subject' are one line each: they have no line ends and no control characters.";
        if (!LanguageForm().IsMatch(template.Language)) yield return "'language' is a language such as \"fr\", or \"fr-FR\".";
    }

    /// <summary>A template is good when there is a trigger whose workflows could send it; if there is none, the nearest says what is wrong.</summary>
    private List<string> Language(EmailTemplate template)
    {
        List<string>? fewest = null;
        // Of those that are equally near, the trigger that offers most: what it lacks, no other has.
        var views = CrmSchema.Instance.Triggers.SelectMany(t => t.Views.Select(v => (t.Name, View: v))).OrderByDescending(v => v.View.Roots.Length);
        foreach (var (trigger, view) in views)
        {
            var problems = Compile(template, new TemplateOptions { Trigger = trigger, Entity = view.Entity?.Name });
            if (problems.Count == 0) return [];
            if (fewest is null || problems.Count < fewest.Count) fewest = problems;
        }

        return fewest!;
    }

    private List<string> Compile(EmailTemplate template, TemplateOptions options) =>
    [
        .. from part in new[]
           {
               ("subject", template.Subject, SettingDestination.Header), ("html", template.Html, SettingDestination.Html), ("text", template.Text, SettingDestination.Text),
           }
           from found in compiler.CompileTemplate(part.Item2, options with { Destination = part.Item3 }).Diagnostics
           where found.Severity == DiagnosticSeverity.Error
           select FormattableString.Invariant($"{part.Item1}, line {found.Line}, column {found.Column}: {found.Message}{(found.Suggestion is { } cure ? " " + cure : "")}"),
    ];

    [GeneratedRegex("^[a-z]{2}(-[A-Z]{2})?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LanguageForm();
}
