using System.CommandLine;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Executions;

namespace Alforis.Workflows.Host.Commands.Executions;

/// <summary><c>executions cancel</c>: ends executions that wait.</summary>
internal static class CancelExecutionCommand
{
    private const string Reason = "It was cancelled from the command line.";

    public static Command Make(CommandSurroundings surroundings)
    {
        var ids = ListOptions.Ids("The numbers of executions.", ArgumentArity.ZeroOrMore);
        var workflow = ListOptions.Id("--workflow", "All unfinished executions of this workflow.");
        var verb = new Verb(
            "cancel",
            "Ends executions that are not finished, also those that sleep: what is done stays, what waits is not done any more. A call that is under way cannot be taken back; what comes of it changes nothing.",
            ("executions cancel 12", "end execution 12"),
            ("executions cancel --workflow 4", "end everything of workflow 4 that waits"))
        {
            ids, workflow,
        };
        verb.Validators.Add(result =>
        {
            if (result.GetResult(ids) is { Tokens.Count: > 0 } == result.GetValue(workflow) is not null)
                result.AddError("Name executions, or give --workflow ID: one of the two.");
        });
        return verb.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var cancellation = new ExecutionCancellation(database);
            if (result.GetValue(workflow) is { } workflowId)
            {
                var count = await cancellation.CancelAllAsync(workflowId, Reason, Actor.CommandLine, ct);
                await surroundings.Output.WriteLineAsync(FormattableString.Invariant($"{count} executions of workflow {workflowId} are cancelled."));
                return ExitCodes.Success;
            }

            var all = true;
            foreach (var id in result.GetRequiredValue(ids))
            {
                var cancelled = await cancellation.CancelAsync(id, Reason, Actor.CommandLine, ct);
                all &= cancelled;
                if (cancelled) await surroundings.Output.WriteLineAsync(FormattableString.Invariant($"Execution {id} is cancelled."));
                else await surroundings.Error.WriteLineAsync(FormattableString.Invariant($"Execution {id} is finished, or not known. See: ./run.sh executions show {id}"));
            }

            return all ? ExitCodes.Success : ExitCodes.Failure;
        });
    }
}
