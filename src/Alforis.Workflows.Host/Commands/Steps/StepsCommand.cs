using System.CommandLine;

namespace Alforis.Workflows.Host.Commands.Steps;

/// <summary><c>steps</c>: what waits for the world outside.</summary>
internal static class StepsCommand
{
    public static Command Make(CommandSurroundings surroundings) => new Verb(
        "steps", "Tells which e-mails and calls are under way or wait, and for what; decides about those that an hourly limit holds up.",
        ("steps list --waiting", "what waits, and for what"),
        ("steps release 4", "let the calls of workflow 4 go that its hourly limit holds up"))
    {
        ListStepsCommand.Make(surroundings),
        HeldStepsCommands.Release(surroundings),
        HeldStepsCommands.Discard(surroundings),
    };
}
