using System.CommandLine;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Hooks;

namespace Alforis.Workflows.Host.Commands.Hooks;

/// <summary><c>hooks retire</c>: the end of older secrets.</summary>
internal static class RetireHookCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var slug = HookArguments.Slug();
        return new Verb(
            "retire", "Ends all secrets of a hook but the newest, once every sender uses that.",
            ("hooks retire site-web", "only the newest secret stays good"))
        {
            slug,
        }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var wanted = result.GetRequiredValue(slug);
            var (outcome, ended) = await new HookRotation(database).RetireAsync(wanted, Actor.CommandLine, ct);
            if (outcome == HookRotationOutcome.Unknown) return await HookArguments.SayUnknownAsync(wanted, surroundings);
            await surroundings.Output.WriteLineAsync(FormattableString.Invariant(
                $"The hook '{wanted}' keeps its newest secret; {ended switch { 0 => "there was no other", 1 => "1 other has ended", _ => $"{ended} others have ended" }}."));
            return ExitCodes.Success;
        });
    }
}
