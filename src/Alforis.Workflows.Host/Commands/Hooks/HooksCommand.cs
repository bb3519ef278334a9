using System.CommandLine;

namespace Alforis.Workflows.Host.Commands.Hooks;

/// <summary><c>hooks</c>: where other systems call.</summary>
internal static class HooksCommand
{
    public static Command Make(CommandSurroundings surroundings) => new Verb(
        "hooks", "Makes and lists the addresses that other systems call to set off workflows, and looks after their secrets.",
        ("hooks create site-web --event formulaire_contact", "an address and its secret"),
        ("hooks list", "all of them"))
    {
        CreateHookCommand.Make(surroundings),
        ListHooksCommand.Make(surroundings),
        RotateHookCommand.Make(surroundings),
        RetireHookCommand.Make(surroundings),
        SwitchHookCommand.MakeDisable(surroundings),
        SwitchHookCommand.MakeEnable(surroundings),
        DeleteHookCommand.Make(surroundings),
    };
}
