using Alforis.Crm.Data.Events;
using Npgsql;

namespace Alforis.Crm.Data.Telemetry;

/// <summary>
/// Reads how the service stands: one round trip over the small tables of what waits, so that it costs no more than there is to do.
/// Thread-safe.
/// </summary>
/// <param name="dataSource">Connects as the role that owns the tables.</param>
internal sealed class ServiceReadingQuery(NpgsqlDataSource dataSource)
{
    private const string StepsSql = """
        SELECT count(*) FILTER (WHERE s.status = 'pending' AND s.run_after <= statement_timestamp() AND NOT s.waits_in_line),
          count(*) FILTER (WHERE s.status = 'pending' AND (s.run_after > statement_timestamp() OR s.waits_in_line)),
          count(*) FILTER (WHERE s.status = 'running' AND s.leased_until >= statement_timestamp()),
          count(*) FILTER (WHERE s.status = 'running' AND s.leased_until < statement_timestamp()),
          coalesce(statement_timestamp() - min(s.run_after) FILTER (
            WHERE s.status = 'pending' AND s.run_after <= statement_timestamp() AND NOT s.waits_in_line), interval '0')
        FROM workflow.steps s
        """;

    // The many that sleep are not counted: the index has only to be read up to now.
    private const string ExecutionsSql = "SELECT count(*) FROM workflow.live_executions e WHERE e.wake_at <= statement_timestamp()";

    private const string SnapshotSql = """
        SELECT coalesce(max(statement_timestamp() - a.xact_start), interval '0')
        FROM pg_stat_activity a
        WHERE a.datname = current_database() AND a.backend_type = 'client backend' AND a.pid <> pg_backend_pid()
          AND (a.backend_xmin IS NOT NULL OR a.backend_xid IS NOT NULL)
        """;

    /// <summary>Reads everything.</summary>
    /// <param name="ct">Cancels the reading.</param>
    /// <exception cref="NpgsqlException">The database does not answer, or has not the schema of this version.</exception>
    public async Task<ServiceReading> ReadAsync(CancellationToken ct)
    {
        using var batch = dataSource.CreateBatch();
        foreach (var sql in new[] { QueueStatusQuery.Sql, StepsSql, ExecutionsSql, SnapshotSql }) batch.BatchCommands.Add(new NpgsqlBatchCommand(sql));
        var reader = await batch.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        await reader.ReadAsync(ct).ConfigureAwait(false);
        var queue = QueueStatusQuery.Read(reader);
        await NextAsync(reader, ct).ConfigureAwait(false);
        var (due, later, running, expired) = (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3));
        var oldestStep = reader.GetFieldValue<TimeSpan>(4);
        await NextAsync(reader, ct).ConfigureAwait(false);
        var executions = reader.GetInt64(0);
        await NextAsync(reader, ct).ConfigureAwait(false);
        return new ServiceReading(queue, due, later, running, expired, oldestStep, executions, reader.GetFieldValue<TimeSpan>(0));
    }

    private static async Task NextAsync(NpgsqlDataReader reader, CancellationToken ct)
    {
        await reader.NextResultAsync(ct).ConfigureAwait(false);
        await reader.ReadAsync(ct).ConfigureAwait(false);
    }
}
