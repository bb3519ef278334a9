using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Hooks;

/// <summary>Makes an event of a call: once for each id that a sender gives, however many hosts it reaches at once. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write events.</param>
public sealed class HookReceipt(NpgsqlDataSource dataSource)
{
    /// <summary>The beginning of an event's actor; the slug follows.</summary>
    public const string ActorPrefix = "hook:";

    // One statement, so that event, queue row and id are there together or not at all. Whoever inserts the same id at the same time waits
    // for the first to commit. That the hook takes calls and the secret is good is asked again here: what the caller knows may be some
    // moments old. The size is that of the text that is read later: a stored number such as 1e-399 is short, its text is not.
    private const string ReceiveSql = """
        WITH call AS (
          INSERT INTO workflow.hook_calls (hook_id, call_id, event_id)
          SELECT h.id, $3, nextval('workflow.event_ids')
          FROM public.incoming_hooks h
          WHERE h.id = $1 AND h.is_active AND EXISTS (SELECT FROM public.incoming_hook_secrets s WHERE s.id = $2 AND s.hook_id = h.id)
          ON CONFLICT (hook_id, call_id) DO NOTHING
          RETURNING event_id
        ), brought AS (
          SELECT c.event_id, jsonb_build_object('webhook', CASE WHEN $5 IS NULL THEN $4 ELSE $4 || jsonb_build_object('event', $5) END) AS payload FROM call c
        ), logged AS (
          INSERT INTO workflow.events (event_id, types, payload, actor)
          SELECT b.event_id, ARRAY['webhook_received'], b.payload, $6 FROM brought b
        ), queued AS (
          INSERT INTO workflow.event_queue (event_id, lane, size)
          SELECT b.event_id, workflow.lane_of(NULL, NULL), octet_length(b.payload::text) FROM brought b
        )
        SELECT event_id FROM call
        """;

    private const string FindSql = "SELECT c.event_id FROM workflow.hook_calls c WHERE c.hook_id = $1 AND c.call_id = $2";

    /// <summary>Writes the event, its place in the queue and the call's id in one transaction.</summary>
    /// <param name="call">The call.</param>
    /// <param name="ct">Cancels; whoever calls cannot tell then whether it was written, and sends it again with the same id.</param>
    /// <returns>The event, or <see langword="null"/> when the hook takes no calls any more, or the secret is not good any more.</returns>
    /// <exception cref="NpgsqlException">The database cannot be reached, or refuses.</exception>
    public async Task<ReceivedCall?> ReceiveAsync(HookCall call, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(call);
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var disposal = connection.ConfigureAwait(false);
        using var receive = new NpgsqlCommand(ReceiveSql, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = call.HookId },
                new NpgsqlParameter<long> { TypedValue = call.SecretId },
                Text(call.CallId),
                new NpgsqlParameter<string> { TypedValue = call.Payload.Json, NpgsqlDbType = NpgsqlDbType.Jsonb },
                Text(call.Payload.AddedEvent),
                Text(ActorPrefix + call.Slug),
            },
        };
        if (await receive.ExecuteScalarAsync(ct).ConfigureAwait(false) is long made) return new ReceivedCall(made, IsRepeated: false);
        if (call.CallId is null) return null;
        using var find = new NpgsqlCommand(FindSql, connection) { Parameters = { new NpgsqlParameter<long> { TypedValue = call.HookId }, Text(call.CallId) } };
        return await find.ExecuteScalarAsync(ct).ConfigureAwait(false) is long known ? new ReceivedCall(known, IsRepeated: true) : null;
    }

    private static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };
}
