using System.CommandLine;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Events;
using Npgsql;

namespace Alforis.Workflows.Host.Commands.Events;

/// <summary><c>events replay</c>: lets parked events be tried again.</summary>
internal static class ReplayCommand
{
    private const string AllParked = "--all-parked";

    public static Command Make(CommandSurroundings surroundings)
    {
        var ids = ListOptions.Ids("The numbers of events.", ArgumentArity.ZeroOrMore);
        var all = new Option<bool>(AllParked) { Description = "All parked events." };
        var verb = new Verb(
            "replay",
            "Lets parked events be tried again, with all of their attempts, as soon as a service runs. Later events of the same entity may have been handled meanwhile. "
            + "An event that was handled is not handled again.",
            ("events replay 42 43", "try two events again"),
            ("events replay --all-parked", "try all of them again"))
        {
            ids, all,
        };
        verb.Validators.Add(result =>
        {
            if (result.GetResult(ids) is { Tokens.Count: > 0 } == result.GetValue(all)) result.AddError($"Name events, or give {AllParked}: one of the two.");
        });
        return verb.OnDatabase(surroundings, (result, database, ct) =>
            RunAsync(result.GetValue(all) ? null : result.GetValue(ids), database, surroundings, ct));
    }

    private static async Task<int> RunAsync(long[]? ids, NpgsqlDataSource database, CommandSurroundings surroundings, CancellationToken ct)
    {
        var replay = new EventReplay(database);
        var wanted = ids ?? await replay.FindParkedAsync(ct);
        var events = await replay.ReplayAsync(wanted, Actor.CommandLine, ct);
        if (events.Count == 0) await surroundings.Error.WriteLineAsync("No event is parked.");
        foreach (var (id, outcome) in events)
        {
            var writer = outcome == ReplayOutcome.Replayed ? surroundings.Output : surroundings.Error;
            await writer.WriteLineAsync(FormattableString.Invariant($"Event {id} {Describe(outcome)}"));
        }

        return events.All(e => e.Outcome == ReplayOutcome.Replayed) ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static string Describe(ReplayOutcome outcome) => outcome switch
    {
        ReplayOutcome.Replayed => "is tried again.",
        ReplayOutcome.Waiting => "is not parked; it waits in the queue and is tried anyway.",
        ReplayOutcome.Handled => "is handled already and is not handled again.",
        ReplayOutcome.Lost => "is parked, but the log has it no more; it can only be deleted from workflow.event_queue.",
        _ => "is not known; the log keeps events for 90 days.",
    };
}
