using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Sql;
using Npgsql;

namespace Alforis.Crm.Data.Statistics;

/// <summary>Failures of a workflow that say the same but for numbers and quoted values.</summary>
/// <param name="Message">What the newest of them says.</param>
/// <param name="Count">How many there are among those that were looked at.</param>
/// <param name="ExecutionId">The newest of them.</param>
/// <param name="LastAt">When that was recorded.</param>
/// <param name="ErrorCode">Why it failed, as a <see cref="FailureCode"/>.</param>
public sealed record FailureCause(string Message, long Count, long ExecutionId, DateTimeOffset LastAt, string? ErrorCode);

/// <summary>
/// Why a workflow failed lately: its newest failures, at most <see cref="MostLookedAt"/>, which an index of failures alone gives. Thread-safe.
/// </summary>
/// <param name="dataSource">Connects as a role that may read the history.</param>
public sealed class FailureCausesQuery(NpgsqlDataSource dataSource)
{
    /// <summary>How many failures are looked at.</summary>
    public const int MostLookedAt = 2000;

    private const string Sql = """
        WITH seen AS MATERIALIZED (
          SELECT e.id, e.created_at, left(e.error, 300) AS error, e.error_code
          FROM public.workflow_executions e
          WHERE e.workflow_id = $1 AND e.status = 'failed' AND e.created_at >= ((now() AT TIME ZONE 'UTC')::date - $2 + 1)::timestamp AT TIME ZONE 'UTC'
          ORDER BY e.created_at DESC, e.id DESC
          LIMIT $3
        )
        SELECT (array_agg(coalesce(s.error, '') ORDER BY s.created_at DESC, s.id DESC))[1], count(*), (array_agg(s.id ORDER BY s.created_at DESC, s.id DESC))[1], max(s.created_at),
          (SELECT count(*) FROM seen), (array_agg(s.error_code ORDER BY s.created_at DESC, s.id DESC))[1]
        FROM seen s
        GROUP BY workflow.failure_cause(s.error)
        ORDER BY 2 DESC, 4 DESC
        LIMIT $4
        """;

    /// <summary>Reads the most frequent causes.</summary>
    /// <param name="workflowId">The workflow's number.</param>
    /// <param name="days">How many days (UTC), today included.</param>
    /// <param name="most">Most causes.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<(long LookedAt, IReadOnlyList<FailureCause> Causes)> ReadAsync(long workflowId, int days, int most, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = workflowId });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = days });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = MostLookedAt });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var causes = new List<FailureCause>();
        var seen = 0L;
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            causes.Add(new FailureCause(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetFieldValue<DateTimeOffset>(3), reader.Text(5)));
            seen = reader.GetInt64(4);
        }

        return (seen, causes);
    }
}
