using System.CommandLine;

namespace Alforis.Workflows.Host.Commands.Steps;

/// <summary><c>steps</c>: what waits for the world outside.</summary>
internal static class StepsCommand
{
    public static Command Make(CommandSurroundings surroundings) => new Verb(
        "steps", "Tells which e-mails and calls are under way or wait, and for what.",
        ("steps list --waiting", "what waits, and for what"))
    {
        ListStepsCommand.Make(surroundings),
    };
}
