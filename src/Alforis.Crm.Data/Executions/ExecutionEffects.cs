using Alforis.Crm.Data.Sql;
using Npgsql;

namespace Alforis.Crm.Data.Executions;

/// <summary>Reads the executions that an execution has set off by what it changed, the first ones first.</summary>
internal static class ExecutionEffects
{
    /// <summary>How many are told.</summary>
    public const int Most = 50;

    // The terms are those of the indexes; each part is short before they are merged.
    internal const string Sql = """
        SELECT x.id, x.workflow_id, w.name, x.entity_type, x.entity_id, x.status, x.created_at
        FROM (
          (SELECT h.id, h.workflow_id, h.entity_type, h.entity_id, h.status, h.created_at FROM public.workflow_executions h
           WHERE h.cause <> '[]' AND (h.cause -> -1 ->> 'execution_id')::bigint = $1 ORDER BY h.id LIMIT $2)
          UNION ALL
          (SELECT l.id, l.workflow_id, l.entity_type, l.entity_id, l.status, l.created_at FROM workflow.live_executions l
           WHERE l.cause <> '[]' AND (l.cause -> -1 ->> 'execution_id')::bigint = $1 ORDER BY l.id LIMIT $2)) x
        LEFT JOIN public.workflows w ON w.id = x.workflow_id
        ORDER BY x.id LIMIT $2
        """;

    public static async Task<IReadOnlyList<ExecutionCause>> ReadAsync(NpgsqlDataSource dataSource, long executionId, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = executionId });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Most });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var effects = new List<ExecutionCause>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
            effects.Add(new ExecutionCause(reader.GetInt64(0), reader.GetInt64(1), reader.Text(2), reader.Text(3), reader.Number(4), reader.Text(5), reader.Moment(6)));
        return effects;
    }
}
