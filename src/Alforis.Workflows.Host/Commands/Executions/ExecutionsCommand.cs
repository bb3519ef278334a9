using System.CommandLine;

namespace Alforis.Workflows.Host.Commands.Executions;

/// <summary><c>executions</c>: what workflows did.</summary>
internal static class ExecutionsCommand
{
    public static Command Make(CommandSurroundings surroundings) => new Verb(
        "executions", "Tells what workflows did, and why; has executions tried again, or ends them.",
        ("executions list --entity deal:1", "what was done for deal 1"),
        ("executions show 12", "the whole story of execution 12"),
        ("executions retry 12", "try it again from where it failed"))
    {
        ListExecutionsCommand.Make(surroundings),
        ShowExecutionCommand.Make(surroundings),
        RetryExecutionCommand.Make(surroundings),
        CancelExecutionCommand.Make(surroundings),
    };
}
