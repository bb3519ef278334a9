using System.CommandLine;

namespace Alforis.Workflows.Host.Commands.Workflows;

/// <summary><c>workflows</c>: the stored workflows.</summary>
internal static class WorkflowsCommand
{
    public static Command Make(CommandSurroundings surroundings) => new Verb(
        "workflows", "Lists stored workflows, switches them on and off, runs them by hand, and deletes them.",
        ("workflows list", "all of them, with what they did"),
        ("workflows activate 4", "let workflow 4 run"))
    {
        ListWorkflowsCommand.Make(surroundings),
        ActivateCommand.Make(surroundings),
        DeactivateCommand.Make(surroundings),
        ExecuteCommand.Make(surroundings),
        SweepCommand.Make(surroundings),
        CountCommand.Make(surroundings),
        ScheduleCommand.Make(surroundings),
        WorkflowStatsCommand.Make(surroundings),
        DeleteCommand.Make(surroundings),
    };
}
