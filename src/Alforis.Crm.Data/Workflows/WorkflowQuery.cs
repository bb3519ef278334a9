using Alforis.Crm.Data.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Workflows;

/// <summary>
/// Reads stored workflows with their definitions and counts, page by page. Counts are added up for those of the page only, so that a page costs the same
/// however many there are. Thread-safe.
/// </summary>
/// <param name="dataSource">Connects as a role that may read workflows and statistics.</param>
public sealed class WorkflowQuery(NpgsqlDataSource dataSource)
{
    private const string Conditions = """
        FROM public.workflows w
        WHERE w.deleted_at IS NULL AND ($1 IS NULL OR w.status = $1) AND ($2 IS NULL OR w.trigger_type = $2) AND ($3 IS NULL OR w.is_template = $3)
          AND ($4 IS NULL OR strpos(lower(w.name), lower($4)) > 0 OR strpos(lower(w.description), lower($4)) > 0 OR strpos(lower(w.category), lower($4)) > 0)
          AND ($5 IS NULL OR (w.status = 'active' AND w.suspended_at IS NOT NULL) = $5)
        """;

    private const string CountSql = $"SELECT count(*) {Conditions}";

    private const string Columns = """
        SELECT w.id, w.name, w.description, w.status, w.is_template, w.category, w.trigger_type, w.current_version, w.updated_at, w.created_at, w.created_by,
          w.activated_at, w.activated_by, w.suspended_at, w.suspended_reason::text, w.webhook_id IS NOT NULL, v.definition::text,
          totals.success, totals.failed, totals.skipped, totals.cancelled, totals.last_execution_at,
          (SELECT u.email FROM public.users u WHERE u.id = w.activated_by)
        """;

    private const string Details = """
        JOIN public.workflow_versions v ON v.workflow_id = w.id AND v.version = w.current_version
        CROSS JOIN LATERAL (
          SELECT coalesce(sum(s.success), 0)::bigint AS success, coalesce(sum(s.failed), 0)::bigint AS failed, coalesce(sum(s.skipped), 0)::bigint AS skipped,
            coalesce(sum(s.cancelled), 0)::bigint AS cancelled, max(s.last_execution_at) AS last_execution_at
          FROM (
            SELECT d.success, d.failed, d.skipped, d.cancelled, d.last_execution_at FROM workflow.statistics_days d WHERE d.workflow_id = w.id
            UNION ALL
            SELECT d.success, d.failed, d.skipped, d.cancelled, d.last_execution_at FROM workflow.statistics_deltas d WHERE d.workflow_id = w.id) s
        ) totals
        """;

    // The days of a short time, whether anything happened on them or not, as three lists.
    private const string RecentDays = """
        CROSS JOIN LATERAL (
          SELECT array_agg(g.success ORDER BY g.day) AS success, array_agg(g.failed ORDER BY g.day) AS failed, array_agg(g.skipped ORDER BY g.day) AS skipped
          FROM (
            SELECT t.day, coalesce(sum(s.success), 0)::bigint AS success, coalesce(sum(s.failed), 0)::bigint AS failed, coalesce(sum(s.skipped), 0)::bigint AS skipped
            FROM generate_series(0, $8 - 1) AS n (back)
            CROSS JOIN LATERAL (SELECT (now() AT TIME ZONE 'UTC')::date - n.back AS day) t
            LEFT JOIN (
              SELECT d.day, d.success, d.failed, d.skipped FROM workflow.statistics_days d WHERE d.workflow_id = w.id AND d.day > (now() AT TIME ZONE 'UTC')::date - $8
              UNION ALL
              SELECT d.day, d.success, d.failed, d.skipped FROM workflow.statistics_deltas d WHERE d.workflow_id = w.id AND d.day > (now() AT TIME ZONE 'UTC')::date - $8) s ON s.day = t.day
            GROUP BY t.day) g
        ) recent
        """;

    // A day's last execution is later than those of all days before: one row is read of each workflow, and those not yet folded.
    private const string LastRun = """
        greatest(
          (SELECT d.last_execution_at FROM workflow.statistics_days d WHERE d.workflow_id = w.id AND d.last_execution_at IS NOT NULL ORDER BY d.day DESC LIMIT 1),
          (SELECT max(d.last_execution_at) FROM workflow.statistics_deltas d WHERE d.workflow_id = w.id))
        """;

    private const string OneSql = $"{Columns} FROM public.workflows w {Details} WHERE w.id = $1 AND w.deleted_at IS NULL";

    /// <summary>How many days (UTC), today included, <see cref="StoredWorkflow.Recent"/> has.</summary>
    public const int RecentDayCount = 14;

    /// <summary>One workflow, or <see langword="null"/> when there is none of this number.</summary>
    /// <param name="id">The workflow's number.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<StoredWorkflow?> FindAsync(long id, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(OneSql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        return await reader.ReadAsync(ct).ConfigureAwait(false) ? Read(reader) : null;
    }

    /// <summary>A page, and how many there are in all: both of one moment, unless somebody writes in between.</summary>
    /// <param name="filter">Which, in which order.</param>
    /// <param name="skip">How many to leave out.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<(long Total, IReadOnlyList<StoredWorkflow> Items)> ListAsync(WorkflowFilter filter, int skip, int limit, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(Filtered(CountSql, filter));
        var page = Filtered(PageSql(filter), filter);
        page.Parameters.Add(new NpgsqlParameter<int> { TypedValue = skip });
        page.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        page.Parameters.Add(new NpgsqlParameter<int> { TypedValue = RecentDayCount });
        batch.BatchCommands.Add(page);
        var reader = await batch.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        await reader.ReadAsync(ct).ConfigureAwait(false);
        var total = reader.GetInt64(0);
        await reader.NextResultAsync(ct).ConfigureAwait(false);
        var items = new List<StoredWorkflow>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) items.Add(Read(reader) with { Recent = ReadRecent(reader) });
        return (total, items);
    }

    internal static string PageSql(WorkflowFilter filter)
    {
        var direction = filter.Descending ? "DESC" : "ASC";
        var order = filter.Order switch
        {
            WorkflowOrder.Name => $"lower(w.name) {direction}, w.id {direction}",
            WorkflowOrder.UpdatedAt => $"w.updated_at {direction}, w.id {direction}",
            WorkflowOrder.Status => $"w.status {direction}, w.id {direction}",
            WorkflowOrder.TriggerType => $"w.trigger_type {direction}, w.id {direction}",
            WorkflowOrder.LastRun => $"w.last_run {direction} NULLS LAST, w.id {direction}",
            _ => $"w.id {direction}",
        };
        // What is sorted by is worked out for all that match, so only where it is asked for.
        var (from, where) = filter.Order == WorkflowOrder.LastRun
            ? ($"FROM (SELECT w.*, {LastRun} AS last_run FROM public.workflows w WHERE w.deleted_at IS NULL) w", Conditions[Conditions.IndexOf("WHERE", StringComparison.Ordinal)..])
            : ("", Conditions);
        return $"""
            WITH page AS MATERIALIZED (
              SELECT w.* {from} {where}
              ORDER BY {order}
              OFFSET $6 LIMIT $7
            )
            {Columns}, recent.success, recent.failed, recent.skipped
            FROM page w
            {Details}
            {RecentDays}
            ORDER BY {order}
            """;
    }

    private static NpgsqlBatchCommand Filtered(string sql, WorkflowFilter filter) => new(sql)
    {
        Parameters =
        {
            new NpgsqlParameter { Value = (object?)filter.Status ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
            new NpgsqlParameter { Value = (object?)filter.TriggerType ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
            new NpgsqlParameter { Value = (object?)filter.IsTemplate ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Boolean },
            new NpgsqlParameter { Value = (object?)filter.Search ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
            new NpgsqlParameter { Value = (object?)filter.IsSuspended ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Boolean },
        },
    };

    private static RecentCounts ReadRecent(NpgsqlDataReader reader) => new(reader.GetFieldValue<long[]>(23), reader.GetFieldValue<long[]>(24), reader.GetFieldValue<long[]>(25));

    private static StoredWorkflow Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        Name = reader.GetString(1),
        Description = reader.GetString(2),
        Status = reader.GetString(3),
        IsTemplate = reader.GetBoolean(4),
        Category = reader.Text(5),
        TriggerType = reader.GetString(6),
        Revision = new WorkflowRevision(reader.GetInt32(7), reader.GetFieldValue<DateTimeOffset>(8)),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(9),
        CreatedBy = reader.Number(10),
        ActivatedAt = reader.Moment(11),
        ActivatedBy = reader.Number(12),
        SuspendedAt = reader.Moment(13),
        SuspendedReason = reader.Text(14),
        IsSubscription = reader.GetBoolean(15),
        Definition = reader.GetString(16),
        Succeeded = reader.GetInt64(17),
        Failed = reader.GetInt64(18),
        Skipped = reader.GetInt64(19),
        Cancelled = reader.GetInt64(20),
        LastExecutionAt = reader.Moment(21),
        ActivatedByEmail = reader.Text(22),
    };
}
