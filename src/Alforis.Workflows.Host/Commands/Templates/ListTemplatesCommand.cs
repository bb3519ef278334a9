using System.CommandLine;
using Alforis.Crm.Data.Emails;
using Alforis.Workflows.Host.Commands.Terminal;

namespace Alforis.Workflows.Host.Commands.Templates;

/// <summary><c>templates list</c>: the stored e-mail templates.</summary>
internal static class ListTemplatesCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var json = ListOptions.Json();
        return new Verb(
            "list", "Lists the e-mail templates by their names.",
            ("templates list", "all of them"),
            ("templates list --json", "with their texts, for scripts"))
        {
            json,
        }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var templates = await new EmailTemplateStore(database).ListAsync(ct);
            if (result.GetValue(json)) await surroundings.Output.WriteLineAsync(Json.Print(templates));
            else await WriteAsync(templates, surroundings);
            return ExitCodes.Success;
        });
    }

    private static async Task WriteAsync(IReadOnlyList<EmailTemplate> templates, CommandSurroundings surroundings)
    {
        if (templates.Count == 0)
        {
            await surroundings.Error.WriteLineAsync("There is no e-mail template. Store some: ./run.sh templates import samples/templates/*.json");
            return;
        }

        var table = new TextTable(new("name") { MayBeCut = true }, new("language"), new("subject") { MayBeCut = true }, new("description") { MayBeCut = true });
        foreach (var template in templates) table.Add(template.Name, template.Language, template.Subject, template.Description);
        await table.WriteAsync(surroundings.Output, surroundings.UseColours);
    }
}
