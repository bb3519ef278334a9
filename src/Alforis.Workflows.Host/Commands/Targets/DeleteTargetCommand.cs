using System.CommandLine;
using Alforis.Crm.Data.Printing;
using Alforis.Crm.Data.WebhookTargets;

namespace Alforis.Workflows.Host.Commands.Targets;

/// <summary><c>targets delete</c>: the end of an address.</summary>
internal static class DeleteTargetCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var name = TargetArguments.Name();
        var force = new Option<bool>("--force") { Description = "Although active workflows call it: their actions fail from then on, and say so." };
        return new Verb("delete", "Deletes a target with its address, headers and secrets, for good.", ("targets delete erp", "unless an active workflow calls it"))
        {
            name, force,
        }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var wanted = result.GetRequiredValue(name);
            var callers = (await new TargetUsesQuery(database).ListAsync(wanted, ct)).Where(u => u.Status == "active").ToList();
            if (callers.Count > 0 && !result.GetValue(force))
            {
                var named = string.Join(", ", callers.Select(c => FormattableString.Invariant($"{c.Id} '{VisibleText.Line(c.Name)}'")));
                await surroundings.Error.WriteLineAsync($"The target '{wanted}' is called by active workflows: {named}. Deactivate them first, or give --force.");
                return ExitCodes.Failure;
            }

            if (!await new TargetDeletion(database).DeleteAsync(wanted, ct)) return await TargetArguments.SayUnknownAsync(wanted, surroundings);
            await surroundings.Output.WriteLineAsync($"The target '{wanted}' is deleted.");
            return ExitCodes.Success;
        });
    }
}
