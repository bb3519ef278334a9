using System.CommandLine;

namespace Alforis.Workflows.Host.Commands.Events;

/// <summary><c>events</c>: what happened, and what waits.</summary>
internal static class EventsCommand
{
    public static Command Make(CommandSurroundings surroundings) => new Verb(
        "events", "Tells what happened to organisations and deals, and lets events that were given up be tried again.",
        ("events list --entity deal:1", "what happened to deal 1"),
        ("events replay --all-parked", "try again what was given up"))
    {
        ListEventsCommand.Make(surroundings),
        ReplayCommand.Make(surroundings),
    };
}
