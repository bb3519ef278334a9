using System.Text.Json.Nodes;
using Alforis.Crm.Data.Audit;
using Npgsql;

namespace Alforis.Crm.Data.Events;

/// <summary>An event that somebody wants to be tried again.</summary>
/// <param name="EventId">Its number.</param>
/// <param name="Outcome">What became of the wish.</param>
public sealed record ReplayedEvent(long EventId, ReplayOutcome Outcome);

/// <summary>What became of the wish to try an event again.</summary>
public enum ReplayOutcome
{
    /// <summary>It was parked, and is due now with all of its attempts.</summary>
    Replayed,

    /// <summary>It is in the queue and not parked: it is tried anyway.</summary>
    Waiting,

    /// <summary>It was handled; a second time would act twice.</summary>
    Handled,

    /// <summary>It is parked, but the log has it no more: there is nothing to handle.</summary>
    Lost,

    /// <summary>There is no event of this number, or not any more.</summary>
    Unknown,
}

/// <summary>
/// Lets parked events be tried again. The lanes' locks are not needed: whoever handles a lane keeps it to the end of its batch, and
/// finds the event in the next one. Thread-safe.
/// </summary>
/// <param name="dataSource">Connects as a role that may write the queue.</param>
public sealed class EventReplay(NpgsqlDataSource dataSource)
{
    private const int MostNamed = 100;

    private const string ParkedSql = "SELECT q.event_id FROM workflow.event_queue q WHERE q.parked_at IS NOT NULL ORDER BY q.event_id";

    private const string LookSql = """
        SELECT w.event_id, q.event_id IS NOT NULL, q.parked_at IS NOT NULL, e.event_id IS NOT NULL
        FROM unnest($1::bigint[]) WITH ORDINALITY AS w (event_id, position)
        LEFT JOIN workflow.event_queue q ON q.event_id = w.event_id
        LEFT JOIN workflow.events e ON e.event_id = w.event_id
        ORDER BY w.position
        """;

    // A time that has come: dispatchers look for what is put off wherever they are in the queue.
    // Names no table but the queue: retention holds parked rows while it drops days of the log, and each would wait for the other.
    private const string ReplaySql = """
        WITH wanted AS MATERIALIZED (
          SELECT q.event_id FROM workflow.event_queue q
          WHERE q.event_id = ANY ($1) AND q.parked_at IS NOT NULL
          ORDER BY q.event_id
          FOR UPDATE
        )
        UPDATE workflow.event_queue q SET parked_at = NULL, not_before = statement_timestamp(), attempts = 0, deferrals = 0, last_error = NULL
        FROM wanted w WHERE q.event_id = w.event_id
        RETURNING q.event_id
        """;

    /// <summary>The numbers of all parked events.</summary>
    /// <param name="ct">Cancels the reading.</param>
    public Task<IReadOnlyList<long>> FindParkedAsync(CancellationToken ct) => ReadIdsAsync(dataSource.CreateCommand(ParkedSql), ct);

    /// <summary>Lets those of the events that are parked be tried again, all at one moment, and says of each what became of it.</summary>
    /// <param name="eventIds">Numbers of events, each once.</param>
    /// <param name="actor">Whoever wants it.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    public async Task<IReadOnlyList<ReplayedEvent>> ReplayAsync(IReadOnlyList<long> eventIds, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(eventIds);
        var found = await LookAsync([.. eventIds], ct).ConfigureAwait(false);
        long[] wanted = [.. found.Where(e => e.Outcome == ReplayOutcome.Replayed).Select(e => e.EventId)];
        if (wanted.Length == 0) return found;
        var replayed = await ReplayAsync(wanted, actor, ct).ConfigureAwait(false);
        if (replayed.Count == wanted.Length) return found;

        // Somebody was faster with some of them: what they are now is what counts.
        long[] missed = [.. wanted.Where(id => !replayed.Contains(id))];
        var now = (await LookAsync(missed, ct).ConfigureAwait(false)).ToDictionary(e => e.EventId);
        return [.. found.Select(e => now.GetValueOrDefault(e.EventId, e))];
    }

    private async Task<HashSet<long>> ReplayAsync(long[] wanted, Actor actor, CancellationToken ct)
    {
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var connectionDisposal = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
        await using var transactionDisposal = transaction.ConfigureAwait(false);
        var command = new NpgsqlCommand(ReplaySql, connection, transaction) { Parameters = { new NpgsqlParameter<long[]> { TypedValue = wanted } } };
        var replayed = (await ReadIdsAsync(command, ct).ConfigureAwait(false)).ToHashSet();
        if (replayed.Count > 0) await AuditTrail.WriteAsync(transaction, actor, Entry(replayed), ct).ConfigureAwait(false);
        await transaction.CommitAsync(ct).ConfigureAwait(false);
        return replayed;
    }

    /// <summary>One alone is the entry's subject; of many their number, and the first of them.</summary>
    private static AuditEntry Entry(HashSet<long> replayed) => replayed.Count == 1
        ? new AuditEntry("event.replay", "event", replayed.Single())
        : new AuditEntry("event.replay") { Detail = new() { ["count"] = replayed.Count, ["first"] = new JsonArray([.. replayed.Order().Take(MostNamed).Select(id => JsonValue.Create(id))]) } };

    private async Task<IReadOnlyList<ReplayedEvent>> LookAsync(long[] eventIds, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(LookSql);
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = eventIds });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var found = new List<ReplayedEvent>(eventIds.Length);
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
            found.Add(new ReplayedEvent(reader.GetInt64(0), Outcome(reader.GetBoolean(1), reader.GetBoolean(2), reader.GetBoolean(3))));
        return found;
    }

    private static ReplayOutcome Outcome(bool queued, bool parked, bool logged) => (queued, parked, logged) switch
    {
        (true, true, true) => ReplayOutcome.Replayed,
        (true, true, false) => ReplayOutcome.Lost,
        (true, false, _) => ReplayOutcome.Waiting,
        (false, _, true) => ReplayOutcome.Handled,
        _ => ReplayOutcome.Unknown,
    };

    private static async Task<IReadOnlyList<long>> ReadIdsAsync(NpgsqlCommand command, CancellationToken ct)
    {
        using var commandDisposal = command;
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var ids = new List<long>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) ids.Add(reader.GetInt64(0));
        return ids;
    }
}
