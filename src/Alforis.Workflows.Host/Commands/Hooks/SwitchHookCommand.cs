using System.CommandLine;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Hooks;

namespace Alforis.Workflows.Host.Commands.Hooks;

/// <summary><c>hooks enable</c> and <c>hooks disable</c>.</summary>
internal static class SwitchHookCommand
{
    public static Command MakeEnable(CommandSurroundings surroundings) => Make(
        isActive: true, surroundings,
        "enable", "Lets a hook take calls again, with the secrets that it had.", ("hooks enable site-web", "take calls again"));

    public static Command MakeDisable(CommandSurroundings surroundings) => Make(
        isActive: false, surroundings,
        "disable", "Lets a hook take no more calls: they are answered as if there was no such hook.", ("hooks disable site-web", "take no more calls"));

    private static Verb Make(bool isActive, CommandSurroundings surroundings, string verb, string description, (string, string) example)
    {
        var slug = HookArguments.Slug();
        return new Verb(verb, description, example) { slug }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var wanted = result.GetRequiredValue(slug);
            if (await new HookActivation(database).SetAsync(wanted, isActive, Actor.CommandLine, ct) is not { } before) return await HookArguments.SayUnknownAsync(wanted, surroundings);
            var change = isActive ? "takes calls" : "takes no calls";
            await surroundings.Output.WriteLineAsync($"The hook '{wanted}' {change}{(before == isActive ? ", as before" : "")}.");
            return ExitCodes.Success;
        });
    }
}
