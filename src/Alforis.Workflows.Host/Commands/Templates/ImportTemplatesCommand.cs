using System.CommandLine;
using System.Globalization;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Emails;
using Alforis.Crm.Data.Printing;
using Alforis.Workflows.Host.Commands.Definitions;
using Npgsql;

namespace Alforis.Workflows.Host.Commands.Templates;

/// <summary><c>templates import</c>: stores e-mail templates, all or none.</summary>
internal static class ImportTemplatesCommand
{
    private const string Nothing = "Nothing was imported.";

    public static Command Make(CommandSurroundings surroundings)
    {
        var files = SharedOptions.DefinitionFiles();
        files.Description = $"E-mail templates; {InputFile.StandardInput} reads the standard input.";
        return new Verb(
            "import",
            "Stores e-mail templates, or changes those of the same name. If one has an error, or an active workflow could not send it, nothing is stored.",
            ("templates import samples/templates/*.json", "store the samples"))
        {
            files,
        }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            if (await TemplateFiles.ReadAsync(result.GetRequiredValue(files), surroundings, ct) is { } templates) return await StoreAsync(templates, database, surroundings, ct);
            await surroundings.Error.WriteLineAsync(Nothing);
            return ExitCodes.Failure;
        });
    }

    private static async Task<int> StoreAsync(IReadOnlyList<EmailTemplate> templates, NpgsqlDataSource database, CommandSurroundings surroundings, CancellationToken ct)
    {
        var import = await new EmailTemplateStore(database).ImportAsync(templates, Actor.CommandLine, ct);
        foreach (var workflow in import.Broken)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"workflow {workflow.Id} '{workflow.Name}'");
            foreach (var diagnostic in workflow.Diagnostics) await surroundings.Error.WriteLineAsync(DiagnosticText.Format(place, diagnostic, colours: false));
        }

        if (import.Broken.Count > 0)
        {
            await surroundings.Error.WriteLineAsync($"{Nothing} Active workflows could not send what would be stored; deactivate or change them first.");
            return ExitCodes.Failure;
        }

        foreach (var (template, outcome) in templates.Zip(import.Outcomes))
            await surroundings.Output.WriteLineAsync($"{outcome.ToString().ToLowerInvariant()} '{VisibleText.Line(template.Name)}'");
        return ExitCodes.Success;
    }
}
