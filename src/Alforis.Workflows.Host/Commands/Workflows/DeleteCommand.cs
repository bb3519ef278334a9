using System.CommandLine;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Printing;
using Alforis.Crm.Data.Workflows;

namespace Alforis.Workflows.Host.Commands.Workflows;

/// <summary><c>workflows delete</c>: takes a workflow away, and leaves its history.</summary>
internal static class DeleteCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var id = ListOptions.Id("The workflow's number.");
        return new Verb(
            "delete", "Deletes a workflow: it does not run any more and is not listed, and its name is free. Its versions and its history stay.",
            ("workflows delete 4", "delete workflow 4"))
        {
            id,
        }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var wanted = result.GetRequiredValue(id);
            if (await new WorkflowDeletion(database).DeleteAsync(wanted, Actor.CommandLine, ct) is not { } workflow) return await UnknownWorkflow.SayAsync(wanted, surroundings);
            await surroundings.Output.WriteLineAsync(FormattableString.Invariant(
                $"Workflow {wanted} '{VisibleText.Line(workflow.Name)}' is deleted, was {workflow.PreviousStatus}. Its history stays: ./run.sh executions list --workflow {wanted}"));
            return ExitCodes.Success;
        });
    }
}
