using Npgsql;

namespace Alforis.Workflows.EndToEnd.Crashes;

/// <summary>An event of the log.</summary>
internal sealed record LoggedEvent(long Id, string[] Types, string EntityType, long EntityId, string[] ChangedFields, long? Number)
{
    public override string ToString() => $"event {Id} ({Types[^1]} of {EntityType} {EntityId}, number {Number})";
}

/// <summary>An execution of the history, with its actions as JSON.</summary>
internal sealed record LoggedExecution(long Id, string Workflow, long EventId, long EntityId, string Status, string? Error, string Actions);

/// <summary>A task that a workflow made.</summary>
internal sealed record MadeTask(long ExecutionId, string Title);

/// <summary>An attempt of the journal.</summary>
internal sealed record Attempt(long StepId, long ExecutionId, int Number, string Outcome);

/// <summary>What is in the database when everything is quiet.</summary>
internal sealed record LedgerRows
{
    public required IReadOnlyList<LoggedEvent> Events { get; init; }

    public required IReadOnlyList<LoggedExecution> Executions { get; init; }

    public required IReadOnlyList<MadeTask> Tasks { get; init; }

    public required IReadOnlyList<Attempt> Attempts { get; init; }

    /// <summary>By organisation.</summary>
    public required IReadOnlyDictionary<long, long> Sums { get; init; }

    /// <summary>By workflow: how many executions of any status were counted.</summary>
    public required IReadOnlyDictionary<string, long> Counted { get; init; }

    public static async Task<LedgerRows> ReadAsync(string connectionString)
    {
        await using var dataSource = NpgsqlDataSource.Create(connectionString);
        return new LedgerRows
        {
            Events = await ListAsync(
                """
                SELECT event_id, types, entity_type, entity_id, coalesce(changed_fields, '{}'), coalesce(after ->> 'aum', after ->> 'montant')::numeric::bigint
                FROM workflow.events ORDER BY event_id
                """,
                r => new LoggedEvent(
                    r.GetInt64(0), r.GetFieldValue<string[]>(1), r.GetString(2), r.GetInt64(3), r.GetFieldValue<string[]>(4), r.IsDBNull(5) ? null : r.GetInt64(5))),
            Executions = await ListAsync(
                """
                SELECT x.id, w.name, x.event_id, x.entity_id, x.status, x.error, x.actions::text
                FROM workflow_executions x JOIN workflows w ON w.id = x.workflow_id ORDER BY x.id
                """,
                r => new LoggedExecution(
                    r.GetInt64(0), r.GetString(1), r.GetInt64(2), r.GetInt64(3), r.GetString(4), r.IsDBNull(5) ? null : r.GetString(5), r.GetString(6))),
            Tasks = await ListAsync(
                "SELECT execution_id, title FROM tasks WHERE execution_id IS NOT NULL ORDER BY id", r => new MadeTask(r.GetInt64(0), r.GetString(1))),
            Attempts = await ListAsync(
                "SELECT step_id, execution_id, attempt, outcome FROM workflow.step_attempts ORDER BY step_id, attempt",
                r => new Attempt(r.GetInt64(0), r.GetInt64(1), r.GetInt16(2), r.GetString(3))),
            Sums = (await ListAsync(
                "SELECT id, montant_potentiel::bigint FROM organisations", r => KeyValuePair.Create(r.GetInt64(0), r.GetInt64(1)))).ToDictionary(),
            Counted = (await ListAsync(
                """
                SELECT w.name, sum(c.success + c.failed + c.skipped + c.cancelled)::bigint
                FROM (SELECT workflow_id, success, failed, skipped, cancelled FROM workflow.statistics_deltas
                  UNION ALL SELECT workflow_id, success, failed, skipped, cancelled FROM workflow.statistics_days) c
                JOIN workflows w ON w.id = c.workflow_id GROUP BY w.name
                """,
                r => KeyValuePair.Create(r.GetString(0), r.GetInt64(1)))).ToDictionary(),
        };

        async Task<List<T>> ListAsync<T>(string sql, Func<NpgsqlDataReader, T> read)
        {
            await using var command = dataSource.CreateCommand(sql);
            await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            var rows = new List<T>();
            while (await reader.ReadAsync(TestContext.Current.CancellationToken)) rows.Add(read(reader));
            return rows;
        }
    }
}
