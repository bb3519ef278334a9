using Alforis.Workflows.Host.Reports;
using System.CommandLine;
using System.Globalization;
using Alforis.Crm.Data.Printing;
using Alforis.Crm.Data.Schedules;
using Alforis.Workflows.Host.Commands.Terminal;

namespace Alforis.Workflows.Host.Commands.Workflows;

/// <summary><c>workflows schedule</c>: when scheduled workflows fire next.</summary>
internal static class ScheduleCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var id = ListOptions.OptionalId("The workflow's number; all active scheduled workflows when it is left out.");
        var json = ListOptions.Json();
        return new Verb(
            "schedule", "Says when scheduled workflows fire, by the clocks of their own time zones: the last time and the next three.",
            ("workflows schedule", "what the clock will fire"),
            ("workflows schedule 4", "when workflow 4 fires, or would fire if it were active"))
        {
            id, json,
        }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var query = new StoredScheduleQuery(database);
            IReadOnlyList<StoredSchedule> schedules;
            if (result.GetValue(id) is { } wanted)
            {
                if (await query.FindAsync(wanted, ct) is not { } one) return await UnknownWorkflow.SayAsync(wanted, surroundings);
                if (one.Schedule is null) return await RefuseAsync(one, surroundings);
                schedules = [one];
            }
            else
            {
                schedules = [.. (await query.ListAsync(ct)).Where(s => s.IsTicking)];
            }

            var reports = schedules.Select(s => ScheduleReport.Of(s, surroundings.TimeProvider.GetUtcNow())).ToList();
            if (result.GetValue(json)) await surroundings.Output.WriteLineAsync(Json.Print(reports));
            else if (reports.Count == 0) await surroundings.Error.WriteLineAsync("No active workflow has a schedule.");
            else await WriteAsync(reports, surroundings);
            return ExitCodes.Success;
        });
    }

    private static async Task<int> RefuseAsync(StoredSchedule workflow, CommandSurroundings surroundings)
    {
        var name = FormattableString.Invariant($"Workflow {workflow.Id} '{VisibleText.Line(workflow.Name)}'");
        await surroundings.Error.WriteLineAsync(workflow.TriggerType == "scheduled"
            ? $"{name} has a definition that this version refuses. Correct its file and import it again."
            : $"{name} has no schedule: its trigger is {workflow.TriggerType}.");
        return ExitCodes.Failure;
    }

    private static async Task WriteAsync(List<ScheduleReport> reports, CommandSurroundings surroundings)
    {
        await Table(reports).WriteAsync(surroundings.Output, surroundings.UseColours);
        if (reports is [{ Status: not "active" } idle])
            await surroundings.Output.WriteLineAsync(FormattableString.Invariant($"It does not fire: its status is {idle.Status}."));
    }

    private static TextTable Table(List<ScheduleReport> reports)
    {
        var table = new TextTable(
            new("id") { IsNumber = true }, new("name") { MayBeCut = true }, new("schedule") { MayBeCut = true }, new("zone"), new("last"), new("next"));
        foreach (var r in reports)
        {
            table.Add(r.Id.ToString(CultureInfo.InvariantCulture), r.Name, r.Schedule!, r.TimeZone!, Text(r.LastFiring), r.NextFirings is [var first, ..] ? Text(first) : HumanText.Nothing);
            foreach (var next in r.NextFirings.Skip(1)) table.Add("", "", "", "", "", Text(next));
        }

        return table;
    }

    private static string Text(DateTimeOffset? moment) =>
        moment is { } at ? at.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture) : HumanText.Nothing;
}
