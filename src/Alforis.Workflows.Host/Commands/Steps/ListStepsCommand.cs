using System.CommandLine;
using System.Globalization;
using Alforis.Crm.Data.Steps;
using Alforis.Workflows.Host.Commands.Terminal;
using Alforis.Workflows.Host.Steps;

namespace Alforis.Workflows.Host.Commands.Steps;

/// <summary><c>steps list</c>: outside-world steps that are not finished, the oldest first.</summary>
internal static class ListStepsCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var waiting = new Option<bool>("--waiting") { Description = "Only those that wait, not those under way." };
        var workflow = ListOptions.Id("--workflow", "Only those of this workflow.");
        var limit = ListOptions.Limit();
        var json = ListOptions.Json();
        return new Verb(
            "list", "Lists the outside-world steps of executions that are not finished, the oldest first, with what each waits for.",
            ("steps list --waiting", "what waits, and for what"),
            ("steps list --workflow 4 --json", "those of one workflow, for scripts"))
        {
            waiting, workflow, limit, json,
        }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var calls = StepSettings.Read(surroundings).CallsPerHour;
            var most = result.GetValue(limit);
            var found = await new StepListQuery(database).ReadAsync(result.GetValue(workflow), result.GetValue(waiting), calls, most + 1, ct);
            var steps = found.Take(most).ToList();
            if (result.GetValue(json)) await surroundings.Output.WriteLineAsync(Json.Print(new { Steps = steps.Select(StepReport.Of), More = found.Count > most }));
            else await WriteAsync(steps, found.Count > most, calls, surroundings);
            return ExitCodes.Success;
        });
    }

    private static async Task WriteAsync(List<StepSummary> steps, bool more, int calls, CommandSurroundings surroundings)
    {
        if (steps.Count == 0)
        {
            await surroundings.Error.WriteLineAsync("There is no such step.");
            return;
        }

        var table = new TextTable(
            new("id") { IsNumber = true }, new("execution") { IsNumber = true }, new("workflow") { MayBeCut = true }, new("entity"), new("action"), new("since"), new("tried"),
            new("waits for") { MayBeCut = true });
        foreach (var s in steps)
        {
            table.Add(
                s.Id.ToString(CultureInfo.InvariantCulture), s.ExecutionId.ToString(CultureInfo.InvariantCulture), HumanText.Workflow(s.WorkflowId, s.WorkflowName),
                HumanText.Entity(s.EntityType, s.EntityId), s.ActionType, HumanText.Minute(s.CreatedAt, surroundings.TimeProvider),
                FormattableString.Invariant($"{s.Attempts} of {s.MostAttempts}"), Describe(s, calls, surroundings.TimeProvider));
        }

        await table.WriteAsync(surroundings.Output, surroundings.UseColours);
        if (more) await surroundings.Error.WriteLineAsync("There are more; see --limit.");
    }

    private static string Describe(StepSummary step, int calls, TimeProvider clock) => step.WaitsFor switch
    {
        StepWait.Worker => "a worker: none runs, or all are busy",
        StepWait.Retry => $"{HumanText.Moment(step.RunAfter, clock)}: {step.Error}",
        StepWait.Line => "an earlier execution of its workflow for the same entity",
        StepWait.HourlyLimit => FormattableString.Invariant($"the hour: its workflow has made {calls} calls ({StepSettings.CallsPerHourVariable})"),
        StepWait.Itself => $"the end of the call, by {step.Worker}",
        StepWait.LeaseExpired => $"{step.Worker}, which does not answer; it is taken back within seconds if a worker runs",
        _ => "nothing; its execution goes on if a dispatcher runs",
    };
}
