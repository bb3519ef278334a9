using System.CommandLine;
using System.Globalization;
using Alforis.Crm.Data.History;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Host.Commands.Terminal;
using Alforis.Workflows.Host.Scheduling;

namespace Alforis.Workflows.Host.Commands.Stats;

/// <summary><c>stats repair</c>: counts days again from history.</summary>
internal static class RepairStatsCommand
{
    private const int MostDays = 3650;

    public static Command Make(CommandSurroundings surroundings)
    {
        var days = Days();
        var json = ListOptions.Json();
        return new Verb(
            "repair",
            "Counts the statistics of the last days again from history, also while the service runs, and says what was wrong. "
            + "What history does not know any more is kept as it is.",
            ("stats repair", "all days that history knows"),
            ("stats repair --days 7", "today and the seven days before"))
        {
            days, json,
        }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var report = await new StatisticsRepair(database).RunAsync(result.GetRequiredValue(days), ct);
            if (result.GetValue(json)) await surroundings.Output.WriteLineAsync(Json.Print(report));
            else await WriteAsync(report, await new WorkflowSummaryQuery(database).ListAsync(null, ct), surroundings);
            return ExitCodes.Success;
        });
    }

    private static Option<int> Days() => new("--days")
    {
        Description = $"How many days before today, 0 to {MostDays}; default: {HistoryRetentionJob.Days}, as long as history is kept.",
        HelpName = "N",
        DefaultValueFactory = _ => HistoryRetentionJob.Days,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= MostDays) return days;
            result.AddError($"--days is '{text}'; it must be a number from 0 to {MostDays}.");
            return 0;
        },
    };

    private static async Task WriteAsync(StatisticsRepairReport report, IReadOnlyList<WorkflowSummary> workflows, CommandSurroundings surroundings)
    {
        var names = workflows.ToDictionary(w => w.Id, w => w.Name);
        var table = new TextTable(
            new("id") { IsNumber = true }, new("name") { MayBeCut = true }, new("day"), new("success") { IsNumber = true }, new("failed") { IsNumber = true },
            new("skipped") { IsNumber = true }, new("cancelled") { IsNumber = true }, new("durations"));
        foreach (var day in report.Changed)
        {
            table.Add(
                day.WorkflowId.ToString(CultureInfo.InvariantCulture), names.GetValueOrDefault(day.WorkflowId, HumanText.Nothing), Text(day.Day),
                Change(day.Before.Success, day.After.Success), Change(day.Before.Failed, day.After.Failed),
                Change(day.Before.Skipped, day.After.Skipped), Change(day.Before.Cancelled, day.After.Cancelled), day.DurationsChanged ? "put right" : "");
        }

        if (report.Changed.Count > 0) await table.WriteAsync(surroundings.Output, colours: false);
        var waiting = report.FirstDayOfWaiting == report.FirstDay ? "" : $" ({Text(report.FirstDayOfWaiting)} of workflows with a delay)";
        await surroundings.Output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"Counted again from {Text(report.FirstDay)} on{waiting}: {(report.Changed.Count == 0 ? "all was right" : $"{report.Changed.Count} put right")}. Days before are kept as they are."));
    }

    private static string Change(long before, long after) =>
        before == after ? FormattableString.Invariant($"{after}") : FormattableString.Invariant($"{before} → {after}");

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
