using System.CommandLine;
using System.Globalization;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Host.Commands.Terminal;

namespace Alforis.Workflows.Host.Commands.Workflows;

/// <summary><c>workflows list</c>: the stored workflows with what they did.</summary>
internal static class ListWorkflowsCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var status = new Option<string?>("--status") { Description = "Only those of this status.", HelpName = "STATUS" };
        status.AcceptOnlyFromAmong("draft", "active", "inactive");
        var json = ListOptions.Json();
        return new Verb(
            "list", "Lists the stored workflows, with what they did. A suspended one is active, but cannot run here; why is said below the list.",
            ("workflows list --status active", "those that run"),
            ("workflows list --json", "for scripts"))
        {
            status, json,
        }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var workflows = await new WorkflowSummaryQuery(database).ListAsync(result.GetValue(status), ct);
            if (result.GetValue(json)) await surroundings.Output.WriteLineAsync(Json.Print(workflows.Select(WorkflowReport.Of)));
            else await WriteAsync(workflows, surroundings);
            return ExitCodes.Success;
        });
    }

    private static async Task WriteAsync(IReadOnlyList<WorkflowSummary> workflows, CommandSurroundings surroundings)
    {
        if (workflows.Count == 0)
        {
            await surroundings.Error.WriteLineAsync("There is no such workflow.");
            return;
        }

        var table = new TextTable(
            new("id") { IsNumber = true }, new("name") { MayBeCut = true }, new("status"), new("trigger") { MayBeCut = true },
            new("version") { IsNumber = true }, new("runs") { IsNumber = true }, new("success") { IsNumber = true }, new("last run"));
        foreach (var w in workflows)
        {
            table.Add(
                w.Id.ToString(CultureInfo.InvariantCulture), w.Name, WorkflowReport.State(w), w.TriggerType,
                w.Version.ToString(CultureInfo.InvariantCulture), w.Executions.ToString(CultureInfo.InvariantCulture),
                HumanText.Share(w.SuccessRate), HumanText.Minute(w.LastExecutionAt, surroundings.TimeProvider));
        }

        await table.WriteAsync(surroundings.Output, surroundings.UseColours);
        foreach (var workflow in workflows)
        {
            if (WorkflowReport.WhySuspended(workflow) is { } reason)
                await surroundings.Output.WriteLineAsync(FormattableString.Invariant($"Workflow {workflow.Id} is suspended: {reason}"));
        }
    }
}
