using Alforis.Workflows.Host.Reports;
using System.CommandLine;
using System.Globalization;
using Alforis.Crm.Data.Executions;
using Alforis.Workflows.Host.Commands.Terminal;

namespace Alforis.Workflows.Host.Commands.Executions;

/// <summary><c>executions list</c>: what workflows did, newest first.</summary>
internal static class ListExecutionsCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var workflow = ListOptions.Id("--workflow", "Only those of this workflow.");
        var status = new Option<string?>("--status") { Description = "Only those of this status.", HelpName = "STATUS" };
        status.AcceptOnlyFromAmong("pending", "running", "success", "failed", "skipped", "cancelled");
        var entity = ListOptions.Entity();
        var limit = ListOptions.Limit();
        var before = ListOptions.Before((moment, id) => new ExecutionPosition(moment, id));
        var json = ListOptions.Json();
        return new Verb(
            "list", "Lists executions, newest first. When there are more, it says how to go on.",
            ("executions list --status failed", "what failed last"),
            ("executions list --workflow 4 --limit 100", "what workflow 4 did"),
            ("executions list --entity organisation:12 --json", "for scripts; next goes on with --before"))
        {
            workflow, status, entity, limit, before, json,
        }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var filter = new ExecutionFilter
            {
                WorkflowId = result.GetValue(workflow),
                Status = result.GetValue(status),
                EntityType = result.GetValue(entity)?.Type,
                EntityId = result.GetValue(entity)?.Id,
                Before = result.GetValue(before),
            };
            var most = result.GetValue(limit);
            var found = await new ExecutionListQuery(database).ReadAsync(filter, most, ct);
            var page = found.Items;
            var next = found.Next is { } place ? ListCursor.Format(place.CreatedAt, place.Id) : null;
            if (result.GetValue(json)) await surroundings.Output.WriteLineAsync(Json.Print(new { Executions = page.Select(ExecutionReport.Of), Next = next }));
            else await WriteAsync(page, next, surroundings);
            return ExitCodes.Success;
        });
    }

    private static async Task WriteAsync(IReadOnlyList<ExecutionSummary> page, string? next, CommandSurroundings surroundings)
    {
        if (page.Count == 0)
        {
            await surroundings.Error.WriteLineAsync(next is null ? "There is no such execution." : $"There is none among those that were looked at; go on with --before {next}");
            return;
        }

        var table = new TextTable(
            new("id") { IsNumber = true }, new("when"), new("workflow") { MayBeCut = true }, new("entity"), new("status"),
            new("took") { IsNumber = true }, new("error") { MayBeCut = true });
        foreach (var e in page)
        {
            table.Add(
                e.Id.ToString(CultureInfo.InvariantCulture), HumanText.Moment(e.CreatedAt, surroundings.TimeProvider),
                HumanText.Workflow(e.WorkflowId, e.WorkflowName), HumanText.Entity(e.EntityType, e.EntityId), e.Status, HumanText.Duration(e.Duration),
                e.Error ?? "");
        }

        await table.WriteAsync(surroundings.Output, surroundings.UseColours);
        if (next is not null) await surroundings.Error.WriteLineAsync($"There are more; go on with --before {next}");
    }
}
