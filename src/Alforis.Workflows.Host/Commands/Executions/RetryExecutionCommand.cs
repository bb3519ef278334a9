using System.CommandLine;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Executions;

namespace Alforis.Workflows.Host.Commands.Executions;

/// <summary><c>executions retry</c>: has failed executions go on from where they failed.</summary>
internal static class RetryExecutionCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var ids = ListOptions.Ids("The numbers of executions.", ArgumentArity.OneOrMore);
        return new Verb(
            "retry",
            "Has failed executions go on from the action that failed: what is done is not done again. Settings are filled in anew, with the data as they are now. "
            + "An outside-world action bears the same key as before, so that a receiver that has it already can tell.",
            ("executions retry 12", "try execution 12 again from where it failed"),
            ("executions retry 12 13 14", "several at once"))
        {
            ids,
        }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var retry = new ExecutionRetry(database);
            var answers = new List<RetryAnswer>();
            foreach (var id in result.GetRequiredValue(ids))
            {
                var answer = await retry.RetryAsync(id, Actor.CommandLine, ct);
                answers.Add(answer);
                var writer = answer == RetryAnswer.Retried ? surroundings.Output : surroundings.Error;
                await writer.WriteLineAsync(FormattableString.Invariant($"Execution {id} {Describe(answer)}"));
            }

            return answers.TrueForAll(a => a == RetryAnswer.Retried) ? ExitCodes.Success : ExitCodes.Failure;
        });
    }

    private static string Describe(RetryAnswer answer) => answer switch
    {
        RetryAnswer.Retried => "goes on from where it failed, as soon as a service runs.",
        RetryAnswer.NotFailed => "has not failed; only failed executions are tried again.",
        RetryAnswer.EventGone => "cannot be tried again: its event is not in the log any more.",
        RetryAnswer.WorkflowGone => "cannot be tried again: its workflow was deleted.",
        _ => "is not known; the history keeps executions for 90 days.",
    };
}
