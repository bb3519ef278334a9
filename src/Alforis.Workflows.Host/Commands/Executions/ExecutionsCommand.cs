using System.CommandLine;

namespace Alforis.Workflows.Host.Commands.Executions;

/// <summary><c>executions</c>: what workflows did.</summary>
internal static class ExecutionsCommand
{
    public static Command Make(CommandSurroundings surroundings) => new Verb(
        "executions", "Tells what workflows did, and why.",
        ("executions list --entity deal:1", "what was done for deal 1"),
        ("executions show 12", "the whole story of execution 12"))
    {
        ListExecutionsCommand.Make(surroundings),
        ShowExecutionCommand.Make(surroundings),
    };
}
