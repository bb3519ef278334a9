using Alforis.Crm.Data.Sql;
using Npgsql;

namespace Alforis.Crm.Data.Executions;

/// <summary>Reads the executions behind an execution, with what the history still knows of them.</summary>
internal static class ExecutionCauses
{
    private const string Sql = """
        SELECT (c.link ->> 'execution_id')::bigint, (c.link ->> 'workflow_id')::bigint, w.name, c.link ->> 'entity_type',
          (c.link ->> 'entity_id')::bigint, coalesce(b.status, l.status), coalesce(b.created_at, l.created_at)
        FROM (
          SELECT h.cause FROM public.workflow_executions h WHERE h.id = $1
          UNION ALL
          SELECT l.cause FROM workflow.live_executions l WHERE l.id = $1) x
        CROSS JOIN LATERAL jsonb_array_elements(x.cause) WITH ORDINALITY AS c (link, position)
        LEFT JOIN public.workflows w ON w.id = (c.link ->> 'workflow_id')::bigint
        LEFT JOIN public.workflow_executions b ON b.id = (c.link ->> 'execution_id')::bigint
        LEFT JOIN workflow.live_executions l ON l.id = (c.link ->> 'execution_id')::bigint
        ORDER BY c.position
        """;

    public static async Task<IReadOnlyList<ExecutionCause>> ReadAsync(NpgsqlDataSource dataSource, long executionId, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = executionId });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var causes = new List<ExecutionCause>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            causes.Add(new ExecutionCause(
                reader.GetInt64(0), reader.GetInt64(1), reader.Text(2), reader.Text(3), reader.Number(4), reader.Text(5), reader.Moment(6)));
        }

        return causes;
    }
}
