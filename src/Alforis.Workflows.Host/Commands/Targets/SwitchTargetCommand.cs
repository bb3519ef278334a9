using System.CommandLine;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.WebhookTargets;

namespace Alforis.Workflows.Host.Commands.Targets;

/// <summary><c>targets enable</c> and <c>targets disable</c>.</summary>
internal static class SwitchTargetCommand
{
    public static Command MakeEnable(CommandSurroundings surroundings) => Make(
        isActive: true, surroundings,
        "enable", "Lets a target be called again, with the headers and secrets that it had.", ("targets enable erp", "call it again"));

    public static Command MakeDisable(CommandSurroundings surroundings) => Make(
        isActive: false, surroundings,
        "disable", "Lets a target be called no more: actions that name it fail and say so.", ("targets disable erp", "call it no more"));

    private static Verb Make(bool isActive, CommandSurroundings surroundings, string verb, string description, (string, string) example)
    {
        var name = TargetArguments.Name();
        return new Verb(verb, description, example) { name }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var wanted = result.GetRequiredValue(name);
            if (await new TargetActivation(database).SetAsync(wanted, isActive, Actor.CommandLine, ct) is not { } before) return await TargetArguments.SayUnknownAsync(wanted, surroundings);
            var change = isActive ? "is called" : "is called no more";
            await surroundings.Output.WriteLineAsync($"The target '{wanted}' {change}{(before == isActive ? ", as before" : "")}.");
            return ExitCodes.Success;
        });
    }
}
