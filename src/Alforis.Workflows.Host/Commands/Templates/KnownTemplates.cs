using System.Collections.Immutable;
using System.CommandLine;
using Alforis.Crm.Data.Emails;
using Alforis.Crm.Data.Printing;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Host.Commands.Definitions;
using Alforis.Workflows.Host.Samples;

namespace Alforis.Workflows.Host.Commands.Templates;

/// <summary>
/// The e-mail templates that verbs without a database know: those of a folder, or the shipped ones. A database may have others than the shipped ones, so
/// what does not agree with these is a warning.
/// </summary>
internal sealed class KnownTemplates
{
    private const string Name = "--templates";

    private readonly EmailTemplateFiller filler;
    private readonly bool areShipped;

    private KnownTemplates(IEnumerable<EmailTemplate> templates, bool areShipped)
    {
        filler = new EmailTemplateFiller(templates);
        this.areShipped = areShipped;
    }

    public static Option<string?> Option() => new(Name)
    {
        Description = "A folder of e-mail templates, *.json files, that definitions may name; default: the shipped ones.",
        HelpName = "DIR",
    };

    /// <summary>The templates; <see langword="null"/>, and said, when the folder has none that are good.</summary>
    /// <param name="folder">The folder; <see langword="null"/> for the shipped ones.</param>
    /// <param name="surroundings">Gets what is wrong.</param>
    /// <param name="ct">Stops reading.</param>
    public static async Task<KnownTemplates?> ReadAsync(string? folder, CommandSurroundings surroundings, CancellationToken ct)
    {
        if (folder is null) return new KnownTemplates(EmailTemplateLibrary.Read(), areShipped: true);
        var (files, problem) = FilesIn(folder);
        if (problem is null) return await TemplateFiles.ReadAsync(files, surroundings, ct) is { } templates ? new KnownTemplates(templates, areShipped: false) : null;
        await surroundings.Error.WriteLineAsync(VisibleText.Line(problem));
        return null;
    }

    /// <summary>The same files with workflows that have the texts of their templates, and with what stands against that.</summary>
    public ImmutableArray<DefinitionFile> Fill(ImmutableArray<DefinitionFile> files) => [.. files.Select(Fill)];

    private static (string[] Files, string? Problem) FilesIn(string folder)
    {
        try
        {
            string[] files = [.. Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal)];
            return (files, files.Length > 0 ? null : $"'{folder}', which {Name} names, has no e-mail templates: *.json files as in samples/templates.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            var why = e is DirectoryNotFoundException or ArgumentException ? "there is no such folder" : e.Message.TrimEnd('.');
            return ([], $"'{folder}', which {Name} names, cannot be read: {why}. Name a folder of e-mail templates.");
        }
    }

    private DefinitionFile Fill(DefinitionFile file)
    {
        if (file.Workflow is not { } workflow) return file;
        var (filled, problems) = filler.Fill(workflow, file.Content);
        return filled is not null ? file with { Workflow = filled } : file with { Diagnostics = [.. file.Diagnostics, .. problems.Select(Weigh)] };
    }

    private Diagnostic Weigh(Diagnostic found) => areShipped
        ? found with
        {
            Severity = DiagnosticSeverity.Warning,
            Suggestion = $"{found.Suggestion} Only the shipped templates are known here; name the folder of yours with {Name} DIR.".TrimStart(),
        }
        : found;
}
