using Alforis.Crm.Data.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Executions;

/// <summary>Lists executions, newest first, page by page. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read the history.</param>
public sealed class ExecutionListQuery(NpgsqlDataSource dataSource)
{
    private const string Columns = """
        SELECT x.id, x.created_at, x.workflow_id, w.name, x.workflow_version, x.trigger_type, x.entity_type, x.entity_id, x.status,
          x.duration_us, x.error
        """;

    private const string OfHistory = "FROM public.workflow_executions x";

    // Those that are not finished, too: in the same order, so that the planner merges both and stops early.
    private const string OfAll = """
        FROM (
          SELECT h.id, h.created_at, h.workflow_id, h.workflow_version, h.trigger_type, h.entity_type, h.entity_id, h.status, h.duration_us, h.error
          FROM public.workflow_executions h
          UNION ALL
          SELECT l.id, l.created_at, l.workflow_id, l.workflow_version, l.trigger_type, l.entity_type, l.entity_id, l.status, NULL::bigint, l.error
          FROM workflow.live_executions l) x
        """;

    private const string Conditions = """
        LEFT JOIN public.workflows w ON w.id = x.workflow_id
        WHERE ($1 IS NULL OR x.workflow_id = $1) AND ($2 IS NULL OR x.status = $2)
          AND ($3 IS NULL OR x.entity_type = $3) AND ($4 IS NULL OR x.entity_id = $4)
        """;

    // One workflow's or entity's: their indexes are in this order.
    private const string OfOneOrder = """
          AND ($5 IS NULL OR (x.created_at, x.id) < ($5, $6))
        ORDER BY x.created_at DESC, x.id DESC
        LIMIT $7
        """;

    // Everybody's: by number, which the primary key gives in order. Numbers are drawn in the order of batches, but for those that
    // several hosts handle at the same moment.
    private const string OfAllOrder = """
          AND ($5 IS NULL OR x.id < $6)
        ORDER BY x.id DESC
        LIMIT $7
        """;

    // Written out: the planner takes an index of failed rows only when it reads that no others are wanted.
    private const string Failed = "  AND x.status = 'failed'";

    /// <summary>Reads a page.</summary>
    /// <param name="filter">Which executions.</param>
    /// <param name="most">Most executions.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<IReadOnlyList<ExecutionSummary>> ReadAsync(ExecutionFilter filter, int most, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        using var command = dataSource.CreateCommand(Sql(filter));
        command.Parameters.Add(Parameter(filter.WorkflowId, NpgsqlDbType.Bigint));
        command.Parameters.Add(Parameter(filter.Status, NpgsqlDbType.Text));
        command.Parameters.Add(Parameter(filter.EntityType, NpgsqlDbType.Text));
        command.Parameters.Add(Parameter(filter.EntityId, NpgsqlDbType.Bigint));
        command.Parameters.Add(Parameter(filter.Before?.CreatedAt.ToUniversalTime(), NpgsqlDbType.TimestampTz));
        command.Parameters.Add(Parameter(filter.Before?.Id, NpgsqlDbType.Bigint));
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var page = new List<ExecutionSummary>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) page.Add(Read(reader));
        return page;
    }

    /// <summary>The statement that reads a page.</summary>
    internal static string Sql(ExecutionFilter filter) => string.Join(
        '\n', Columns, filter.Status is null or "pending" or "running" ? OfAll : OfHistory, Conditions, filter.Status is "failed" ? Failed : "", filter.WorkflowId is null && filter.EntityId is null ? OfAllOrder : OfOneOrder);

    private static NpgsqlParameter Parameter(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };

    private static ExecutionSummary Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(1),
        WorkflowId = reader.GetInt64(2),
        WorkflowName = reader.Text(3),
        WorkflowVersion = reader.GetInt32(4),
        TriggerType = reader.GetString(5),
        EntityType = reader.Text(6),
        EntityId = reader.Number(7),
        Status = reader.GetString(8),
        Duration = reader.Microseconds(9),
        Error = reader.Text(10),
    };
}
