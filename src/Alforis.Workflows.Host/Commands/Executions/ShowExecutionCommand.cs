using Alforis.Workflows.Host.Reports;
using System.CommandLine;
using Alforis.Crm.Data.Executions;

namespace Alforis.Workflows.Host.Commands.Executions;

/// <summary><c>executions show</c>: the story of one execution.</summary>
internal static class ShowExecutionCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var id = ListOptions.Id("The execution's number.");
        var json = ListOptions.Json();
        return new Verb(
            "show",
            "Tells the story of an execution: the event, the conditions with what they met, every action with its settings and its result or error, and the executions behind it.",
            ("executions show 12", "the story of execution 12"),
            ("executions show 12 --json", "with every value in full"))
        {
            id, json,
        }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var wanted = result.GetRequiredValue(id);
            if (await new ExecutionStoryQuery(database).FindAsync(wanted, ct) is not { } story)
            {
                await surroundings.Error.WriteLineAsync(FormattableString.Invariant(
                    $"The history has no execution {wanted}; what is older than 90 days is dropped. See: ./run.sh executions list"));
                return ExitCodes.Failure;
            }

            if (result.GetValue(json))
            {
                await surroundings.Output.WriteLineAsync(Json.Print(ExecutionStoryReport.Of(story)));
                return ExitCodes.Success;
            }

            foreach (var line in new StoryText(surroundings.TimeProvider, surroundings.UseColours).Tell(story)) await surroundings.Output.WriteLineAsync(line);
            return ExitCodes.Success;
        });
    }
}
