using System.CommandLine;
using Alforis.Crm.Data.Emails;

namespace Alforis.Workflows.Host.Commands.Templates;

/// <summary><c>templates show</c>: one template, as a file that can be imported.</summary>
internal static class ShowTemplateCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var name = TemplateArguments.Name();
        return new Verb(
            "show", "Prints an e-mail template as the file that it can be imported from.",
            ("templates show relance_deal > relance_deal.json", "to change it"))
        {
            name,
        }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var wanted = result.GetRequiredValue(name);
            if (await new EmailTemplateStore(database).FindAsync(wanted, ct) is { } template)
            {
                await surroundings.Output.WriteLineAsync(Json.Print(TemplateFile.Of(template)));
                return ExitCodes.Success;
            }

            return await TemplateArguments.SayUnknownAsync(wanted, surroundings);
        });
    }
}
