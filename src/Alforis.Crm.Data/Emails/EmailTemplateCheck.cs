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
    public IReadOnlyList<string> Check(EmailTemplate template) => [.. Find(template).Select(p => p.ToString())];

    /// <summary>Everything that is wrong with a template; empty when it is good.</summary>
    /// <param name="template">The template.</param>
    public IReadOnlyList<EmailTemplateProblem> Find(EmailTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        List<EmailTemplateProblem> problems = [.. Lengths(template)];
        return problems.Count > 0 ? problems : Nearest(template, null).Problems;
    }

    /// <summary>The trigger whose workflows could send a template, or nearly: of those that are equally near, the one that offers most, for what it lacks, no other has.</summary>
    /// <param name="template">The template.</param>
    /// <param name="entity">Only triggers of this entity; <see langword="null"/> for all.</param>
    internal (TemplateOptions Options, IReadOnlyList<EmailTemplateProblem> Problems) Nearest(EmailTemplate template, string? entity)
    {
        (TemplateOptions Options, List<EmailTemplateProblem> Problems)? fewest = null;
        var views = CrmSchema.Instance.Triggers.SelectMany(t => t.Views.Select(v => (t.Name, View: v)))
            .Where(v => entity is null || string.Equals(v.View.Entity?.Name, entity, StringComparison.Ordinal))
            .OrderByDescending(v => v.View.Roots.Length);
        foreach (var (trigger, view) in views)
        {
            var options = new TemplateOptions { Trigger = trigger, Entity = view.Entity?.Name };
            var problems = Compile(template, options);
            if (fewest is null || problems.Count < fewest.Value.Problems.Count) fewest = (options, problems);
            if (problems.Count == 0) break;
        }

        return fewest!.Value;
    }

    private static IEnumerable<EmailTemplateProblem> Lengths(EmailTemplate template)
    {
        foreach (var (member, text, most, isNeeded) in new[]
        {
            ("name", template.Name, MaxNameLength, true), ("description", template.Description, MaxDescriptionLength, false),
            ("subject", template.Subject, MaxSubjectLength, true), ("html", template.Html, MaxTextLength, true), ("text", template.Text, MaxTextLength, true),
        })
        {
            if (isNeeded && string.IsNullOrWhiteSpace(text)) yield return new(member, $"'{member}' must not be empty.");
            if (text.Length > most) yield return new(member, FormattableString.Invariant($"'{member}' has at most {most} characters."));
            if (text.Contains('\0', StringComparison.Ordinal)) yield return new(member, $"'{member}' has a NUL character, which the database cannot hold.");
        }

        if ((template.Name + template.Subject).Any(char.IsControl))
            yield return new(template.Name.Any(char.IsControl) ? "name" : "subject", "'name' and 'subject' are one line each: they have no line ends and no control characters.");
        if (!LanguageForm().IsMatch(template.Language)) yield return new("language", "'language' is a language such as \"fr\", or \"fr-FR\".");
    }

    private List<EmailTemplateProblem> Compile(EmailTemplate template, TemplateOptions options) =>
    [
        .. from part in new[]
           {
               ("subject", template.Subject, SettingDestination.Header), ("html", template.Html, SettingDestination.Html), ("text", template.Text, SettingDestination.Text),
           }
           from found in compiler.CompileTemplate(part.Item2, options with { Destination = part.Item3 }).Diagnostics
           where found.Severity == DiagnosticSeverity.Error
           select new EmailTemplateProblem(part.Item1, found.Message) { Diagnostic = found },
    ];

    [GeneratedRegex("^[a-z]{2}(-[A-Z]{2})?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LanguageForm();
}
