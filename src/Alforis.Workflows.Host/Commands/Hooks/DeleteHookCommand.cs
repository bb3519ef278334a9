using System.CommandLine;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Hooks;

namespace Alforis.Workflows.Host.Commands.Hooks;

/// <summary><c>hooks delete</c>: the end of an address.</summary>
internal static class DeleteHookCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var slug = HookArguments.Slug();
        return new Verb(
            "delete", "Deletes a hook with its secrets, for good. What its calls have set off stays in the history.",
            ("hooks delete site-web", "its sender is answered as if there had never been such a hook"))
        {
            slug,
        }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var wanted = result.GetRequiredValue(slug);
            if (!await new HookDeletion(database).DeleteAsync(wanted, Actor.CommandLine, ct)) return await HookArguments.SayUnknownAsync(wanted, surroundings);
            await surroundings.Output.WriteLineAsync($"The hook '{wanted}' is deleted.");
            return ExitCodes.Success;
        });
    }
}
