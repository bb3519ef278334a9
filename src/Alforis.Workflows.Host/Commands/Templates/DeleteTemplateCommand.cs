using System.CommandLine;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Emails;
using Alforis.Crm.Data.Printing;

namespace Alforis.Workflows.Host.Commands.Templates;

/// <summary><c>templates delete</c>: the end of a template.</summary>
internal static class DeleteTemplateCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var name = TemplateArguments.Name();
        var force = new Option<bool>("--force") { Description = "Although active workflows send it: they are suspended until it is there again." };
        return new Verb("delete", "Deletes an e-mail template, for good.", ("templates delete relance_deal", "unless an active workflow sends it"))
        {
            name, force,
        }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var wanted = result.GetRequiredValue(name);
            if (await new EmailTemplateStore(database).DeleteAsync(wanted, result.GetValue(force), Actor.CommandLine, ct) is not { } deletion)
                return await TemplateArguments.SayUnknownAsync(wanted, surroundings);
            var shown = VisibleText.Line(deletion.Name);
            var senders = string.Join(", ", deletion.Broken.Select(w => FormattableString.Invariant($"{w.Id} '{VisibleText.Line(w.Name)}'")));
            if (!deletion.IsDeleted)
            {
                await surroundings.Error.WriteLineAsync(
                    $"The e-mail template '{shown}' is sent by active workflows: {senders}. Deactivate or change them first, or give --force: then they are suspended.");
                return ExitCodes.Failure;
            }

            await surroundings.Output.WriteLineAsync($"The e-mail template '{shown}' is deleted.");
            if (senders.Length > 0)
                await surroundings.Output.WriteLineAsync($"Suspended before the next event: {senders}. When it is there again: ./run.sh workflows activate ID");
            return ExitCodes.Success;
        });
    }
}
