using Npgsql;

namespace Alforis.Crm.Data.Accounts;

/// <summary>Forgets sessions that are over. Until then a stolen token that comes back is known. Thread-safe; several hosts may do it at once.</summary>
/// <param name="dataSource">Connects as a role that may write sessions.</param>
public sealed class SessionRetention(NpgsqlDataSource dataSource)
{
    private const int MostAtOnce = 1000;

    // However it ended, its time is up: the audit trail keeps who signed in.
    private const string Sql = """
        DELETE FROM public.user_sessions WHERE id = ANY (ARRAY(
          SELECT s.id FROM public.user_sessions s WHERE s.expires_at < clock_timestamp() ORDER BY s.expires_at LIMIT $1 FOR UPDATE SKIP LOCKED))
        """;

    /// <summary>Deletes what has expired, a part at a time, tokens included.</summary>
    /// <param name="ct">Stops between parts.</param>
    /// <returns>How many sessions were forgotten.</returns>
    public async Task<long> RunAsync(CancellationToken ct)
    {
        long forgotten = 0;
        while (true)
        {
            using var command = dataSource.CreateCommand(Sql);
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = MostAtOnce });
            var deleted = await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
            forgotten += deleted;
            if (deleted < MostAtOnce) return forgotten;
        }
    }
}
