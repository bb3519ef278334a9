using System.CommandLine;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Steps;

namespace Alforis.Workflows.Host.Commands.Steps;

/// <summary><c>steps release</c> and <c>steps discard</c>: decide about the calls that a workflow's hourly limit holds up.</summary>
internal static class HeldStepsCommands
{
    private const string Reason = "It was cancelled from the command line, with all calls that its workflow's hourly limit held up.";

    public static Command Release(CommandSurroundings surroundings) => Make(
        surroundings, "release", "Lets the calls go that a workflow's hourly limit holds up: they are made as soon as a worker is free, and are not counted towards the limit.",
        "make all calls now that workflow 4 wants to make", "go on",
        (decision, workflow, ct) => decision.ReleaseAsync(workflow, null, Actor.CommandLine, ct));

    public static Command Discard(CommandSurroundings surroundings) => Make(
        surroundings, "discard", "Cancels the executions whose calls a workflow's hourly limit holds up: what is done stays, what waits is not done any more.",
        "make none of the calls that wait for the next hour of workflow 4", "are cancelled",
        (decision, workflow, ct) => decision.DiscardAsync(workflow, null, Reason, Actor.CommandLine, ct));

    private static Verb Make(
        CommandSurroundings surroundings, string name, string description, string example, string outcome,
        Func<HeldStepsDecision, long, CancellationToken, Task<HeldStepsReport>> decide)
    {
        var workflow = ListOptions.Id("The workflow's number.");
        return new Verb(name, description, ($"steps {name} 4", example)) { workflow }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var id = result.GetRequiredValue(workflow);
            var decision = new HeldStepsDecision(database, surroundings.TimeProvider);
            var done = 0;
            for (var report = new HeldStepsReport(0, 0, false); !report.IsOver; done += report.Done) report = await decide(decision, id, ct);
            await surroundings.Output.WriteLineAsync(FormattableString.Invariant($"{done} executions of workflow {id} {outcome}."));
            return ExitCodes.Success;
        });
    }
}
