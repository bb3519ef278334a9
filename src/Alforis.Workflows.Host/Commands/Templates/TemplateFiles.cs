using Alforis.Crm.Data.Emails;
using Alforis.Crm.Data.Printing;
using Alforis.Workflows.Host.Commands.Definitions;

namespace Alforis.Workflows.Host.Commands.Templates;

/// <summary>Reads the e-mail templates of several files.</summary>
internal static class TemplateFiles
{
    /// <summary>The templates, whose names differ; <see langword="null"/>, and said, when a file has none.</summary>
    /// <param name="names">The files as given.</param>
    /// <param name="surroundings">Gets what is wrong with each file.</param>
    /// <param name="ct">Stops reading.</param>
    public static async Task<IReadOnlyList<EmailTemplate>?> ReadAsync(IEnumerable<string> names, CommandSurroundings surroundings, CancellationToken ct)
    {
        var check = new EmailTemplateCheck();
        var templates = new List<EmailTemplate>();
        var first = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var isGood = true;
        foreach (var name in names)
        {
            var file = await InputFile.ReadAsync(name, TemplateFile.MaxBytes, surroundings, ct);
            var (template, problems) = file.Problem is { } unreadable ? (null, [unreadable.Message]) : TemplateFile.Read(file.Content.Span, check);
            if (template is not null && !first.TryAdd(template.Name, name)) problems = [$"{first[template.Name]} has the same name. Rename one."];
            foreach (var problem in problems) await surroundings.Error.WriteLineAsync($"{VisibleText.Line(name)}: {VisibleText.Line(problem)}");
            isGood &= problems.Count == 0;
            if (template is not null) templates.Add(template);
        }

        return isGood ? templates : null;
    }
}
