using Alforis.Workflows.Host.Reports;
using System.CommandLine;
using System.Globalization;
using Alforis.Crm.Data.Events;
using Alforis.Workflows.Host.Commands.Terminal;

namespace Alforis.Workflows.Host.Commands.Events;

/// <summary><c>events list</c>: what happened, newest first.</summary>
internal static class ListEventsCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var parked = new Option<bool>("--parked") { Description = "Only those that were given up after five attempts." };
        var entity = ListOptions.Entity();
        var limit = ListOptions.Limit();
        var before = ListOptions.Before((moment, id) => new EventPosition(moment, id));
        var json = ListOptions.Json();
        return new Verb(
            "list", "Lists events, newest first, and where they stand: handled, waiting, or parked with the error of the last attempt. When there are more, it says how to go on.",
            ("events list --entity deal:1", "what happened to deal 1"),
            ("events list --parked", "what was given up, and why"))
        {
            parked, entity, limit, before, json,
        }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var filter = new EventFilter
            {
                EntityType = result.GetValue(entity)?.Type,
                EntityId = result.GetValue(entity)?.Id,
                IsParked = result.GetValue(parked),
                Before = result.GetValue(before),
            };
            var most = result.GetValue(limit);
            var found = await new EventListQuery(database).ReadAsync(filter, most + 1, ct);
            var page = found.Take(most).ToList();
            var next = found.Count > most ? ListCursor.Format(page[^1].OccurredAt, page[^1].Id) : null;
            if (result.GetValue(json)) await surroundings.Output.WriteLineAsync(Json.Print(new { Events = page.Select(EventReport.Of), Next = next }));
            else await WriteAsync(page, next, surroundings);
            return ExitCodes.Success;
        });
    }

    private static async Task WriteAsync(List<EventSummary> page, string? next, CommandSurroundings surroundings)
    {
        if (page.Count == 0)
        {
            await surroundings.Error.WriteLineAsync("There is no such event.");
            return;
        }

        var table = new TextTable(
            new("id") { IsNumber = true }, new("when"), new("entity"), new("types") { MayBeCut = true }, new("by") { MayBeCut = true }, new("state"),
            new("last error") { MayBeCut = true });
        foreach (var e in page)
        {
            table.Add(
                e.Id.ToString(CultureInfo.InvariantCulture), HumanText.Moment(e.OccurredAt, surroundings.TimeProvider), HumanText.Entity(e.EntityType, e.EntityId),
                string.Join(", ", e.Types), e.Actor ?? HumanText.Nothing, e.State.ToString().ToLowerInvariant(), e.LastError ?? "");
        }

        await table.WriteAsync(surroundings.Output, surroundings.UseColours);
        if (next is not null) await surroundings.Error.WriteLineAsync($"There are more; go on with --before {next}");
    }
}
