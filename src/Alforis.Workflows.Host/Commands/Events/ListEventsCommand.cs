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
        var json = ListOptions.Json();
        return new Verb(
            "list", "Lists events, newest first, and where they stand: handled, waiting, or parked with the error of the last attempt.",
            ("events list --entity deal:1", "what happened to deal 1"),
            ("events list --parked", "what was given up, and why"))
        {
            parked, entity, limit, json,
        }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var query = new EventListQuery(database);
            var one = result.GetValue(entity);
            var most = result.GetValue(limit);
            var events = result.GetValue(parked)
                ? await query.ReadParkedAsync(one?.Type, one?.Id, most, ct)
                : await query.ReadAsync(one?.Type, one?.Id, most, ct);
            if (result.GetValue(json)) await surroundings.Output.WriteLineAsync(Json.Print(events.Select(EventReport.Of)));
            else if (events.Count == 0) await surroundings.Error.WriteLineAsync("There is no such event.");
            else await Table(events, surroundings.TimeProvider).WriteAsync(surroundings.Output, surroundings.UseColours);
            return ExitCodes.Success;
        });
    }

    private static TextTable Table(IReadOnlyList<EventSummary> events, TimeProvider clock)
    {
        var table = new TextTable(
            new("id") { IsNumber = true }, new("when"), new("entity"), new("types") { MayBeCut = true }, new("by") { MayBeCut = true }, new("state"),
            new("last error") { MayBeCut = true });
        foreach (var e in events)
        {
            table.Add(
                e.Id.ToString(CultureInfo.InvariantCulture), HumanText.Moment(e.OccurredAt, clock), HumanText.Entity(e.EntityType, e.EntityId),
                string.Join(", ", e.Types), e.Actor ?? HumanText.Nothing, e.State.ToString().ToLowerInvariant(), e.LastError ?? "");
        }

        return table;
    }
}
