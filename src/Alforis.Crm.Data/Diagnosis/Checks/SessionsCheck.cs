using System.Collections.Immutable;
using Alforis.Crm.Data.Printing;
using Npgsql;

namespace Alforis.Crm.Data.Diagnosis.Checks;

/// <summary>
/// Whether somebody keeps a transaction open. One that is idle may hold rows that workflows must write; one with an old snapshot keeps
/// vacuum from removing handled events, and claims get slower and slower.
/// </summary>
internal sealed class SessionsCheck(NpgsqlDataSource dataSource) : ICheck
{
    private const int MostNamed = 10;

    private static readonly TimeSpan IdleWarning = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan IdleProblem = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan SnapshotWarning = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan SnapshotProblem = TimeSpan.FromHours(1);

    // A prepared transaction has no session, and a replication slot may hold a snapshot for a reader that is gone.
    private const string Sql = """
        SELECT format('process %s, %s%s%s', a.pid, a.usename, ', ' || nullif(a.application_name, ''), ' from ' || host(a.client_addr)),
          statement_timestamp() - a.xact_start,
          CASE WHEN a.state LIKE 'idle in transaction%' THEN statement_timestamp() - a.state_change END,
          a.backend_xmin IS NOT NULL OR a.backend_xid IS NOT NULL
        FROM pg_stat_activity a
        WHERE a.datname = current_database() AND a.backend_type = 'client backend' AND a.pid <> pg_backend_pid() AND a.xact_start IS NOT NULL
        UNION ALL
        SELECT format('prepared transaction ''%s'', %s', p.gid, p.owner), statement_timestamp() - p.prepared, statement_timestamp() - p.prepared, true
        FROM pg_prepared_xacts p WHERE p.database = current_database()
        ORDER BY 2 DESC
        """;

    private const string HiddenSql = """
        SELECT count(*) FROM pg_stat_activity a
        WHERE a.datname = current_database() AND a.query = '<insufficient privilege>'
        """;

    public string Name => "sessions";

    public bool NeedsSchema => false;

    public async Task<Finding> RunAsync(CancellationToken ct)
    {
        using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Sql));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(HiddenSql));
        var reader = await batch.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var sessions = new List<Session>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            sessions.Add(new Session(
                reader.GetString(0), reader.GetFieldValue<TimeSpan>(1), reader.IsDBNull(2) ? null : reader.GetFieldValue<TimeSpan>(2), reader.GetBoolean(3)));
        }

        await reader.NextResultAsync(ct).ConfigureAwait(false);
        await reader.ReadAsync(ct).ConfigureAwait(false);
        return Judge(sessions, reader.GetInt64(0));
    }

    /// <param name="sessions">Those with an open transaction.</param>
    /// <param name="hidden">How many could not be looked into.</param>
    internal static Finding Judge(IReadOnlyList<Session> sessions, long hidden)
    {
        var odd = sessions.Where(s => Judge(s) != FindingState.Ok).OrderByDescending(Judge).ThenByDescending(s => s.Open).ToList();
        var state = odd.Count == 0 ? FindingState.Ok : Judge(odd[0]);
        var unseen = hidden == 0 ? "" : $" {CountText.Of(hidden, "session")} of other roles could not be looked into; a member of pg_monitor can.";
        var snapshot = sessions.Where(s => s.HoldsSnapshot).Select(s => s.Open).DefaultIfEmpty().Max();
        return new Finding("sessions", state, odd.Count == 0
            ? $"Nobody keeps a transaction open.{unseen}"
            : $"{CountText.Of(odd.Count, "transaction")} kept open, the longest for {DurationText.Of(odd.Max(s => s.Open))}.{unseen}")
        {
            Advice = state == FindingState.Ok
                ? null
                : "What an idle one has locked, workflows wait for; while an old snapshot is open, handled events cannot be removed and the queue gets slow. Have it ended, or: SELECT pg_terminate_backend(PROCESS);",
            Details = [.. odd.Take(MostNamed).Select(Describe)],
            Figures = ImmutableSortedDictionary.CreateRange(
            [
                KeyValuePair.Create("oldest_snapshot_seconds", snapshot.TotalSeconds), KeyValuePair.Create("kept_open", (double)odd.Count),
                KeyValuePair.Create("not_visible", (double)hidden),
            ]),
        };
    }

    private static FindingState Judge(Session session) => session switch
    {
        _ when session.Idle > IdleProblem || (session.HoldsSnapshot && session.Open > SnapshotProblem) => FindingState.Problem,
        _ when session.Idle > IdleWarning || (session.HoldsSnapshot && session.Open > SnapshotWarning) => FindingState.Warning,
        _ => FindingState.Ok,
    };

    private static string Describe(Session session)
    {
        var idle = session.Idle is { } time ? $", idle for {DurationText.Of(time)}" : "";
        return $"{session.Who}: open for {DurationText.Of(session.Open)}{idle}";
    }
}
