using Alforis.Crm.Data.Sql;
using Npgsql;

namespace Alforis.Crm.Data.Dispatching;

/// <summary>
/// The right to handle a lane of the queue, whichever host asks: it keeps each entity's events in order. A lock ends with its
/// transaction, however that ends.
/// </summary>
internal static class LaneLocks
{
    /// <summary>How many lanes the queue has; the database's function <c>workflow.lane_of</c> says so too.</summary>
    public const int Count = 64;

    /// <summary>The namespace of these advisory locks.</summary>
    private const int Space = 0x616C66;

    // What waits longer than the timeout for a row that somebody else holds gives up, and only what needs that row is put off.
    // Compiling a query to machine code takes 50 ms; the batch's queries are done by then. Everything that a batch reads it reads by an
    // index: the queue grows and shrinks faster than its statistics, and a plan is kept longer than a table stays small.
    private const string TakeSql = $"""
        SELECT w.lane
        FROM unnest($1::int[]) WITH ORDINALITY AS w (lane, position), set_config('lock_timeout', $4, true) AS patience, set_config('jit', 'off', true) AS jit,
          set_config('enable_bitmapscan', 'off', true) AS bitmaps, set_config('enable_seqscan', 'off', true) AS scans,
          set_config('{SilenceLimit.Setting}', $5, true) AS silence
        WHERE pg_try_advisory_xact_lock($2, w.lane)
        LIMIT $3
        """;

    private const string WaitSql = $"""
        SELECT pg_advisory_xact_lock($1, workflow.lane_of(q.entity_type, q.entity_id))
        FROM set_config('{SilenceLimit.Setting}', $3, true) AS silence CROSS JOIN workflow.event_queue q WHERE q.event_id = $2
        """;

    /// <summary>Takes up to <paramref name="most"/> of the lanes, in the order given, passing over those that others have.</summary>
    public static async Task<int[]> TakeAsync(NpgsqlTransaction transaction, int[] wanted, int most, DispatchOptions options, CancellationToken ct)
    {
        using var command = new NpgsqlCommand(TakeSql, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<int[]> { TypedValue = wanted },
                new NpgsqlParameter<int> { TypedValue = Space },
                new NpgsqlParameter<int> { TypedValue = most },
                new NpgsqlParameter<string> { TypedValue = FormattableString.Invariant($"{(int)options.LockTimeout.TotalMilliseconds}ms") },
                new NpgsqlParameter<string> { TypedValue = SilenceLimit.Text(options.LongestSilence) },
            },
        };
        var taken = new List<int>(most);
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) taken.Add(reader.GetInt32(0));
        return [.. taken];
    }

    /// <summary>Waits for the lane of an event, so that nobody claims in it meanwhile.</summary>
    public static async Task WaitAsync(NpgsqlTransaction transaction, long eventId, DispatchOptions options, CancellationToken ct)
    {
        using var command = new NpgsqlCommand(WaitSql, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<int> { TypedValue = Space },
                new NpgsqlParameter<long> { TypedValue = eventId },
                new NpgsqlParameter<string> { TypedValue = SilenceLimit.Text(options.LongestSilence) },
            },
        };
        await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }
}
