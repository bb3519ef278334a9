using Alforis.Crm.Data.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Workflows;

/// <summary>Reads stored workflows with their statistics; deleted ones are left out. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read workflows and statistics.</param>
public sealed class WorkflowSummaryQuery(NpgsqlDataSource dataSource)
{
    private const string Sql = """
        SELECT w.id, w.name, w.status, w.is_template, w.trigger_type, w.current_version, w.suspended_at, w.suspended_reason::text,
          s.execution_count, s.success_count, s.failed_count, s.success_rate, s.average_duration_us, s.p95_duration_us, s.last_execution_at, s.skipped_count, s.cancelled_count
        FROM public.workflows w
        JOIN public.v_workflow_stats s ON s.workflow_id = w.id
        WHERE w.deleted_at IS NULL AND ($1 IS NULL OR w.id = $1) AND ($2 IS NULL OR w.status = $2)
        ORDER BY w.id
        """;

    /// <summary>Workflows by number.</summary>
    /// <param name="status">Only those of this status; all when <see langword="null"/>.</param>
    /// <param name="ct">Cancels the reading.</param>
    public Task<IReadOnlyList<WorkflowSummary>> ListAsync(string? status, CancellationToken ct) => ReadAsync(null, status, ct);

    /// <summary>One workflow, or <see langword="null"/> when there is none of this number.</summary>
    /// <param name="id">The workflow's number.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<WorkflowSummary?> FindAsync(long id, CancellationToken ct) =>
        (await ReadAsync(id, null, ct).ConfigureAwait(false)).SingleOrDefault();

    private async Task<IReadOnlyList<WorkflowSummary>> ReadAsync(long? id, string? status, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)id ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)status ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var found = new List<WorkflowSummary>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) found.Add(Read(reader));
        return found;
    }

    private static WorkflowSummary Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        Name = reader.GetString(1),
        Status = reader.GetString(2),
        IsTemplate = reader.GetBoolean(3),
        TriggerType = reader.GetString(4),
        Version = reader.GetInt32(5),
        SuspendedAt = reader.Moment(6),
        SuspendedReason = reader.Text(7),
        Executions = reader.GetInt64(8),
        Succeeded = reader.GetInt64(9),
        Failed = reader.GetInt64(10),
        SuccessRate = reader.IsDBNull(11) ? null : reader.GetDecimal(11),
        AverageDuration = reader.Microseconds(12),
        Percentile95 = reader.Microseconds(13),
        LastExecutionAt = reader.Moment(14),
        Skipped = reader.GetInt64(15),
        Cancelled = reader.GetInt64(16),
    };
}
