using System.Globalization;

namespace Alforis.Crm.Data.Tests.Stores;

/// <summary>What the database has committed, in the words of the model.</summary>
internal sealed record StoreSnapshot
{
    private const string ExecutionsSql = """
        WITH made AS (
          SELECT t.execution_id, string_agg(t.title, ',' ORDER BY t.title::int) AS tasks FROM tasks t GROUP BY t.execution_id
        )
        SELECT e.id, e.event_id, e.workflow_id, format('%s at %s; tasks %s',
            CASE WHEN s.id IS NOT NULL THEN format('step %s, %s attempts, %s lost', s.status, s.attempts, s.losses) WHEN e.sleeps THEN 'sleeps' ELSE 'goes on' END,
            e.next_action, m.tasks)
        FROM workflow.live_executions e
        LEFT JOIN workflow.steps s ON s.execution_id = e.id AND s.position = e.next_action
        LEFT JOIN made m ON m.execution_id = e.id
        UNION ALL
        SELECT h.id, h.event_id, h.workflow_id, format('%s; tasks %s', h.status, m.tasks)
        FROM workflow_executions h LEFT JOIN made m ON m.execution_id = h.id
        """;

    private const string QueueSql = """
        SELECT q.event_id, CASE WHEN 'deal_stage_changed' = ANY (e.types) THEN q.entity_id ELSE -q.entity_id END
        FROM workflow.event_queue q JOIN workflow.events e ON e.event_id = q.event_id AND e.occurred_at = q.occurred_at
        WHERE q.parked_at IS NULL
        """;

    private const string CountsSql = """
        SELECT format('%s: %s success, %s failed, %s cancelled, %s measured', c.workflow_id, sum(c.success), sum(c.failed), sum(c.cancelled), sum(c.measured))
        FROM (
          SELECT workflow_id, success, failed, cancelled, (SELECT coalesce(sum(b), 0) FROM unnest(bucket_counts) b) AS measured FROM workflow.statistics_deltas
          UNION ALL SELECT workflow_id, success, failed, cancelled, 0 FROM workflow.statistics_days
          UNION ALL SELECT workflow_id, 0, 0, 0, executions FROM workflow.statistics_histograms) c
        GROUP BY c.workflow_id
        HAVING sum(c.success) + sum(c.failed) + sum(c.cancelled) + sum(c.measured) > 0
        """;

    /// <summary>Each execution as a sentence; one that is there twice, or has a step that is not its own, is told so.</summary>
    public required Dictionary<(long Event, long Workflow), string> Executions { get; init; }

    /// <summary>The event and workflow of each execution's number.</summary>
    public required Dictionary<long, (long Event, long Workflow)> Numbers { get; init; }

    public required Dictionary<long, int> Queue { get; init; }

    public required IReadOnlyList<string> Counts { get; init; }

    public required long Steps { get; init; }

    public static async Task<StoreSnapshot> ReadAsync(CrmDatabase database)
    {
        var executions = new Dictionary<(long, long), string>();
        var numbers = new Dictionary<long, (long, long)>();
        foreach (var (id, source, workflow, text) in await database.QueryAsync<(long, long, long, string)>(ExecutionsSql))
        {
            numbers[id] = (source, workflow);
            if (!executions.TryAdd((source, workflow), text)) executions[(source, workflow)] += " AND ALSO " + text;
        }

        return new StoreSnapshot
        {
            Executions = executions,
            Numbers = numbers,
            Queue = (await database.QueryAsync<(long Id, long Entity)>(QueueSql)).ToDictionary(q => q.Id, q => (int)q.Entity),
            Counts = await database.QueryAsync<string>(CountsSql),
            Steps = await database.ScalarAsync<long>("SELECT count(*) FROM workflow.steps"),
        };
    }

    /// <summary>Everything, line by line, in an order that does not depend on anything.</summary>
    public IEnumerable<string> Lines() =>
    [
        .. Executions.Select(e => Line(e.Key, e.Value)).Order(StringComparer.Ordinal),
        .. Queue.OrderBy(q => q.Key).Select(QueueLine),
        .. Counts.Order(StringComparer.Ordinal),
        string.Create(CultureInfo.InvariantCulture, $"{Steps} steps"),
    ];

    /// <summary>The same of the model.</summary>
    public static IEnumerable<string> Lines(StoreModel model)
    {
        var ended = model.Executions.Values.Where(e => e.Ended is not null).GroupBy(e => e.Workflow.Id);
        return
        [
            .. model.Executions.Select(e => Line(e.Key, e.Value.ToString())).Order(StringComparer.Ordinal),
            .. model.Queue.Select(QueueLine),
            .. ended.Select(g => CountLine(g.Key, [.. g.Select(e => e.Ended!)])).Order(StringComparer.Ordinal),
            string.Create(CultureInfo.InvariantCulture, $"{model.Live.Count(e => e.Step is not null)} steps"),
        ];
    }

    private static string Line((long Event, long Workflow) key, string text) =>
        string.Create(CultureInfo.InvariantCulture, $"event {key.Event}, workflow {key.Workflow}: {text}");

    private static string QueueLine(KeyValuePair<long, int> queued) => string.Create(CultureInfo.InvariantCulture, $"event {queued.Key} waits, of {queued.Value}");

    private static string CountLine(long workflow, IReadOnlyList<string> ends)
    {
        int Of(string end) => ends.Count(e => e == end);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{workflow}: {Of("success")} success, {Of("failed")} failed, {Of("cancelled")} cancelled, {Of("success") + Of("failed")} measured");
    }
}
