using Alforis.Crm.Data.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Executions;

/// <summary>A part of a list of executions.</summary>
/// <param name="Items">These, newest first.</param>
/// <param name="Next">Where to go on; <see langword="null"/> when none follows.</param>
public sealed record ExecutionPage(IReadOnlyList<ExecutionSummary> Items, ExecutionPosition? Next);

/// <summary>
/// Lists executions, newest first, page by page. What no index finds (a text of an error, a rare status) is looked for among some thousands at a time: a page
/// may have few or none although more follow, and no page costs more than so many rows. Thread-safe.
/// </summary>
/// <param name="dataSource">Connects as a role that may read the history.</param>
public sealed class ExecutionListQuery(NpgsqlDataSource dataSource)
{
    /// <summary>How many executions a page looks at that are found by no index.</summary>
    public const int MostLookedAt = 5000;

    private const string Columns = """
        SELECT x.id, x.created_at, x.workflow_id, w.name, x.workflow_version, x.trigger_type, x.entity_type, x.entity_id, x.status,
          x.duration_us, x.error,
          CASE x.entity_type WHEN 'deal' THEN (SELECT d.nom FROM public.deals d WHERE d.id = x.entity_id)
            WHEN 'organisation' THEN (SELECT o.nom FROM public.organisations o WHERE o.id = x.entity_id) END AS entity_name, x.error_code
        """;

    private const string HistoryRows = """
        SELECT h.id, h.created_at, h.workflow_id, h.workflow_version, h.trigger_type, h.entity_type, h.entity_id, h.status, h.duration_us, h.error, h.error_code
        FROM public.workflow_executions h
        """;

    private const string LiveRows = """
        SELECT l.id, l.created_at, l.workflow_id, l.workflow_version, l.trigger_type, l.entity_type, l.entity_id, l.status, NULL::bigint AS duration_us, l.error, NULL::text AS error_code
        FROM workflow.live_executions l
        """;

    private const string Name = "LEFT JOIN public.workflows w ON w.id = x.workflow_id";

    // What indexes find.
    private const string Found = """
        WHERE ($1 IS NULL OR x.workflow_id = $1) AND ($3 IS NULL OR x.entity_type = $3) AND ($4 IS NULL OR x.entity_id = $4)
          AND ($8 IS NULL OR x.created_at >= $8) AND ($9 IS NULL OR x.created_at < $9)
        """;

    // What is looked for among it.
    private const string Sought = "($2 IS NULL OR x.status = $2) AND ($10 IS NULL OR strpos(lower(x.error), lower($10)) > 0)";

    // Written out: the planner takes an index of failed rows only when it reads that no others are wanted.
    private const string Failed = "AND x.status = 'failed'";

    /// <summary>Reads a page.</summary>
    /// <param name="filter">Which executions.</param>
    /// <param name="most">Most executions.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<ExecutionPage> ReadAsync(ExecutionFilter filter, int most, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        using var command = dataSource.CreateCommand(Sql(filter));
        command.Parameters.AddRange(Parameters(filter, most + 1).ToArray());
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var page = new List<ExecutionSummary>();
        ExecutionPosition? lookedTo = null;
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            if (IsSought(filter) && reader.GetInt64(13) == MostLookedAt) lookedTo = new ExecutionPosition(reader.GetFieldValue<DateTimeOffset>(14), reader.GetInt64(15));
            if (!reader.IsDBNull(0)) page.Add(Read(reader));
        }

        if (page.Count <= most) return new ExecutionPage(page, lookedTo);
        page.RemoveAt(most);
        return new ExecutionPage(page, new ExecutionPosition(page[^1].CreatedAt, page[^1].Id));
    }

    /// <summary>How many there are, counted up to a bound.</summary>
    /// <param name="filter">Which executions; its place in the list does not matter.</param>
    /// <param name="most">The bound.</param>
    /// <param name="ct">Cancels the counting.</param>
    /// <returns>The number, which is <paramref name="most"/> + 1 when there are more; <see langword="null"/> where no index can count.</returns>
    public async Task<long?> CountAsync(ExecutionFilter filter, int most, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        if (IsSought(filter)) return null;
        using var command = dataSource.CreateCommand(CountSql(filter));
        command.Parameters.AddRange(Parameters(filter with { Before = null }, most + 1).ToArray());
        return (long)(await command.ExecuteScalarAsync(ct).ConfigureAwait(false))!;
    }

    /// <summary>The statement that reads a page.</summary>
    internal static string Sql(ExecutionFilter filter)
    {
        // One workflow's or entity's: their indexes are in this order. Everybody's: by number, which the primary key gives in order. Numbers are drawn in the
        // order of batches, but for those that several hosts handle at the same moment.
        var isOfOne = filter.WorkflowId is not null || filter.EntityId is not null;
        var place = isOfOne ? "AND ($5 IS NULL OR (x.created_at, x.id) < ($5, $6))" : "AND ($5 IS NULL OR x.id < $6)";
        var order = isOfOne ? "x.created_at DESC, x.id DESC" : "x.id DESC";
        if (!IsSought(filter))
        {
            return $"""
                {Columns}
                FROM ({Rows(filter)}) x
                {Name}
                {Found} {Status(filter)} {place}
                ORDER BY {order}
                LIMIT $7
                """;
        }

        return $"""
            WITH seen AS MATERIALIZED (
              SELECT x.* FROM ({Rows(filter)}) x
              {Found} {Status(filter)} {place}
              ORDER BY {order}
              LIMIT {MostLookedAt}
            ), ending AS (
              SELECT (SELECT count(*) FROM seen) AS seen, x.created_at, x.id FROM seen x ORDER BY {order.Replace(" DESC", "", StringComparison.Ordinal)} LIMIT 1
            )
            SELECT found.*, e.seen, e.created_at, e.id
            FROM ending e
            LEFT JOIN LATERAL (
              {Columns}
              FROM seen x
              {Name}
              WHERE {Sought}
              ORDER BY {order}
              LIMIT $7) found ON true
            """;
    }

    private static string CountSql(ExecutionFilter filter) => $"SELECT count(*) FROM (SELECT FROM ({Rows(filter)}) x {Found} {Status(filter)} LIMIT $7) counted";

    /// <summary>Whether some of what indexes find is not wanted.</summary>
    private static bool IsSought(ExecutionFilter filter) => filter.Error is not null || filter.Status is not (null or "failed" or "pending" or "running");

    // Those that are not finished lie apart; where both are wanted, they come in the same order, so that the planner merges them and stops early.
    private static string Rows(ExecutionFilter filter) => filter.Status switch
    {
        null when filter.Error is null => $"{HistoryRows} UNION ALL {LiveRows}",
        "pending" or "running" => LiveRows,
        _ => HistoryRows,
    };

    private static string Status(ExecutionFilter filter) => filter.Status switch
    {
        "failed" => Failed,
        null when filter.Error is not null => Failed,
        "pending" or "running" => "AND x.status = $2",
        _ => "",
    };

    internal static IEnumerable<NpgsqlParameter> Parameters(ExecutionFilter filter, int most) =>
    [
        Parameter(filter.WorkflowId, NpgsqlDbType.Bigint),
        Parameter(filter.Status, NpgsqlDbType.Text),
        Parameter(filter.EntityType, NpgsqlDbType.Text),
        Parameter(filter.EntityId, NpgsqlDbType.Bigint),
        Parameter(filter.Before?.CreatedAt.ToUniversalTime(), NpgsqlDbType.TimestampTz),
        Parameter(filter.Before?.Id, NpgsqlDbType.Bigint),
        Parameter(most, NpgsqlDbType.Integer),
        Parameter(filter.From?.ToUniversalTime(), NpgsqlDbType.TimestampTz),
        Parameter(filter.To?.ToUniversalTime(), NpgsqlDbType.TimestampTz),
        Parameter(filter.Error, NpgsqlDbType.Text),
    ];

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
        EntityName = reader.Text(11),
        ErrorCode = reader.Text(12),
    };
}
