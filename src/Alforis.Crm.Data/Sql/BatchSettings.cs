using Npgsql;

namespace Alforis.Crm.Data.Sql;

/// <summary>How a transaction that handles many rows at once waits and plans.</summary>
internal static class BatchSettings
{
    // What waits longer for a lock gives up. Compiling a query to machine code takes longer than the query. A plan is kept longer than a
    // table stays small, so that everything is read by an index.
    private const string Sql = """
        SELECT set_config('lock_timeout', $1, true), set_config('jit', 'off', true), set_config('enable_bitmapscan', 'off', true),
          set_config('enable_seqscan', 'off', true)
        """;

    /// <summary>Sets them until the transaction ends.</summary>
    /// <param name="lockTimeout">How long to wait for a lock, in whole milliseconds.</param>
    public static NpgsqlBatchCommand Command(TimeSpan lockTimeout) => new(Sql)
    {
        Parameters = { new NpgsqlParameter<string> { TypedValue = FormattableString.Invariant($"{(int)lockTimeout.TotalMilliseconds}ms") } },
    };
}
