using System.CommandLine;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.WebhookTargets;

namespace Alforis.Workflows.Host.Commands.Targets;

/// <summary><c>targets retire</c>: the end of older secrets.</summary>
internal static class RetireTargetCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var name = TargetArguments.Name();
        return new Verb("retire", "Ends all secrets of a target but the newest, once the receiver checks with that.", ("targets retire erp", "only the newest secret signs"))
        {
            name,
        }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var wanted = result.GetRequiredValue(name);
            if (await new TargetListQuery(database).FindAsync(wanted, ct) is null) return await TargetArguments.SayUnknownAsync(wanted, surroundings);
            var ended = await new TargetRotation(database).RetireAsync(wanted, Actor.CommandLine, ct);
            await surroundings.Output.WriteLineAsync(FormattableString.Invariant(
                $"The target '{wanted}' keeps its newest secret; {ended switch { 0 => "there was no other", 1 => "1 other has ended", _ => $"{ended} others have ended" }}."));
            return ExitCodes.Success;
        });
    }
}
