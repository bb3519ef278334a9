using System.CommandLine;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Printing;
using Alforis.Crm.Data.Workflows;

namespace Alforis.Workflows.Host.Commands.Workflows;

/// <summary><c>workflows deactivate</c>: lets a workflow run no more.</summary>
internal static class DeactivateCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var id = ListOptions.Id("The workflow's number.");
        return new Verb(
            "deactivate", "Makes a workflow inactive: from now on it does not run. It can be activated again.",
            ("workflows deactivate 4", "let workflow 4 run no more"))
        {
            id,
        }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var wanted = result.GetRequiredValue(id);
            if (await new WorkflowDeactivation(database).DeactivateAsync(wanted, Actor.CommandLine, ct) is not { } workflow)
                return await UnknownWorkflow.SayAsync(wanted, surroundings);
            var change = workflow.PreviousStatus == "inactive" ? "was inactive already" : $"is inactive, was {workflow.PreviousStatus}";
            await surroundings.Output.WriteLineAsync(FormattableString.Invariant($"Workflow {wanted} '{VisibleText.Line(workflow.Name)}' {change}."));
            return ExitCodes.Success;
        });
    }
}
