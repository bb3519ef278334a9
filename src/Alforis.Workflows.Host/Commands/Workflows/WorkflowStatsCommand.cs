using System.CommandLine;
using System.Globalization;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Host.Commands.Terminal;

namespace Alforis.Workflows.Host.Commands.Workflows;

/// <summary><c>workflows stats</c>: counts and durations.</summary>
internal static class WorkflowStatsCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var id = ListOptions.OptionalId("The workflow's number; all workflows when it is left out.");
        var json = ListOptions.Json();
        return new Verb(
            "stats", "Says how often workflows ran, how often that succeeded, and how long it took; also of executions that retention has dropped.",
            ("workflows stats", "of all workflows"),
            ("workflows stats 4", "of workflow 4"))
        {
            id, json,
        }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var query = new WorkflowSummaryQuery(database);
            IReadOnlyList<WorkflowSummary> workflows;
            if (result.GetValue(id) is { } wanted)
            {
                if (await query.FindAsync(wanted, ct) is not { } one) return await UnknownWorkflow.SayAsync(wanted, surroundings);
                workflows = [one];
            }
            else
            {
                workflows = await query.ListAsync(null, ct);
            }

            if (result.GetValue(json)) await surroundings.Output.WriteLineAsync(Json.Print(workflows.Select(WorkflowReport.Of)));
            else await Table(workflows, surroundings.TimeProvider).WriteAsync(surroundings.Output, surroundings.UseColours);
            return ExitCodes.Success;
        });
    }

    private static TextTable Table(IReadOnlyList<WorkflowSummary> workflows, TimeProvider clock)
    {
        var table = new TextTable(
            new("id") { IsNumber = true }, new("name") { MayBeCut = true }, new("runs") { IsNumber = true }, new("succeeded") { IsNumber = true },
            new("failed") { IsNumber = true }, new("rate") { IsNumber = true }, new("average") { IsNumber = true }, new("95 % within") { IsNumber = true },
            new("last run"));
        foreach (var w in workflows)
        {
            table.Add(
                Number(w.Id), w.Name, Number(w.Executions), Number(w.Succeeded), Number(w.Failed), HumanText.Share(w.SuccessRate),
                HumanText.Duration(w.AverageDuration), HumanText.Duration(w.Percentile95), HumanText.Minute(w.LastExecutionAt, clock));
        }

        return table;
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
