using System.CommandLine;

namespace Alforis.Workflows.Host.Commands.Targets;

/// <summary><c>targets</c>: where webhooks go.</summary>
internal static class TargetsCommand
{
    public static Command Make(CommandSurroundings surroundings) => new Verb(
        "targets", "Makes and lists the addresses that workflows call by name, and looks after their secrets.",
        ("targets create erp https://erp.example/hooks", "an address, and the secret that calls are signed with"),
        ("targets list", "all of them"))
    {
        CreateTargetCommand.Make(surroundings),
        ListTargetsCommand.Make(surroundings),
        ShowTargetCommand.Make(surroundings),
        SetUrlCommand.Make(surroundings),
        RotateTargetCommand.Make(surroundings),
        RetireTargetCommand.Make(surroundings),
        SwitchTargetCommand.MakeDisable(surroundings),
        SwitchTargetCommand.MakeEnable(surroundings),
        SubscribeCommand.MakeSubscribe(surroundings),
        SubscribeCommand.MakeUnsubscribe(surroundings),
        DeleteTargetCommand.Make(surroundings),
    };
}
